import { mask } from './mask';
import { rules } from './rules';

export { mask } from './mask';

/** A text without the secrets in it, and how many were taken out. */
export interface Redacted {
  readonly text: string;
  readonly count: number;
}

/**
 * Masks the secrets in a text: keys, tokens, passwords, signatures, in the forms in which logs and configuration print
 * them. Names, ids, checksums and prose stay. Linear in the text's length.
 */
export function redact(text: string): Redacted {
  let count = 0;
  const masked = rules.reduce(
    (current, { pattern, keep }) =>
      current.replace(pattern, (all: string, ...rest: unknown[]) => {
        const groups = rest.slice(
          0,
          rest.findIndex((each) => typeof each === 'number'),
        );
        const kept = keep(groups as readonly (string | undefined)[]);
        if (kept === undefined) return all;
        count += 1;
        // What spanned lines goes on doing so: line numbers stay true.
        return kept + `\n${mask}`.repeat(all.split('\n').length - kept.split('\n').length);
      }),
    text,
  );
  return { text: masked, count };
}
