import { askedOf } from '../asked';

/** Where a log is. */
export const reply = () => askedOf('unicloud log at host boot, block storage');
