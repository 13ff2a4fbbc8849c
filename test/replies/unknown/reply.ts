import { askedOf } from '../asked';

/** A pasted error that nothing explains. */
export const reply = () =>
  askedOf('ERROR frobnicate: widget W-17 refused, req-5f0e7a31-52c4-4b0e-8a53-0f4b1d6c9e11');
