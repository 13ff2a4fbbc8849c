import { draftForm } from '../ticket/form';
import { openDraftOf, type KeptDraft } from '../ticket/drafts';
import { guessesOf, valuesOf } from '../ticket/fill';
import { ownDraft } from './own-draft';
import type { Context, Run } from './run';

/** Opens the form of a draft: a named one, the one that the thread works on, or a new one filled from what is known. */
export const escalate: Run<'escalate'> = async ({ draft }, context) => {
  const known = draft === undefined ? await current(context) : await ownDraft(draft, context);
  return known ? formOf(known, context) : newForm(context);
};

/** In a chat that never ends a draft is about what was pasted before it, not about what is now. */
async function current({ thread, store, investigation }: Context) {
  const since = thread.isEndless ? (await investigation()).pasted[0]?.at : undefined;
  return openDraftOf(thread, store, since);
}

function formOf({ draft, version }: KeptDraft, { locale }: Context) {
  return draftForm(draft.values, { draft: draft.number, replaces: version }, locale);
}

async function newForm({ investigation, asker, catalog, locale }: Context) {
  const found = await investigation();
  const guesses = guessesOf(found, catalog, locale);
  return draftForm(valuesOf(found, asker.name, catalog, locale), { replaces: 0 }, locale, { guesses });
}
