import type { Meter } from '../ports';

export { measuredHandle } from './handle';
export { measuredDesk, measuredLogs, measuredPost, measuredStore } from './ports';

/** Takes what happens from the start on; what takes it may come later, or never. */
export interface MeterSlot {
  readonly note: Meter;
  fill(meter: Meter): void;
}

export function meterSlot(): MeterSlot {
  let current: Meter | undefined;
  return { note: (fact) => current?.(fact), fill: (meter) => void (current = meter) };
}
