import { encode, locateQuery, type Command } from '../command';
import { BotError } from '../errors';
import { sourceName } from '../knowledge/source-name';
import type { Topic } from '../knowledge/schema';
import type { Locale } from '../language';
import type { Button, Reply } from '../reply';
import type { Context, Run } from './run';
import { withEscalation } from '../ticket/button';
import { topicButton } from './topic-button';

/** Buttons of each kind that stand under a topic. */
const mostRelated = 3;
const mostCases = 2;

/** A short answer of the documents, with its source; or the topics that may be meant. */
export const topic: Run<'topic'> = ({ topic: wanted, others }, context): Reply => {
  if (wanted === undefined) return others.length > 0 ? choice(others, context) : nothing(context);
  const found = topicOf(wanted, context);
  if (!found) throw gone(wanted);
  const { locale, catalog } = context;
  const source = `${sourceName(found.source, catalog.sources, locale)} · ${found.section}`;
  const answer = found.answer[locale];
  const buttons = buttonsOf(found, others, context);
  return {
    kind: 'reply',
    title: found.title[locale],
    blocks: [
      { kind: 'text', lines: answer.map((line) => [line]) },
      { kind: 'note', lines: [[{ en: 'Source: ', zh: '来源：' }[locale], source]] },
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
    data: { topic: found.id, answer: answer.join('\n'), source, related: found.related ?? [] },
  };
};

/** A question of the field that no document answers: never an invented answer. */
function nothing({ locale }: Context): Reply {
  const title = { en: 'I do not know that', zh: '这个我不知道' }[locale];
  const text = {
    en: 'No document that I know answers this. Asked in other words, or with the name of the option or state, I may find it.',
    zh: '我读过的资料里没有文档回答这个问题。换个说法，或写上选项、状态的名称，也许能找到。',
  }[locale];
  const reply: Reply = {
    kind: 'reply',
    title,
    blocks: [{ kind: 'text', lines: [[text]] }],
    data: { topic: null, answer: null, source: null, related: [] },
  };
  return withEscalation(reply, locale);
}

function topicOf(id: string, { catalog }: Context): Topic | undefined {
  return catalog.topics.find((each) => each.id === id);
}

function choice(others: readonly string[], context: Context): Reply {
  const { locale } = context;
  const buttons = others.flatMap((id) => named(id, context));
  const text = {
    en: 'I am not sure which of these you mean. None of them? Then I do not know it.',
    zh: '不确定你问的是哪一个。都不是的话，我还不知道答案。',
  }[locale];
  return {
    kind: 'reply',
    title: { en: 'Which one?', zh: '你问的是哪个？' }[locale],
    blocks: [
      { kind: 'text', lines: [[text]] },
      { kind: 'buttons', buttons },
    ],
    data: { topic: null, answer: null, source: null, related: others },
  };
}

/** Where to go from a topic: a known case, its logs, a playbook, what is near. */
function buttonsOf(found: Topic, others: readonly string[], context: Context): Button[] {
  const { locale, catalog } = context;
  const { cases = [], logs = [], playbooks = [], related = [] } = found;
  const known = cases.slice(0, mostCases).flatMap((id) => {
    const title = catalog.cases.find((each) => each.id === id)?.title[locale];
    return title ? [button(title, { name: 'diagnose', known: id, others: [] }, locale)] : [];
  });
  const query = locateQuery.parse({ logs: logs.slice(0, 6) });
  const places =
    logs.length > 0
      ? [button({ en: 'Its logs', zh: '相关日志' }[locale], { name: 'locate', query }, locale)]
      : [];
  const guides = playbooks.slice(0, 1).flatMap((id) => {
    const title = catalog.playbooks.find((each) => each.id === id)?.title[locale];
    return title ? [button(title, { name: 'playbook', playbook: id }, locale)] : [];
  });
  const near = [...new Set([...related, ...others])].filter((id) => id !== found.id).slice(0, mostRelated);
  return [...known, ...places, ...guides, ...near.flatMap((id) => named(id, context))];
}

function named(id: string, context: Context): Button[] {
  const found = topicOf(id, context);
  return found ? [topicButton(found, context.locale)] : [];
}

function button(label: string, command: Command, locale: Locale): Button {
  return { label, payload: encode(command, locale), opens: 'reply' };
}

/** A topic that is not there: a button of older knowledge. */
function gone(id: string): BotError {
  return new BotError(
    'unknown-name',
    { en: `There is no topic "${id}" any more.`, zh: `主题“${id}”已不存在。` },
    { en: 'Ask again in your own words.', zh: '请用自己的话重新提问。' },
  );
}
