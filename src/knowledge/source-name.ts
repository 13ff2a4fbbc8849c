import type { Locale } from '../language';
import type { FileOf } from './schema';

/** A reference as people read it: our source by its title with what follows its id, a public page by its address. */
export function sourceName(reference: string, sources: FileOf<'sources'>['sources'], locale: Locale): string {
  const source = sources.find(
    ({ id }) => reference === id || reference.startsWith(`${id} `) || reference.startsWith(`${id}:`),
  );
  return source
    ? `${source.title[locale]}${reference.slice(source.id.length).replace(/^[:\s]*/, ' ')}`.trimEnd()
    : reference;
}
