import type { PostWay } from './tickets';

/** How the search of one node ended: `partly` where some of its logs could not be read. */
export type SearchEnd = 'found' | 'nothing' | 'partly' | 'failed' | 'canceled';

/** What happened, as it is counted. Nothing that a person wrote is in it. */
export type Measured =
  | {
      readonly kind: 'answered';
      /** Name of the command that answered; `none` where none did. */
      readonly command: string;
      readonly outcome: 'answered' | 'form' | 'failed';
      /** What a diagnosis said: match, candidates or unknown; empty for other commands. */
      readonly verdict: string;
      readonly seconds: number;
      /** Secrets that were masked in what was shown. */
      readonly masked: number;
    }
  | { readonly kind: 'searched'; readonly outcome: SearchEnd; readonly bytes: number }
  | {
      readonly kind: 'posted';
      readonly adapter: string;
      readonly outcome: 'posted' | 'edited' | 'failed';
    }
  /** From when a platform says that something was done to when it was received. */
  | { readonly kind: 'lagged'; readonly adapter: string; readonly seconds: number }
  | { readonly kind: 'sent'; readonly way: PostWay; readonly isSent: boolean }
  | { readonly kind: 'reloaded'; readonly what: 'knowledge' | 'config'; readonly isTaken: boolean }
  | { readonly kind: 'store-failed' }
  | { readonly kind: 'unhandled' };

/** Counts the work for who operates the bot. */
export type Meter = (fact: Measured) => void;

/** How things stand when somebody asks. */
export interface Standing {
  readonly isReady: boolean;
  readonly chats: readonly { readonly name: string; readonly isConnected: boolean }[];
  /** Searches that go on. */
  readonly searching: number;
  readonly nodes: readonly NodeStanding[];
}

/** A node as the connections to it know it. */
export interface NodeStanding {
  readonly node: string;
  /** Searches that wait for their turn. */
  readonly waiting: number;
  /** Connecting failed, and is not tried again for a while. */
  readonly isResting: boolean;
}

/** What watches the process: it counts, and answers who asks how it is. */
export interface Ops {
  readonly meter: Meter;
  /** Listens until closed; the ports it listens on. Rejects with a sentence where one is taken. */
  listen(standing: () => Standing): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface Address {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** Where health and metrics are asked for; both may share an address. */
export interface OpsPlaces {
  readonly health: Address;
  readonly metrics: Address;
}
