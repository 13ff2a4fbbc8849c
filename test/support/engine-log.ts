/** A log of unicloud's engine, in which a volume is not found. */
export function engineLog(): string {
  const at = (second: number) => `2026-11-21 10:00:${String(second).padStart(2, '0')},120 3231`;
  const volume = '6ec3e693-69f7-4129-a43a-16eebe74b528';
  const request = '[req-5f0e7a31-52c4-4b0e-8a53-0f4b1d6c9e11 - - -]';
  return [
    ...Array.from(
      { length: 20 },
      (_, each) => `${at(each)} INFO unicloud.engine.manager [-] heartbeat of worker-${each % 4} received`,
    ),
    `${at(21)} INFO unicloud.engine.manager ${request} attach volume ${volume} to instance 51ac0d7e-8f0b-4d57-9a3e-6d1f7c2b9e40`,
    `${at(23)} ERROR unicloud.engine.manager ${request} Failed to attach volume ${volume}: Volume ${volume} could not be found. (HTTP 404)`,
    ...Array.from(
      { length: 20 },
      (_, each) => `${at(24 + each)} INFO unicloud.engine.manager [-] next run in ${each} s`,
    ),
    '',
  ].join('\n');
}
