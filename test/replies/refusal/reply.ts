import { askedOf } from '../asked';

/** What fails, and what to do. */
export const reply = () => askedOf('draft 99');
