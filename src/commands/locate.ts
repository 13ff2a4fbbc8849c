import { locateReply } from '../locate/answer';
import { placesOf } from '../locate/places';
import type { Run } from './run';

/** Where is the log: of a module, at a stage, by its name or path; what a module is. */
export const locate: Run<'locate'> = ({ query }, { catalog, locale }) =>
  locateReply(placesOf(query, catalog), { query, catalog, locale });
