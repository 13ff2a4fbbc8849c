import { askedOf } from '../asked';

/** A table. */
export const reply = () => askedOf('which platforms are v2 and support Windows images?');
