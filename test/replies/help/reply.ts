import { askedOf } from '../asked';

/** What can be asked. */
export const reply = () => askedOf('help');
