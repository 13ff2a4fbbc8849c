import { evalBot } from './bot';
import { generatedQuestions } from './generated';
import { readQuestions, type LabelledQuestion } from './questions';

/*
 * How well questions find their paths: recall and precision over all paths, exact answers, right commands; by set,
 * language and style. The sets and how they were labelled stand in eval/README.md.
 */

/** What the machine-readable answer of `locate` says here. */
interface Data {
  readonly stages?: readonly string[];
  readonly logs?: readonly { readonly path: string; readonly documented: boolean }[];
}

interface Scored {
  readonly question: LabelledQuestion;
  readonly right: number;
  readonly extra: readonly string[];
  readonly missing: readonly string[];
  readonly isCommandRight: boolean;
  readonly areStagesRight: boolean;
}

async function main(): Promise<void> {
  const { knowledge, ask } = evalBot();
  const sets = [
    ['generated from the tables', generatedQuestions(knowledge.catalog)],
    ['hand-written, tuned on', readQuestions('tuning')],
    ['hand-written, held out', readQuestions('held-out')],
  ] as const;
  for (const [name, questions] of sets)
    report(name, await Promise.all(questions.map((question) => score(question, ask))));
}

async function score(question: LabelledQuestion, ask: ReturnType<typeof evalBot>['ask']): Promise<Scored> {
  const reply = await ask(question.text);
  const { command, data } = reply.kind === 'reply' ? reply : {};
  const { logs = [], stages = [] } = (command === 'locate' ? data : {}) as Data;
  const paths = [...new Set(logs.filter((log) => log.documented).map((log) => log.path))];
  return {
    question,
    right: paths.filter((path) => question.paths.includes(path)).length,
    extra: paths.filter((path) => !question.paths.includes(path)),
    missing: question.paths.filter((path) => !paths.includes(path)),
    // When the sets were written there was no answer to a greeting but help.
    isCommandRight: command === question.command || (question.command === 'help' && command === 'small-talk'),
    areStagesRight: [...stages].sort().join() === [...question.stages].sort().join(),
  };
}

function report(name: string, scored: readonly Scored[]): void {
  console.log(`\n${name}: ${scored.length} questions`);
  line('all', scored);
  for (const key of ['lang', 'style'] as const)
    for (const value of [...new Set(scored.map(({ question }) => question[key]))].sort())
      line(
        `${key} ${value}`,
        scored.filter(({ question }) => question[key] === value),
      );
  if (process.argv.includes('--misses')) for (const each of scored.filter((one) => !isExact(one))) miss(each);
}

function line(label: string, scored: readonly Scored[]): void {
  const sum = (count: (each: Scored) => number) => scored.reduce((total, each) => total + count(each), 0);
  const right = sum((each) => each.right);
  const recall = right / (right + sum((each) => each.missing.length));
  const precision = right / (right + sum((each) => each.extra.length));
  const share = (fits: (each: Scored) => boolean) => scored.filter(fits).length / scored.length;
  const figures = [
    ['recall', recall],
    ['precision', precision],
    ['exact', share(isExact)],
    ['command', share((each) => each.isCommandRight)],
    ['stages', share((each) => each.areStagesRight)],
  ] as const;
  const told = figures.map(
    ([figure, value]) => `${figure} ${Number.isNaN(value) ? '  -   ' : value.toFixed(4)}`,
  );
  console.log(`  ${label.padEnd(18)} n ${String(scored.length).padStart(4)}  ${told.join('  ')}`);
}

function isExact({ extra, missing, isCommandRight }: Scored): boolean {
  return extra.length + missing.length === 0 && isCommandRight;
}

function miss({ question, extra, missing }: Scored): void {
  console.log(
    `    ${question.id} ${JSON.stringify(question.text)}\n      extra ${extra.join(' ') || '-'}\n      missing ${missing.join(' ') || '-'}`,
  );
}

void main();
