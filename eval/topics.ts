import { parse } from '../src/parse';
import { judgeTopics } from '../src/topics';
import { evalBot } from './bot';
import { readTsv, type Labelled } from './tsv';

/*
 * How well questions find their topic: answered right, offered among near ones, answered wrong, silent; and how many questions
 * of other subjects are answered from the knowledge at all, through the front door. By half and language.
 */

const { knowledge } = evalBot();
const index = knowledge.topicIndex();

for (const half of ['tune', 'held-out', 'held-out-2'] as const) {
  const asked = readTsv(`eval/topics/${half}.tsv`);
  const unrelated = readTsv(`eval/router/${half}.tsv`).filter(({ right }) => right.includes('unrelated'));
  console.log(`\ntopics, ${half === 'tune' ? 'tuned on' : half}: ${asked.length} questions`);
  for (const language of ['en', 'zh'] as const) {
    const own = asked.filter((each) => each.language === language).map(judged);
    const share = (kind: string) => (own.filter((each) => each === kind).length / own.length).toFixed(3);
    const told = ['right', 'offered', 'wrong', 'silent'].map((kind) => `${kind} ${share(kind)}`).join('  ');
    console.log(`  ${language}  n ${own.length}  ${told}`);
  }
  const answered = unrelated.filter(({ text }) => isAnswered(text));
  console.log(
    `  of ${unrelated.length} about something else ${answered.length} are answered from the knowledge`,
  );
}

function judged({ text, right }: Labelled): 'right' | 'offered' | 'wrong' | 'silent' {
  const { verdict, topics } = judgeTopics(text, index);
  if (verdict === 'unknown') return 'silent';
  if (verdict === 'match') return right.includes(topics[0] ?? '') ? 'right' : 'wrong';
  return topics.some((each) => right.includes(each)) ? 'offered' : 'wrong';
}

/** A place, a platform, a playbook or a topic; an error that nothing fits is told to be unknown. */
function isAnswered(text: string): boolean {
  const command = parse(text, knowledge, new Date());
  if (command.name === 'topic') return command.topic !== undefined;
  return ['locate', 'platform', 'playbook'].includes(command.name);
}
