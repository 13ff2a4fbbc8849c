import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DateTime } from 'luxon';
import { incidents, type Incident, type Level } from './incidents';

const console_ = '/opt/installer/production/logs';
/** The made-up site's logs: where the documents place them, and the name a service logs under. */
const logs: Readonly<Record<string, readonly [path: string, module: string]>> = {
  'porter-api': [`${console_}/porter/porter-api.log`, 'porter.api.app'],
  'porter-migration': [`${console_}/porter/porter-migration.log`, 'porter.migration.flow'],
  'proxy-api': [`${console_}/proxy/proxy-api.log`, 'proxy.api.v1'],
  'proxy-engine': [`${console_}/proxy/proxy-engine.log`, 'proxy.engine.manager'],
  'storplus-api': [`${console_}/storplus/storplus-api.log`, 'storplus.api.volumes'],
  'storplus-engine': [`${console_}/storplus/storplus-engine.log`, 'storplus.volume.manager'],
  'unicloud-api': [`${console_}/unicloud/unicloud-api.log`, 'unicloud.api.servers'],
  'unicloud-engine': [`${console_}/unicloud/unicloud-engine.log`, 'unicloud.engine.manager'],
  'atomy-unicloud': [`${console_}/atomy/atomy-unicloud.log`, 'atomy.unicloud.steps'],
  'atomy-obstor': [`${console_}/atomy/atomy-obstor.log`, 'atomy.obstor.writer'],
  'mistral-server': [`${console_}/mistral/mistral-server.log`, 'mistral.engine.default_engine'],
  'hamal-period': ['/var/log/hamal/hamal-period.log', 'hamal.period'],
};
const zone = 'Asia/Shanghai';
/** Hours before the start at which a file was rotated away, newest first; and what stands in it else, per hour. */
const hoursOfAFile = 20;
const linesPerHour = 120;

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Writes the site's logs below a folder, as they lie on its machines: two days to now, and the guide's worked day. */
export function writeLogs(folder: string, now: number): void {
  for (const [log, [path, module]] of Object.entries(logs)) {
    const lines = [...incidents.flatMap((each) => linesOf(each, log, module, now)), ...everyday(module, now)];
    lines.sort((a, b) => a.at - b.at);
    const since = (files: number) => now - files * hoursOfAFile * 3_600_000;
    const between = (from: number, to: number) => lines.filter(({ at }) => at >= from && at < to);
    write(join(folder, path), between(since(1), now));
    write(join(folder, `${path}.1`), between(since(3), since(1)));
    write(join(folder, `${path}.2.gz`), between(0, since(3)));
  }
}

function write(path: string, lines: readonly Line[]): void {
  const last = lines.at(-1);
  if (!last) return;
  const text = lines.map((line) => line.text).join('');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text);
  // A log was last changed when its last line was written.
  utimesSync(path, last.at / 1_000, last.at / 1_000);
}

function linesOf({ began, request, records }: Incident, log: string, module: string, now: number): Line[] {
  const start =
    typeof began === 'number' ? now - began * 60_000 : DateTime.fromSQL(began, { zone }).toMillis();
  return records
    .filter(([of]) => of === log)
    .map(([, seconds, level, text]) =>
      lineAt(start + seconds * 1_000, level, module, `${request} - - -`, text),
    );
}

function lineAt(at: number, level: Level, module: string, context: string, text: string): Line {
  const time = DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss,SSS');
  return { at, text: `${time} ${1_000 + module.length * 97} ${level} ${module} [${context}] ${text}\n` };
}

/** What a service logs when nothing is wrong, the same in every run. */
function everyday(module: string, now: number): Line[] {
  const worked = DateTime.fromSQL('2025-09-18 08:00:00', { zone }).toMillis();
  const hours = (from: number, count: number) =>
    Array.from({ length: count * linesPerHour }, (_, line) => {
      const at = from + ((line + (module.length % 7) / 7) * 3_600_000) / linesPerHour;
      return lineAt(at, line % 41 === 40 ? 'WARNING' : 'INFO', module, '-', quiet(line));
    });
  return [...hours(worked, 12), ...hours(now - 3 * hoursOfAFile * 3_600_000, 3 * hoursOfAFile)];
}

function quiet(line: number): string {
  if (line % 41 === 40) return `slow poll: ${2 + (line % 3)}.4 s, went on`;
  const id = (Math.imul(line + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  const texts = [
    `heartbeat of worker-${line % 4} received`,
    `task ${id} finished in ${100 + (line % 800)} ms`,
    `GET /v1/status 200 in ${3 + (line % 9)} ms`,
    `synchronised ${line % 17} objects, 0 changed`,
    `next run in ${30 + (line % 30)} s`,
  ];
  return texts[line % texts.length] ?? '';
}
