import { randomBytes } from 'node:crypto';

/** An id for something kept that orders as things came, within a process also at one and the same time. */
export function keptId(at: string): string {
  const turn = process.hrtime.bigint().toString().padStart(20, '0');
  return `${at}-${turn}-${randomBytes(4).toString('hex')}`;
}
