/*
 * Slack's limits (docs.slack.dev, block kit reference and chat.postMessage, read November 2026), and what is used of them.
 * The sum of a message's blocks is limited too, undocumented (`msg_blocks_too_long` from about 13,200 characters).
 */
export const maxBlocks = 50;
export const maxMessageCharacters = 10_000;
export const maxNotificationCharacters = 300;
export const maxButtonLabel = 75;
export const maxButtonValue = 2_000;
export const maxButtonsInRow = 25;
export const maxContextCharacters = 2_000;
export const maxTableRows = 100;
export const maxTableColumns = 20;
export const maxUrl = 3_000;

/** Lines of an excerpt in place; the rest goes into a file in the same thread. */
export const maxExcerptLines = 20;
/** Longest line of an excerpt in place, in characters. */
export const maxLineCharacters = 300;

export const maxModalBlocks = 100;
export const maxModalTitle = 24;
export const maxInputValue = 3_000;
export const maxInputLabel = 2_000;
export const maxOptions = 100;
export const maxOptionLabel = 75;
export const maxOptionValue = 150;
export const maxMetadata = 3_000;
/** Blocks of a home view, and characters of it that are used. */
export const maxHomeBlocks = 100;
