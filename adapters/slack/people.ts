import type { Person } from '../../src/request';
import { personId } from './receive';

/** What Slack says of somebody, as far as it is used. */
interface UserInfo {
  readonly name?: string;
  readonly real_name?: string;
  readonly team_id?: string;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly enterprise_user?: { readonly enterprise_id?: string };
  readonly profile?: { readonly display_name?: string };
}

export interface PeopleDeps {
  /** Asks Slack; rejects where it may not (`users:read`). */
  readonly userInfo: (user: string) => Promise<UserInfo | undefined>;
  readonly now: () => number;
}

/** How long what Slack said of somebody is believed, in milliseconds. */
const believedMs = 10 * 60_000;
const mostRemembered = 5_000;

/** Who people are: the id of their workspace and theirs, the name they go by, and whether they are guests. */
export function createPeople({ userInfo, now }: PeopleDeps) {
  const known = new Map<string, { readonly until: number; readonly info: Promise<UserInfo | undefined> }>();
  const ask = (user: string) => {
    const before = known.get(user);
    if (before && before.until > now()) return before.info;
    const info = userInfo(user).catch(() => {
      // What was not told is asked again the next time.
      known.delete(user);
      return undefined;
    });
    known.delete(user);
    known.set(user, { until: now() + believedMs, info });
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return info;
  };
  return {
    /** `team` is what the event says of the person's workspace; `home` is the bot's own. */
    async person(user: string, team: string | undefined, home: Home): Promise<Person> {
      const info = await ask(user);
      const own = info?.team_id ?? team ?? home.team;
      const isGuest = info?.is_restricted === true || info?.is_ultra_restricted === true;
      const isOfEnterprise =
        home.enterprise !== undefined && info?.enterprise_user?.enterprise_id === home.enterprise;
      // Whom Slack says nothing of is nobody, until it does.
      const isUnknown = info === undefined;
      const isStranger = isUnknown || info.is_stranger === true || (own !== home.team && !isOfEnterprise);
      return {
        id: personId(own, user),
        name: info?.profile?.display_name || info?.real_name || info?.name || user,
        ...(isGuest || isStranger ? { isOutside: true } : {}),
      };
    },
  };
}

/** The workspace that the bot is installed in. */
export interface Home {
  readonly team: string;
  readonly enterprise?: string | undefined;
}
