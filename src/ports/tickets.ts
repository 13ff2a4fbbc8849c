/** A ticket draft ready to go: what a person pastes or attaches. */
export interface Parcel {
  readonly number: number;
  readonly summary: string;
  readonly text: string;
  readonly markdown: string;
  /** The evidence, a zip. */
  readonly evidence: Uint8Array;
  /** The same each time that the same version is sent: who receives it twice can tell. */
  readonly id: string;
}

export const postWays = ['folder', 'mail', 'webhook'] as const;
export type PostWay = (typeof postWays)[number];

/** The ways that a configuration opens: a folder always, mail and webhook where they are there. */
export function waysOf({
  mail,
  webhook,
}: {
  readonly mail?: unknown;
  readonly webhook?: unknown;
}): PostWay[] {
  return postWays.filter((way) => way === 'folder' || (way === 'mail' ? mail : webhook) !== undefined);
}

/** What came of sending; `detail` says where it lies, or why it failed. */
export interface Sent {
  readonly isSent: boolean;
  readonly detail: string;
}

/** Takes ticket drafts to where people asked for them to go. Never sends by itself, and never rejects. */
export interface TicketPost {
  /** The ways that are configured. */
  readonly ways: readonly PostWay[];
  /** `to` is an address for mail, and empty else. */
  send(way: PostWay, to: string, parcel: Parcel, signal: AbortSignal): Promise<Sent>;
}
