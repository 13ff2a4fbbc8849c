/*
 * Teams' limits (learn.microsoft.com, read November 2026): a card of about 25 KB, a message of about 100 KB; the clients' renderer takes five actions in a
 * row. What is used of them stays below.
 */
export const maxCardBytes = 24_000;
export const maxActions = 5;
export const maxNotificationCharacters = 300;
export const maxSpan = 2_000;

/** Lines of an excerpt in place; more are leafed through, or handed over as a file. */
export const maxExcerptLines = 20;
export const maxLineCharacters = 300;
/** Of an excerpt in one card, in bytes; its lines are cut to the first of these lengths that fits. */
export const maxExcerptBytes = 7_000;
export const lineLengths = [maxLineCharacters, 200, 120, 80, 50, 30] as const;
export const maxTableRows = 20;
export const maxTableColumns = 6;
export const maxButtonLabel = 40;
/** Largest value of an input, in characters; where many are long, the smaller ones are tried. */
export const inputValues = [4_000, 2_000, 1_000, 500, 250] as const;
export const maxChoices = 100;
/** Longest message without a card, in characters. */
export const maxPlainText = 10_000;
/** Largest file that is handed over, in bytes: evidence has 20 MB at most. */
export const maxOfferedBytes = 21_000_000;
