import { join } from 'node:path';
import { encode } from '../../src/command';
import { parse, readingOf } from '../../src/parse';
import { learnedFile } from '../../src/live-knowledge';
import { judgeTopics, readTopicModel, topicIndexOf } from '../../src/topics';
import { message, press, replyOf, testBot, today } from '../support/bot';
import { builtInKnowledge, projectFolder } from '../support/knowledge';
import { memoryStore } from '../support/store';

const knowledge = builtInKnowledge();
const bot = testBot();
const ask = (text: string) => replyOf(bot, message(text));
const textOf = (reply: Awaited<ReturnType<typeof ask>>) => JSON.stringify(reply.blocks);

describe('a short factual question', () => {
  test.each([
    ['quota does not match the real usage', 'openstack-quota-mismatch'],
    ['the list is cut at 1000 entries', 'openstack-list-truncated'],
    ['什么情况下云硬盘可以卸载', /^easystack-volume-/],
    ['can i shrink a volume', 'easystack-volume-no-shrink'],
    ['osd down 且 out 是什么意思', 'ceph-osd-down-out'],
    ['控制台用哪些端口', 'hyperbdr-ports'],
    ['can i shrnk a volme', 'easystack-volume-no-shrink'],
  ])('"%s" is answered by its topic, with the source and section', async (text, id) => {
    const reply = await ask(text);
    expect(reply.command).toBe('topic');
    const data = reply.data as { topic: string; answer: string; source: string; related: string[] };
    expect(data.topic).toMatch(id);
    const topic = knowledge.catalog.topics.find((each) => each.id === data.topic);
    expect(data.source).toContain(topic?.section);
    expect(textOf(reply)).toContain(JSON.stringify(data.source).slice(1, -1));
    for (const line of data.answer.split('\n'))
      expect(textOf(reply)).toContain(JSON.stringify(line).slice(1, -1));
  });

  test.each([
    'how do I restore a mysql backup',
    'kubernetes 的 pod 一直 pending 怎么办',
    'what does a vSphere licence cost',
    '推荐一家火锅店',
  ])('"%s" is answered by no topic', (text) => {
    expect(parse(text, knowledge, today)).not.toMatchObject({ name: 'topic' });
  });

  test('every topic is the answer to its own title, in both languages, or offered beside it', () => {
    const index = knowledge.topicIndex();
    const missed = knowledge.catalog.topics.filter(({ id, title }) =>
      [title.en, title.zh].some((text) => !judgeTopics(text, index).topics.slice(0, 3).includes(id)),
    );
    expect(missed.length / knowledge.catalog.topics.length).toBeLessThan(0.03);
  });

  test('what was learned is of the topics that there are: npx tsx eval/train-topics.ts', () => {
    const model = readTopicModel(join(projectFolder, 'knowledge', learnedFile));
    expect(model?.topics).toEqual(knowledge.catalog.topics.map(({ id }) => id));
  });

  test('a question of the field that no document answers is told so, with a way on', async () => {
    const reply = await ask('cinder 里 volume_clear 这个参数有哪些可选值');
    expect(reply.data).toEqual({ topic: null, answer: null, source: null, related: [] });
    expect(textOf(reply)).toContain('没有文档');
    expect(textOf(reply)).toContain('escalate');
  });

  test('without what was learned, topics are found by their words', () => {
    const { topics, concepts } = knowledge.catalog;
    const judged = judgeTopics('what is a placement group?', topicIndexOf(topics, concepts));
    expect(judged).toMatchObject({ verdict: 'match', topics: expect.arrayContaining(['ceph-pg-what']) });
    expect(readTopicModel(join(projectFolder, 'no-such-file'))).toBeUndefined();
  });

  test('a case has a button to the topic that names it', async () => {
    const linked = knowledge.catalog.topics.find(({ cases = [] }) => cases.length > 0);
    const known = linked?.cases?.[0] ?? '';
    const reply = await replyOf(bot, press(encode({ name: 'diagnose', known, others: [] }, 'en')));
    expect(textOf(reply)).toContain('\\"name\\":\\"topic');
  });

  test('an index without topics is silent', () => {
    expect(judgeTopics('what is an osd', topicIndexOf([], []))).toEqual({
      verdict: 'unknown',
      confidence: 0,
      topics: [],
    });
  });

  test('a topic that is gone since its button was drawn is told', async () => {
    const stale = encode({ name: 'topic', topic: 'no-such-topic', others: [] }, 'en');
    expect(await replyOf(bot, press(stale))).toMatchObject({ tone: 'failure' });
  });

  test('when it is unsure it offers near questions, and answers none of them', async () => {
    const offered = encode({ name: 'topic', others: ['ceph-osd-states', 'ceph-osd-up-in'] }, 'en');
    const reply = await replyOf(bot, press(offered));
    expect(reply.data).toMatchObject({ topic: null, answer: null });
    expect(textOf(reply).match(/"name\\":\\"topic/g)).toHaveLength(2);
  });
});

describe('the front door', () => {
  test.each([
    ['hello', 'small-talk'],
    ['谢谢，搞定了', 'small-talk'],
    ['please summarise what was done in this thread', 'summary'],
    ['we cannot solve this, open a ticket with support', 'escalate'],
    ['列出我的工单', 'tickets'],
    ['show me draft 7 again', 'draft'],
    ['what happened to req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e?', 'trace'],
    ['req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e', 'trace'],
    ['unicloud log at host boot', 'locate'],
    ['ZStack 的驱动是 v1 还是 v2', 'platform'],
    ['walk me through a source side problem', 'playbook'],
    ['2025-09-18 16:24:31 ERROR nova Failed to attach volume: HTTP 404', 'diagnose'],
  ])('"%s" is taken for %s', (text, command) => {
    expect(parse(text, knowledge, today).name).toBe(command);
  });

  test('small talk gets one friendly line, and nothing more', async () => {
    const reply = await ask('thank you so much!');
    expect(reply.blocks).toEqual([]);
    expect(reply.title?.length).toBeLessThan(60);
  });

  test('a text with two readings gets one, and the other as a button', async () => {
    const text =
      'what does the host boot stage need when the metadata service 169.254.169.254 is unreachable?';
    const { command, other } = readingOf(text, knowledge, today);
    expect(new Set([command.name, other?.name])).toEqual(new Set(['locate', 'topic']));
    expect(textOf(await ask(text))).toContain(command.name === 'topic' ? 'Its logs' : 'metadata');
  });
});

describe('being led through a playbook', () => {
  const store = memoryStore();
  const labels = (reply: Awaited<ReturnType<typeof ask>>) =>
    reply.blocks.flatMap((block) =>
      block.kind === 'buttons' ? block.buttons.map(({ label }) => label) : [],
    );

  test('a pasted error in the middle is answered, with the way back, after a restart too; support gets the way', async () => {
    await replyOf(testBot({ store }), message('walk me through a source side problem'));
    const kernel = encode({ name: 'playbook', playbook: 'source-side', step: 'kernel' }, 'en');
    await replyOf(testBot({ store }), press(kernel));
    const again = testBot({ store });
    const paste =
      'Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)';
    expect(labels(await replyOf(again, message(paste)))).toContain('Back to: Source-side problems');
    expect(labels(await replyOf(again, message('playbooks')))[0]).toBe('Back to: Source-side problems');
    const form = await again(press(encode({ name: 'escalate' }, 'en')), {
      signal: new AbortController().signal,
      show: () => {},
    });
    expect(form.kind === 'form' && form.fields.find(({ name }) => name === 'tried')?.value).toMatch(
      /Source-side problems: .*development team has to analyse/s,
    );
  });

  test('where it ended there is no way back', async () => {
    const end = encode({ name: 'playbook', playbook: 'source-side', step: 'resolved' }, 'en');
    await replyOf(testBot({ store }), press(end));
    expect(labels(await replyOf(testBot({ store }), message('unicloud log at host boot')))).not.toContain(
      'Back to: Source-side problems',
    );
  });
});
