import type { Locale } from '../language';
import type { ChatAdapter } from '../ports';
import type { Opened } from './open';
import type { World } from './world';

export interface LocalOptions {
  readonly lang?: Locale;
  /** The web page: wanted, not wanted, or as it comes. */
  readonly web?: boolean;
}

/**
 * The chats for whoever is at this machine, while no platform is configured: at a terminal the web page beside it; where
 * lines come through a pipe the terminal alone, unless only the page is asked for. Beside a platform the page, if asked for.
 */
export async function openLocalChats(
  hasPlatform: boolean,
  { lang, web }: LocalOptions,
  { config, log }: Pick<Opened, 'config' | 'log'>,
  world: World,
): Promise<readonly ChatAdapter[]> {
  const isAtTerminal = world.stdin.isTTY === true && world.stdout.isTTY === true;
  const hasPage = web ?? (isAtTerminal && !hasPlatform);
  const hasTerminal = !hasPlatform && (isAtTerminal || !hasPage);
  const page = hasPage
    ? await world.openWeb({ ...config.web, isOwner: isAtTerminal, locale: lang, log })
    : undefined;
  if (!hasTerminal) return page ? [page] : [];
  const terminal = await world.openTerminal(lang);
  return page ? besides(terminal, page) : [terminal];
}

/** Where the page is has been said before the terminal draws its first prompt; without a page it goes on alone. */
function besides(terminal: ChatAdapter, page: ChatAdapter): ChatAdapter[] {
  let begun: Promise<void> | undefined;
  return [
    { ...page, start: (desk) => (begun = page.start(desk)) },
    {
      ...terminal,
      async start(desk) {
        await begun?.catch(() => undefined);
        return terminal.start(desk);
      },
    },
  ];
}
