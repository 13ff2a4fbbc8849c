import { createHash } from 'node:crypto';
import type { Investigation } from '../investigation';
import type { Catalog } from '../knowledge/catalog';
import type { Locale } from '../language';
import type { Values } from './fields';
import { ticketText } from './text';

/** Largest evidence, in bytes before compression: what a portal and a mail take. */
export const maxBundleBytes = 20 * 1_024 * 1_024;

export interface BundleFile {
  readonly name: string;
  readonly content: string;
}

/** Where a file of the evidence comes from. */
export interface Manifest {
  readonly files: readonly (Source & {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
  })[];
  /** What was left out, since it would not fit. */
  readonly leftOut: readonly string[];
}
interface Source {
  readonly node?: string;
  readonly path?: string;
  readonly lines?: readonly [from: number, to: number] | null;
  readonly query?: string;
  /** When it was read, ISO 8601 in UTC. */
  readonly at?: string;
}

type Sourced = BundleFile & { readonly source: Source };

/** The ticket and what was found, as files with a manifest; the same for the same investigation, byte for byte. */
export function bundleFiles(
  values: Values,
  investigation: Investigation,
  catalog: Catalog,
  locale: Locale,
): BundleFile[] {
  const text = (format: 'plain' | 'markdown') => ticketText(values, investigation, catalog, locale, format);
  const all: Sourced[] = [
    { name: 'ticket.txt', content: text('plain'), source: {} },
    { name: 'ticket.md', content: text('markdown'), source: {} },
    { name: 'investigation.json', content: `${JSON.stringify(investigation, undefined, 2)}\n`, source: {} },
    ...timelines(investigation),
    ...excerpts('excerpts', investigation.searched),
    ...excerpts(
      'slices',
      investigation.collected.map((each) => ({ ...each, text: '' })),
    ),
  ];
  const { kept, leftOut } = fitting(all);
  const manifest: Manifest = {
    files: kept.map(({ name, content, source }) => ({
      name,
      bytes: Buffer.byteLength(content),
      sha256: sha256(content),
      ...source,
    })),
    leftOut,
  };
  return [
    ...kept.map(({ name, content }) => ({ name, content })),
    { name: 'manifest.json', content: `${JSON.stringify(manifest, undefined, 2)}\n` },
  ];
}

/** As many as fit, in their order: what comes first says most. */
function fitting(all: readonly Sourced[]) {
  const kept: Sourced[] = [];
  const leftOut: string[] = [];
  let bytes = 0;
  for (const file of all) {
    const size = Buffer.byteLength(file.content);
    if (bytes + size > maxBundleBytes) leftOut.push(file.name);
    else {
      kept.push(file);
      bytes += size;
    }
  }
  return { kept, leftOut };
}

function timelines({ traced }: Investigation): Sourced[] {
  return traced.map(({ id, at, data }, number) => ({
    name: `timelines/${numbered(number)}-${id}.txt`,
    content: data.timeline
      .map(({ time, node, log, line, text }) => `${time}  ${node}  ${log}:${line ?? '?'}  ${text}\n`)
      .join(''),
    source: { query: id, at },
  }));
}

function excerpts(
  folder: string,
  searched: readonly Pick<Investigation['searched'][number], 'at' | 'text' | 'data'>[],
): Sourced[] {
  const found = searched.flatMap(({ at, text, data }) =>
    data.targets.flatMap(({ node, path, excerpts: parts }) =>
      parts.map((part) => ({ at, text, node, path, part })),
    ),
  );
  return found.map(({ at, text, node, path, part: { firstLine, lines } }, number) => ({
    name: `${folder}/${numbered(number)}-${node}-${path.slice(path.lastIndexOf('/') + 1).replace(/[^\w.-]/g, '_')}.txt`,
    content: `${lines.join('\n')}\n`,
    source: {
      node,
      path,
      lines: firstLine === null ? null : [firstLine, firstLine + lines.length - 1],
      ...(text ? { query: text } : {}),
      at,
    },
  }));
}

function numbered(at: number): string {
  return String(at + 1).padStart(3, '0');
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
