import { parse } from '../src/parse';
import { isFollowing } from '../src/parse/search';
import { evalBot } from './bot';
import { kindOfCommand, machines } from './kinds';
import { readTsv, type Labelled } from './tsv';

/*
 * What each text is taken for, against what it is: the front door's confusion matrix, in both halves of the set; and what of
 * the texts with two readings is answered by one of them.
 */

function main(): void {
  const { knowledge } = evalBot();
  const takenFor = (text: string) => {
    try {
      return kindOfCommand(parse(text, knowledge, new Date(), machines));
    } catch {
      // Only orders to search or to follow are refused: for a machine that there is none of, or a time that cannot be read.
      return isFollowing(text) ? 'trace' : 'search';
    }
  };
  const read = (each: Labelled) => ({ ...each, taken: takenFor(each.text) });
  const unseen: boolean[] = [];
  for (const half of ['tune', 'held-out', 'held-out-2'] as const) {
    const all = readTsv(`eval/router/${half}.tsv`).map(read);
    console.log(`\nrouter, ${half === 'tune' ? 'tuned on' : half}: ${all.length} texts`);
    for (const language of ['en', 'zh'] as const) {
      const own = all.filter((each) => each.language === language);
      const right = own.filter(isRight).length;
      if (half !== 'tune') unseen.push(...own.map(isRight));
      console.log(`  ${language}  right ${(right / own.length).toFixed(3)}`);
    }
    matrix(all);
    if (half === 'tune' && process.argv.includes('--misses'))
      for (const { right, taken, text } of all)
        if (right[0] !== taken) console.log(`    ${right[0]} -> ${taken}: ${JSON.stringify(text)}`);
  }
  const all = unseen.filter(Boolean).length;
  console.log(`\nboth held-out sets together: right ${(all / unseen.length).toFixed(4)} of ${unseen.length}`);
  const ambiguous = readTsv('eval/router/ambiguous.tsv').map(read);
  const fits = ambiguous.filter(({ right, taken }) => right.includes(taken)).length;
  console.log(`\nwith two readings: ${fits} of ${ambiguous.length} are taken for one of them`);
}

function isRight({ right: [kind], taken }: Labelled & { readonly taken: string }): boolean {
  return kind === taken;
}

function cell(text: string): string {
  return text.slice(0, 9).padStart(10);
}

function matrix(all: readonly (Labelled & { readonly taken: string })[]): void {
  const kinds = [...new Set(all.flatMap(({ right: [kind = ''], taken }) => [kind, taken]))].sort();
  console.log(`  ${'is \\ taken for'.padEnd(16)}${kinds.map(cell).join('')}`);
  for (const kind of kinds) {
    const own = all.filter(({ right }) => right[0] === kind);
    const counts = kinds.map((taken) => own.filter((each) => each.taken === taken).length);
    if (own.length > 0)
      console.log(
        `  ${kind.padEnd(16)}${counts.map((count) => cell(count === 0 ? '·' : String(count))).join('')}`,
      );
  }
}

main();
