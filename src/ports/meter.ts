/** How a request ended. */
export interface Measured {
  /** Name of the command that answered; `none` where none did. */
  readonly command: string;
  readonly outcome: 'answered' | 'form' | 'failed';
  /** What a diagnosis said: match, candidates or unknown; empty for other commands. */
  readonly verdict: string;
}

/** Counts the work for who operates the bot. Nothing that a person wrote goes in. */
export interface Meter {
  answered(of: Measured, seconds: number): void;
}

/** What watches the process: it counts, and answers who asks how it is. */
export interface Ops {
  readonly meter: Meter;
  /** Listens until closed; the ports it listens on. Rejects with a sentence where one is taken. */
  listen(isReady: () => boolean): Promise<readonly number[]>;
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
