import type { Document } from '../../document';
import type { Finding, Rule } from '../rule';
import type { FileOf } from '../schema';

type File = Document<FileOf<'topics'>>;

export const topicsHoldTogether: Rule = {
  name: 'topics-hold-together',
  description:
    'a topic has an id of its own, names what exists, gives its facts in both languages, and no two share a question',
  *check({ topics, cases, logs, playbooks, sources }) {
    const known = {
      related: new Set(topics.flatMap(({ value }) => value.topics.map(({ id }) => id))),
      cases: new Set(cases.map(({ value }) => value.id)),
      logs: new Set(logs.flatMap(({ value }) => value.logs.map(({ id }) => id))),
      playbooks: new Set(playbooks.map(({ value }) => value.id)),
    };
    for (const document of playbooks)
      for (const [at, { topics: named = [] }] of document.value.steps.entries())
        for (const [index, name] of named.entries())
          if (!known.related.has(name))
            yield {
              document,
              path: ['steps', at, 'topics', index],
              message: `expected a topic, found "${name}"`,
            };
    const sourceIds = new Set(sources.value.sources.map(({ id }) => id));
    const ids = new Set<string>();
    const questions = new Map<string, string>();
    for (const file of topics) {
      if (!sourceIds.has(file.value.source)) yield noSource(file, ['source'], file.value.source);
      for (const [at, topic] of file.value.topics.entries()) {
        const path = ['topics', at];
        if (ids.has(topic.id)) yield again(file, [...path, 'id'], topic.id);
        ids.add(topic.id);
        if (topic.source !== undefined && !sourceIds.has(topic.source))
          yield noSource(file, [...path, 'source'], topic.source);
        for (const key of ['related', 'cases', 'logs', 'playbooks'] as const)
          for (const [index, name] of (topic[key] ?? []).entries())
            if (!known[key].has(name))
              yield {
                document: file,
                path: [...path, key, index],
                message: `expected a known name, found "${name}"`,
              };
        yield* missingFacts(file, at);
        yield* sharedQuestions(file, at, questions);
      }
    }
  },
};

function again(document: File, path: Finding['path'], id: string): Finding {
  return { document, path, message: `expected an id used once, found "${id}" again` };
}

function noSource(document: File, path: Finding['path'], id: string): Finding {
  return { document, path, message: `expected a source of sources.yaml, found "${id}"` };
}

/** A number that stands in one language alone is a slip. */
function* missingFacts(document: File, at: number): Iterable<Finding> {
  const topic = document.value.topics[at];
  if (!topic) return;
  for (const [index, fact] of topic.facts.entries())
    for (const language of ['en', 'zh'] as const)
      if (!topic.answer[language].join('\n').includes(fact))
        yield {
          document,
          path: ['topics', at, 'facts', index],
          message: `expected "${fact}" in the answer in ${language}, found none`,
        };
}

function* sharedQuestions(document: File, at: number, seen: Map<string, string>): Iterable<Finding> {
  const topic = document.value.topics[at];
  if (!topic) return;
  for (const language of ['en', 'zh'] as const)
    for (const [index, question] of topic.questions[language].entries()) {
      const other = seen.get(question.toLowerCase());
      if (other !== undefined)
        yield {
          document,
          path: ['topics', at, 'questions', language, index],
          message: `expected a question of its own, found that of ${other}`,
        };
      seen.set(question.toLowerCase(), topic.id);
    }
}
