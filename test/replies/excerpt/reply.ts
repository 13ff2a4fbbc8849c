import type { Reply } from '../../../src/reply';

const lines = Array.from(
  { length: 40 },
  (_, at) => `2025-09-18 16:24:${String(at).padStart(2, '0')} INFO heartbeat ${at}`,
);
lines[25] = '2025-09-18 16:24:25 ERROR <!channel> *Failed* to attach `volume` <https://evil.example|here>';

/** Lines of a log around a hit, more of them than are shown in place; the hit would like to be markup. */
export const reply = async (): Promise<Reply> => ({
  kind: 'reply',
  title: '1 hit for "Failed to attach" in 1 file',
  blocks: [
    { kind: 'text', lines: [[{ bold: 'console-a · unicloud-engine' }, ' — 1 hit']] },
    { kind: 'excerpt', lines, firstLine: 1_001, hits: [25] },
    { kind: 'note', lines: [['Read 3.8 KiB of 3.8 KiB']] },
  ],
});
