/** What was taken out of a text, and the text without it. */
export interface Taken {
  readonly rest: string;
  readonly value?: string | undefined;
}

export const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
