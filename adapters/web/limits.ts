/* What a page is given at most; it is drawn in one go, and everything of it is kept in memory. */

/** Of one block: lines of an excerpt around its first hit, rows and columns of a table, items of anything else. */
export const maxExcerptLines = 400;
export const maxRows = 500;
export const maxColumns = 30;
export const maxItems = 500;
/** Longest piece of a line, in characters. */
export const maxSpan = 8_000;
export const maxLineCharacters = 2_000;
/** Of a text file what stands beside its link, in lines. */
export const maxPreviewLines = 20;

/** Of one process: threads, the newest; of a thread the newest messages; notices for all of them. */
export const maxThreads = 50;
export const maxMessages = 400;
export const maxNotices = 3;
/** Bytes of all files that can be downloaded, and of those that were handed over and wait for their message. */
export const maxShelfBytes = 128 * 1_024 * 1_024;
/** Open pages that are told of everything; a browser has six connections to one place. */
export const maxStreams = 4;

/** Largest body of a request, in bytes: a text of 512,000 characters as JSON, of which Chinese takes three bytes each. */
export const maxTextBytes = 600 * 1_024;
