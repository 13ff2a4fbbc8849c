import { entriesIn } from '../feedback/entries';
import { gapsIn, type Gap, type Week } from '../feedback/gaps';
import { jsonOf } from './json';
import { openOrReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog knowledge gaps`: the share of pastes that found their case, by week, and those that found none. */
export async function showGaps(
  { config, json }: { config?: string; json?: boolean },
  world: World,
): Promise<ExitCode> {
  const bot = openOrReport(config, world);
  if (!bot) return exitCodes.failure;
  const found = gapsIn(await entriesIn(bot.store));
  await bot.close();
  world.stdout.write(json ? `${jsonOf(found)}\n` : told(found.weeks, found.gaps));
  return exitCodes.answered;
}

/** Widest sample shown, in characters. */
const maxSample = 140;

function told(weeks: readonly Week[], gaps: readonly Gap[]): string {
  if (weeks.length === 0) return 'No pastes were kept yet.\n';
  const coverage = weeks.map((week) => `  ${week.from}  ${coverageOf(week)}`);
  const unmatched = gaps.map(
    ({ last, count, sample }) =>
      `  ${last.slice(0, 10)}  ${`${count} x`.padStart(5)}  ${sample.slice(0, maxSample)}`,
  );
  return [
    'How pastes ended, by week (Monday):',
    ...coverage,
    '',
    gaps.length === 0 ? 'None is unmatched.' : `Unmatched, the newest first (${gaps.length} kinds):`,
    ...unmatched,
    '',
  ].join('\n');
}

function coverageOf({ match, candidates, unknown, solved, notIt }: Week): string {
  const pastes = match + candidates + unknown;
  const share = (count: number) => `${pastes === 0 ? 0 : Math.round((count / pastes) * 100)} %`;
  return `${pastes} pastes: ${share(match)} match, ${share(candidates)} candidates, ${share(unknown)} unknown; ${solved} solved, ${notIt} not it`;
}
