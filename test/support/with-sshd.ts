import { hasSshd } from './sshd';

/** Skipped where there is no sshd, which jest says; in CI it has to run. */
export const describeWithSshd = hasSshd || process.env['CI'] ? describe : describe.skip;
