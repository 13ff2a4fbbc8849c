import { formOfSearch, readSearchForm } from '../search/form';
import { openNodes } from '../search/nodes';
import type { Run } from './run';

/** Asks what to search; a form that was filled without a mistake became the search before it came here. */
export const searchForm: Run<'search-form'> = (command, context) => {
  const { catalog, locale, values, now } = context;
  const open = openNodes(context);
  if (Object.keys(values).length === 0) return formOfSearch(command, open, catalog, locale);
  const read = readSearchForm(command, values, locale, now());
  return formOfSearch(command, open, catalog, locale, values, 'errors' in read ? read.errors : undefined);
};
