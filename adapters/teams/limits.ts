/*
 * Teams' limits (learn.microsoft.com, read November 2026): a card of about 25 KB, a message of about 100 KB; the clients' renderer takes five actions in a
 * row. What is used of them stays below.
 */
export const maxCardBytes = 24_000;
export const maxActions = 5;
export const maxNotificationCharacters = 300;
export const maxSpan = 2_000;

/** Lines of an excerpt in place; more are paged or sent as a file. */
export const maxExcerptLines = 20;
export const maxLineCharacters = 300;
export const maxTableRows = 20;
export const maxTableColumns = 6;
export const maxButtonLabel = 100;
/** Largest value of an input, in characters. */
export const maxInputValue = 16_000;
