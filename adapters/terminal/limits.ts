/** Most lines of an excerpt or rows of a table that a screen is given; the rest is counted. */
export const maxExcerptLines = 200;
export const maxTableRows = 200;
/** Longest line of hostile text, in characters. */
export const maxLineLength = 2_000;
