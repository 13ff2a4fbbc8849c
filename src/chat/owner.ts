import { userInfo } from 'node:os';
import type { Person } from '../request';

/** Whoever runs the process, by their account; a user id without an account (some containers) has no name. */
export function owner(): Person {
  try {
    const { username } = userInfo();
    return { id: username, name: username, isOwner: true };
  } catch {
    const id = String(process.getuid?.() ?? 'user');
    return { id, name: id, isOwner: true };
  }
}
