import { diagnose } from '../src/diagnose';
import { parse } from '../src/parse';
import { evalBot } from './bot';
import { fuseEngine, miniSearchEngine, type Engine } from './engines';
import { readPastes, type LabelledPaste } from './pastes';

/*
 * How well pasted errors find their case: ranking, what people are shown, and silence where no case covers the paste;
 * beside plain fuse.js and MiniSearch over the same texts, in the same run.
 */

function main(): void {
  const { knowledge } = evalBot();
  const { catalog } = knowledge;
  const engines: Readonly<Record<string, Engine>> = {
    sherlog: (text) => {
      const { ranked, shown, verdict } = diagnose(text, knowledge.caseIndex(), catalog);
      return { ranked: ranked.map(({ id }) => id), shown: shown[0]?.id, isSure: verdict === 'match' };
    },
    'fuse.js': fuseEngine(catalog.cases),
    MiniSearch: miniSearchEngine(catalog.cases),
  };
  const routed = (text: string) => parse(text, knowledge, new Date()).name === 'diagnose';
  for (const set of ['tuning', 'hard', 'held-out'] as const) {
    const pastes = readPastes(set);
    console.log(
      `\n${set}: ${pastes.length} pastes, ${pastes.filter((paste) => paste.case === null).length} of them covered by no case`,
    );
    const ours = engines['sherlog'] as Engine;
    line('sherlog', pastes, ours);
    const covered = pastes.filter((paste) => paste.case !== null);
    const share = covered.filter(({ text }) => routed(text)).length / covered.length;
    console.log(`  taken for an error when pasted into the chat: ${share.toFixed(3)}`);
    // The others are slow; the set that nobody tuned on tells enough.
    if (set === 'held-out')
      for (const [name, engine] of Object.entries(engines)) if (engine !== ours) line(name, pastes, engine);
    for (const key of ['lang', 'noise'] as const)
      for (const value of [...new Set(pastes.map((paste) => paste[key]))].sort())
        line(
          `${key} ${value}`,
          pastes.filter((paste) => paste[key] === value),
          ours,
        );
  }
}

function line(label: string, pastes: readonly LabelledPaste[], engine: Engine): void {
  const said = pastes.map((paste) => ({ paste, said: engine(paste.text) }));
  const covered = said.filter(({ paste }) => paste.case !== null);
  const uncovered = said.filter(({ paste }) => paste.case === null);
  const share = (all: readonly (typeof said)[number][], fits: (each: (typeof said)[number]) => boolean) =>
    all.length === 0 ? '  -  ' : (all.filter(fits).length / all.length).toFixed(3);
  const place = ({ paste, said: { ranked } }: (typeof said)[number]) => ranked.indexOf(paste.case ?? '');
  const reciprocal =
    covered.reduce((sum, each) => sum + (place(each) < 0 ? 0 : 1 / (place(each) + 1)), 0) / covered.length;
  const figures = [
    `top-1 ${share(covered, (each) => place(each) === 0)}`,
    `top-3 ${share(covered, (each) => place(each) >= 0 && place(each) < 3)}`,
    `MRR ${Number.isNaN(reciprocal) ? '  -  ' : reciprocal.toFixed(3)}`,
    `shown right ${share(covered, ({ paste, said: { shown } }) => shown === paste.case)}`,
    `sure and wrong ${share(covered, ({ paste, said: { shown, isSure } }) => isSure && shown !== undefined && shown !== paste.case)}`,
    `false alarms ${share(uncovered, ({ said: { shown } }) => shown !== undefined)}`,
  ];
  console.log(`  ${label.padEnd(16)} n ${String(pastes.length).padStart(4)}  ${figures.join('  ')}`);
}

main();
