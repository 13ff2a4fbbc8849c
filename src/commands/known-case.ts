import { BotError } from '../errors';
import type { KnownCase } from '../knowledge/schema';

/** The case that a button names; knowledge may have changed since it was drawn. */
export function knownCase(id: string, cases: readonly KnownCase[]): KnownCase {
  const known = cases.find((each) => each.id === id);
  if (known) return known;
  throw new BotError(
    'unknown-name',
    { en: `There is no known case "${id}" any more.`, zh: `已知案例“${id}”已不存在。` },
    { en: 'Paste the error again.', zh: '请重新粘贴报错。' },
  );
}
