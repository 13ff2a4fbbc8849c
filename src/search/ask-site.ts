import { encode, type CommandOf } from '../command';
import type { Locale } from '../language';
import type { Reply } from '../reply';

/** Which site is meant: asked where nobody said, and nodes of several are open. */
export function askSite(
  command: CommandOf<'grep' | 'trace' | 'collect'>,
  sites: readonly string[],
  locale: Locale,
): Reply {
  const title = { en: 'At which site?', zh: '哪个站点？' }[locale];
  const hint = {
    en: 'Or name the nodes, for example "on console-a".',
    zh: '也可以直接说节点名，例如“在 console-a 上”。',
  }[locale];
  const named = sites.filter((site) => site !== '').slice(0, 20);
  return {
    kind: 'reply',
    title,
    blocks: [
      { kind: 'text', lines: [[named.join({ en: ', ', zh: '、' }[locale])], [hint]] },
      {
        kind: 'buttons',
        buttons: named.map((site) => ({
          label: site,
          payload: encode({ ...command, site }, locale),
          opens: 'reply' as const,
        })),
      },
    ],
    // A command line cannot press.
    isFruitless: true,
    data: { clarify: { question: 'site', choices: named } },
  };
}
