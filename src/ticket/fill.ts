import type { Investigation } from '../investigation';
import { byId, partsOf, type Catalog } from '../knowledge/catalog';
import type { Locale } from '../language';
import { redact } from '../redact';
import { maxSummary, maxValue, type Values } from './fields';

/** The fields as far as the investigation knows them; what it does not know stays empty, nothing is made up. */
export function valuesOf(
  investigation: Investigation,
  contact: string,
  catalog: Catalog,
  locale: Locale,
): Values {
  const { pasted, searched, traced } = investigation;
  const paste = pasted[0];
  const facts = paste?.data.facts;
  const logs = logsOf(investigation);
  const firstError = traced.find(({ data }) => data.firstError)?.data.firstError;
  return {
    summary: summaryOf(investigation, catalog, locale),
    product: productIn(paste?.text ?? ''),
    component: componentOf(firstError?.log ?? logs[0], catalog) || (facts?.modules[0] ?? ''),
    priority: '',
    company: '',
    contact,
    error: redact(paste?.text ?? firstError?.text ?? '').text.slice(0, maxValue),
    time: timeOf(investigation),
    requestId:
      facts?.requestIds[0] ?? traced[0]?.id ?? searched.flatMap(({ data }) => data.ids).find(isRequest) ?? '',
    resources: resourcesOf(investigation),
    user: '',
    stage: '',
    storage: '',
    source: sourceOf(logs),
    sourcePlatform: '',
    targetPlatform: platformsOf(facts?.platforms ?? [], catalog, locale),
    version: '',
    tried: triedIn(investigation, catalog, locale),
  };
}

/** The way through playbooks, each step in its own words; people add what they did besides. */
function triedIn({ walked }: Investigation, catalog: Catalog, locale: Locale): string {
  const lines = walked.flatMap(({ playbook, step }) => {
    const found = catalog.playbooks.find(({ id }) => id === playbook);
    const text = found?.steps.find(({ id }) => id === step)?.text[locale];
    return found && text !== undefined ? [`${found.title[locale]}: ${text}`] : [];
  });
  return [...new Set(lines)].join('\n').slice(0, maxValue);
}

/** What failed, as the paste names it; else what stands beside the hits of the searches. */
function resourcesOf({ pasted, searched }: Investigation): string {
  const named = (pasted[0]?.data.facts.resources ?? []).map(({ kind, id }) => `${kind} ${id}`);
  const beside = searched.flatMap(({ data }) => data.ids).filter((id) => !isRequest(id));
  return [...new Set(named.length > 0 ? named : beside)].slice(0, mostResources).join(', ');
}
/** Resources that a ticket names; more say nothing. */
const mostResources = 6;

function isRequest(id: string): boolean {
  return id.startsWith('req-');
}

/** What fails, in one line: the case that was believed in longest, else the error's own words. */
function summaryOf({ pasted, traced, judged }: Investigation, catalog: Catalog, locale: Locale): string {
  const refused = new Set(judged.filter(({ says }) => says === 'not-it').map((each) => each.case));
  const known = pasted
    .filter(({ data }) => data.verdict === 'match')
    .flatMap(({ data }) => data.cases.slice(0, 1))
    .find(({ id }) => !refused.has(id) && catalog.cases.some((each) => each.id === id));
  const said = pasted[0]?.text ?? traced.find(({ data }) => data.firstError)?.data.firstError?.text ?? '';
  const line =
    redact(said)
      .text.split('\n')
      .map((each) => each.trim())
      .find((each) => each !== '') ?? '';
  const title = known ? byId(catalog.cases, known.id).title[locale] : '';
  return cut(title && line ? `${title}: ${line}` : title || line, maxSummary);
}

/** Cut between characters as people count them. */
function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

function productIn(text: string): string {
  const [named] = /hyper(?:bdr|motion)/i.exec(text) ?? [];
  return { hyperbdr: 'HyperBDR', hypermotion: 'HyperMotion' }[named?.toLowerCase() ?? ''] ?? '';
}

/** Logs that the evidence lies in, the first error's first. */
function logsOf({ traced, searched }: Investigation): string[] {
  return [
    ...traced.flatMap(({ data }) => data.services),
    ...searched.flatMap(({ data }) =>
      data.targets.flatMap(({ log, hits }) => (hits > 0 && log ? [log] : [])),
    ),
  ];
}

function componentOf(log: string | undefined, catalog: Catalog): string {
  return catalog.logs.find(({ id }) => id === log)?.module ?? '';
}

/** When it failed: the first error of a trace, or the first hit of a search, with the node's zone; else as the paste says it. */
function timeOf({ traced, searched, pasted }: Investigation): string {
  const firstError = traced.find(({ data }) => data.firstError)?.data.firstError;
  if (firstError) return withZone(firstError.time, firstError.zone);
  const hit = searched
    .flatMap(({ data }) =>
      data.targets.flatMap(({ zone, excerpts }) =>
        excerpts.flatMap(({ lines, hits }) =>
          hits.map((at) => ({ zone, time: leadingTime.exec(lines[at] ?? '')?.[0] })),
        ),
      ),
    )
    .find(({ time }) => time !== undefined);
  return hit?.time ? withZone(hit.time, hit.zone) : (pasted[0]?.data.facts.times[0] ?? '');
}

const leadingTime =
  /^\W{0,2}\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?/;

function withZone(time: string, zone: string): string {
  return /(?:Z|UTC|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time} (${zone})`;
}

/** What the known case makes probable: shown beside the question, for a person to say. */
export function guessesOf({ pasted }: Investigation, catalog: Catalog, locale: Locale): Partial<Values> {
  const [stage] = pasted[0]?.data.verdict === 'match' ? pasted[0].data.stages : [];
  if (!stage) return {};
  const storage = storageOf(stage);
  return {
    stage: byId(catalog.families, partsOf(stage).family).name[locale],
    ...(storage ? { storage } : {}),
  };
}

function storageOf(stage: string | undefined): string {
  return /-(block|object)$/.exec(stage ?? '')?.[1] ?? '';
}

/** Which kind of source it is shows in whose logs tell of it. */
function sourceOf(logs: readonly string[]): string {
  if (logs.some((log) => log.startsWith('hamal'))) return 'agentless';
  if (logs.some((log) => /^(?:ds-agent|windows-|pre-installation)/.test(log))) return 'windows-agent';
  return logs.some((log) => /^(?:linux-|agent-)/.test(log)) ? 'linux-agent' : '';
}

/** Each with its engine generation and the owner of its driver, from the driver matrix. */
function platformsOf(ids: readonly string[], catalog: Catalog, locale: Locale): string {
  return catalog.platforms
    .filter(({ id }) => ids.includes(id))
    .map(({ name, rows }) => {
      const engines = [...new Set(rows.map(({ engine }) => engine))].join('/');
      const owners = [...new Set(rows.map(({ owner }) => owner))].join(', ');
      return `${name[locale]} (${engines}; ${{ en: 'driver owner', zh: '驱动负责人' }[locale]} ${owners})`;
    })
    .join('; ');
}
