import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { zipSync, type Zippable } from 'fflate';
import { manifestOf } from '../adapters/teams/manifest';

/*
 * `npm run teams:package` makes what Teams installs: a zip of the manifest, checked against Microsoft's schema of its version,
 * and both icons. TEAMS_APP_ID names the bot; `-- --slash` offers the commands behind a slash too, `--developer` and `--site`
 * name who runs it, `--out` the file.
 */

const usage =
  'usage: npm run teams:package -- [--app-id GUID] [--developer NAME] [--site https://…] [--slash] [--out FILE]';

const wanted = {
  'app-id': { type: 'string' },
  developer: { type: 'string' },
  site: { type: 'string' },
  out: { type: 'string' },
  slash: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** The same bytes each time: a zip keeps the time of its files. */
const date = new Date('2000-01-01T00:00:00');

function read() {
  try {
    return parseArgs({ options: wanted }).values;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function main(): Promise<void> {
  const values = read();
  if ('problem' in values) return fail([values.problem, usage]);
  if (values.help) return void process.stdout.write(`${usage}\n`);
  const appId = values['app-id'] ?? process.env['TEAMS_APP_ID']?.trim() ?? '';
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const { developer = 'Sherlog', site = 'https://example.com', slash: hasSlash = false } = values;
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(appId) || /^[0-]+$/.test(appId))
    return fail([`TEAMS_APP_ID: expected the Microsoft App ID of the Azure Bot, a GUID, found "${appId}"`]);
  if (!URL.canParse(site) || !site.startsWith('https://'))
    return fail([`--site: expected an https address, found "${site}"`]);
  if (values.site === undefined)
    process.stderr.write('--site is left out: the package names https://example.com for privacy and terms\n');
  const manifest = manifestOf({ appId, version, developer, site, hasSlash });
  const problems = problemsOf(manifest);
  if (problems.length > 0) return fail(problems);
  await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const files: Zippable = {
    'manifest.json': [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), { mtime: date }],
    'color.png': [pictureOf('color'), { mtime: date }],
    'outline.png': [pictureOf('outline'), { mtime: date }],
  };
  const out = values.out ?? (hasSlash ? 'sherlog-teams-slash.zip' : 'sherlog-teams.zip');
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zipSync(files));
  process.stdout.write(`${out}: manifest ${manifest.manifestVersion}, app ${appId}\n`);
}

/** What Microsoft's schema finds wrong, each in a line. */
function problemsOf(manifest: ReturnType<typeof manifestOf>): string[] {
  const name = `@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`;
  const schema = JSON.parse(readFileSync(require.resolve(name), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  if (ajv.validate(schema, manifest)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => `manifest${instancePath}: ${message}`);
}

function pictureOf(name: 'color' | 'outline'): Uint8Array {
  return new Resvg(readFileSync(join('deploy', 'teams', `${name}.svg`), 'utf8')).render().asPng();
}

function fail(problems: readonly string[]): void {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}

void main();
