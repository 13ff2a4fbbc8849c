import { loadConfig } from '../config';
import { examinations, worst } from '../doctor';
import { checkConfiguration } from '../doctor/files';
import { checkVersions } from '../doctor/host';
import type { Locale } from '../language';
import type { Check } from '../ports';
import { jsonOf } from './json';
import { openOrReport } from './open';
import type { AdminOptions } from './program-options';
import { exitCodes, type ExitCode, type World } from './world';

/** How long all of it may take, in milliseconds. */
const patienceMs = 60_000;

export interface DoctorOptions extends AdminOptions {
  readonly lang?: Locale;
}

/** `sherlog doctor`: looks at everything that a service needs; exit code 1 when something fails. Sends nothing to anybody. */
export async function doctor(options: DoctorOptions, world: World): Promise<ExitCode> {
  const checks = await checksOf(options, world);
  const { json, lang = 'en' } = options;
  const state = worst(checks);
  world.stdout.write(
    json
      ? `${jsonOf({ ok: state !== 'fail', state, checks: checks.map(inEnglish) })}\n`
      : `${checks.map((check) => lineOf(check, lang)).join('')}${summary(checks, lang)}\n`,
  );
  return state === 'fail' ? exitCodes.failure : exitCodes.answered;
}

async function checksOf({ config }: DoctorOptions, world: World): Promise<readonly Check[]> {
  const loaded = loadConfig(config, world.env, world.folder);
  // Without a configuration that can be read there is nothing to look at but itself.
  if ('problems' in loaded)
    return [...checkVersions(world.version, process.version), ...checkConfiguration(loaded)];
  const bot = openOrReport(config, world);
  if (!bot)
    return [{ area: 'knowledge', state: 'fail', found: { en: 'problems, see above', zh: '有问题，见上' } }];
  const all = examinations(bot.patient, AbortSignal.timeout(patienceMs));
  const checks = (await Promise.all(all.map((each) => each.run()))).flat();
  await bot.close().catch(() => undefined);
  return checks;
}

function inEnglish({ area, state, found, advice }: Check) {
  return { area, state, found: found.en, advice: advice?.en ?? null };
}

function lineOf({ area, state, found, advice }: Check, locale: Locale): string {
  const next = advice && advice[locale] !== '' ? `      → ${advice[locale]}\n` : '';
  return `${state.padEnd(4)}  ${area}: ${found[locale]}\n${next}`;
}

function summary(checks: readonly Check[], locale: Locale): string {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length;
  const [ok, warn, fail] = [count('ok'), count('warn'), count('fail')];
  return {
    en: `${ok} ok, ${warn} warnings, ${fail} failures`,
    zh: `${ok} 项正常，${warn} 项警告，${fail} 项失败`,
  }[locale];
}
