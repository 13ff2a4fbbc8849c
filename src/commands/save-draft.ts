import { redact } from '../redact';
import { draftCard } from '../ticket/card';
import type { Draft } from '../ticket/draft';
import { addDraft, keep, type KeptDraft } from '../ticket/drafts';
import type { Locale } from '../language';
import { fieldNames, type Values } from '../ticket/fields';
import { draftForm, problemsOf, readValues } from '../ticket/form';
import { shownValue } from '../ticket/text';
import { escalate } from './escalate';
import { ownDraft } from './own-draft';
import type { Context, Run } from './run';

/** Keeps a filled form as a draft; comes back with the form where something is wrong or somebody else was faster. */
export const saveDraft: Run<'save-draft'> = async ({ draft, replaces }, context) => {
  const { locale } = context;
  // A press that fills nothing wants the form, not an empty draft.
  if (Object.keys(context.values).length === 0)
    return escalate({ name: 'escalate', ...(draft === undefined ? {} : { draft }) }, context);
  const values = masked(readValues(context.values));
  const problems = problemsOf(values, locale);
  if (Object.keys(problems).length > 0)
    return draftForm(values, { draft, replaces }, locale, { errors: problems });
  const saved =
    draft === undefined ? await added(values, context) : await changed(draft, replaces, values, context);
  return 'draft' in saved ? draftCard(saved, locale, context.post.ways) : saved;
};

function masked(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, redact(value).text]),
  ) as Values;
}

function added(values: Values, { locale, thread, asker, now, store }: Context): Promise<KeptDraft> {
  const at = now().toISOString();
  const by = { id: asker.id, name: asker.name };
  const { adapter, id, channel, owner } = thread;
  const own = {
    adapter,
    id,
    ...(channel === undefined ? {} : { channel }),
    ...(owner === undefined ? {} : { owner }),
  };
  const history: Draft['history'] = [{ at, by, did: 'saved' }];
  return addDraft({ status: 'draft', locale, thread: own, by, values, history }, at, store);
}

async function changed(number: number, replaces: number, values: Values, context: Context) {
  const { asker, now, store, locale } = context;
  const known = await ownDraft(number, context);
  const at = now().toISOString();
  const by = { id: asker.id, name: asker.name };
  const draft: Draft = {
    ...known.draft,
    values,
    history: [...known.draft.history, { at, by, did: 'saved' }],
  };
  if (known.version === replaces && (await keep(draft, replaces, at, store)) === 'written')
    return { draft, version: replaces + 1 };
  // What was typed is not lost: it comes back, on top of what the other person saved.
  const current = await ownDraft(number, context);
  const other = current.draft.history.at(-1)?.by.name ?? '';
  const told = {
    en: `${other} saved this draft meanwhile. Your text is kept here; saving again replaces theirs.`,
    zh: `${other} 在此期间保存了这份草稿。你填写的内容仍在；再次保存会覆盖对方的版本。`,
  };
  return draftForm(values, { draft: number, replaces: current.version }, locale, {
    errors: { ...theirs(values, current.draft.values, other, locale), summary: told[locale] },
  });
}

/** What the other person wrote where it is not the same, by field. */
function theirs(own: Values, other: Draft['values'], by: string, locale: Locale): Record<string, string> {
  const differing = fieldNames.filter((name) => own[name] !== (other[name] ?? ''));
  return Object.fromEntries(
    differing.map((name) => [
      name,
      `${by}: ${shownValue(name, (other[name] ?? '').slice(0, 300), locale) || '-'}`,
    ]),
  );
}
