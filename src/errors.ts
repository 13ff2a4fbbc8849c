import { type Locale, type Text } from './language';

/** Every failure the project names. Each has its heading in docs/errors.md (held by a test). */
export type ErrorCode =
  | 'bad-time'
  | 'file-failed'
  | 'internal'
  | 'not-allowed'
  | 'not-text'
  | 'stale-button'
  | 'store-failed'
  | 'too-long'
  | 'too-many'
  | 'unknown-name';

/** A failure told to a person: what was expected and found (`text`), and what to do next (`hint`). */
export class BotError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly text: Text,
    readonly hint: Text,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
    this.name = 'BotError';
  }
}

/** The failure in one language, for --json and the terminal. */
export function describeError(error: BotError, locale: Locale) {
  return { code: error.code, message: error.text[locale], hint: error.hint[locale] };
}
