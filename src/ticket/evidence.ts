import type { Investigation } from '../investigation';
import type { Catalog } from '../knowledge/catalog';
import type { Locale } from '../language';

/** Lines of an excerpt that stand in the ticket's text; the whole of it is in the evidence. */
const mostLines = 30;
/** Excerpts, and cases, that stand in the text. */
const most = 12;

export interface Placed {
  /** Node, path and line numbers. */
  readonly place: string;
  readonly lines: readonly string[];
}

/** What was found, each with its place, the hits' surroundings first. */
export function excerptsOf({ searched }: Investigation): Placed[] {
  return searched
    .flatMap(({ data }) => data.targets)
    .flatMap(({ node, path, excerpts }) =>
      excerpts.map(({ firstLine, lines, hits }) => {
        const from = Math.max(0, (hits[0] ?? 0) - mostLines / 3);
        const shown = lines.slice(from, from + mostLines);
        const number = firstLine === null ? undefined : firstLine + from;
        const range = number === undefined ? '' : `:${number}-${number + shown.length - 1}`;
        return { place: `${node}:${path}${range}`, lines: shown };
      }),
    )
    .filter(isFirst)
    .slice(0, most);
}

/** Two searches that found the same are told once. */
function isFirst({ place }: Placed, at: number, all: readonly Placed[]): boolean {
  return all.findIndex((each) => each.place === place) === at;
}

/** The request's way over the services, the first error, where it went missing, and clocks that are off. */
export function pathOf({ traced }: Investigation, locale: Locale): string[] {
  return traced.flatMap(({ id, data: { services, firstError, gaps, clockOffsets } }) => [
    `${id}: ${services.join(' → ')}`,
    ...(firstError
      ? [
          `${{ en: 'First error', zh: '首个错误' }[locale]}: ${firstError.time} ${firstError.node} ${firstError.log}:${firstError.line ?? '?'} ${firstError.text.split('\n')[0] ?? ''}`,
        ]
      : []),
    ...gaps.map(
      ({ service, after }) =>
        ({
          en: `Nothing of it in ${service} from ${after} on`,
          zh: `${service} 在 ${after} 之后没有它的记录`,
        })[locale],
    ),
    ...clockOffsets.map(
      ({ node, offsetMs, errorMs }) =>
        `${{ en: 'Clock of', zh: '时钟偏差' }[locale]} ${node}: ${offsetMs} ms ± ${errorMs} ms`,
    ),
  ]);
}

/** Each case that came near, and what spoke against it. */
export function casesConsidered(
  { pasted, judged, searched, traced }: Investigation,
  catalog: Catalog,
  locale: Locale,
): string[] {
  const near = new Map(pasted.flatMap(({ data }) => data.cases.slice(0, 3).map((each) => [each.id, each])));
  const inLogs = new Set([
    ...traced.flatMap(({ data }) => data.cases.map(({ id }) => id)),
    ...searched.flatMap(({ data }) => data.targets.flatMap(({ cases }) => cases.map(({ id }) => id))),
  ]);
  const named = [...near.keys(), ...inLogs, ...judged.map((each) => each.case)];
  return [...new Set(named)].slice(0, most).flatMap((id) => {
    const known = catalog.cases.find((each) => each.id === id);
    if (!known) return [];
    const score = near.get(id)?.score;
    const said = judged.filter((each) => each.case === id);
    const told = said.map(
      ({ asker, says }) => `${asker.name}: ${says === 'not-it' ? refused[locale] : solved[locale]}`,
    );
    const basis = [
      ...(score === undefined ? [] : [`${nearness[locale]} ${score}`]),
      ...(inLogs.has(id) ? [shownIn[locale]] : []),
    ];
    const why = (told.length > 0 ? told : basis).join(', ');
    return [`${known.title[locale]} (${id})${why ? ` — ${why}` : ''}`];
  });
}

const refused = { en: 'not it', zh: '不是这个' };
const solved = { en: 'that was it', zh: '就是这个' };
const shownIn = { en: 'shows in the logs', zh: '日志中出现' };
const nearness = { en: 'nearness', zh: '接近度' };

/** The searches, each as one line to run on its node. */
export function repeatLines({ searched }: Investigation): string[] {
  return searched
    .flatMap(({ data }) => data.targets)
    .filter(({ hits }) => hits > 0)
    .map(({ node, repeat }) => `${node}: ${repeat}`)
    .slice(0, most);
}
