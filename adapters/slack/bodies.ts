import type { SlackMessage } from './receive';

/* What Slack sends, as far as it is read. All of it comes from outside: what may be missing is marked so. */

export interface CommandBody {
  readonly team_id: string;
  readonly channel_id: string;
  readonly user_id: string;
  readonly text?: string;
  readonly trigger_id: string;
}

interface User {
  readonly id: string;
  readonly team_id?: string;
}

export interface ShortcutBody {
  readonly user: User;
  readonly channel: { readonly id: string };
  readonly message: SlackMessage;
  readonly trigger_id: string;
}

export interface ActionBody {
  readonly user: User;
  readonly channel?: { readonly id: string };
  readonly container?: {
    readonly type?: string;
    readonly channel_id?: string;
    readonly message_ts?: string;
    readonly thread_ts?: string;
    readonly is_ephemeral?: boolean;
  };
  readonly message?: { readonly ts: string; readonly thread_ts?: string; readonly subtype?: string };
  readonly trigger_id: string;
}

export interface Action {
  readonly action_id: string;
  /** When it was pressed, in seconds since 1970. */
  readonly action_ts?: string;
  readonly block_id?: string;
  readonly value?: string;
}

export interface ViewBody {
  readonly user: User;
  readonly trigger_id?: string;
  readonly view: {
    readonly id: string;
    readonly private_metadata: string;
    readonly state: { readonly values: object };
  };
}

export interface HomeOpened {
  readonly user: string;
  readonly tab?: string;
  readonly channel: string;
}
