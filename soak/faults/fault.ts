/** Something that goes wrong for a while. */
export interface Fault {
  /** As the report counts it. */
  readonly kind: string;
  /** What it befalls: only one thing at a time goes wrong with it. */
  readonly target: string;
  /** Longest time that it lasts, in milliseconds; 0 for what is over at once. */
  readonly longestMs: number;
  begin(): Promise<void> | void;
  mend(): Promise<void> | void;
}
