import { askedOf } from '../asked';

/** A pasted error that a case explains. */
export const reply = () =>
  askedOf('Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)');
