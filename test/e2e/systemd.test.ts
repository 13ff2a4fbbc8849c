import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretNames } from '../../src/config/secrets';
import { projectFolder } from '../support/knowledge';

/* The unit and its drop-ins, read by systemd itself. Skipped where there is no systemd, which jest says; in CI it has to run. */

const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return { status: error ? null : status, told: `${stdout}${stderr}` };
};
const hasSystemd = run('systemd-analyze', '--version').status === 0;
const describeWithSystemd = hasSystemd || process.env['CI'] ? describe : describe.skip;
const deploy = join(projectFolder, 'deploy/systemd');
const dropIns = ['slack', 'teams', 'nodes'];
/** The least exposure that was reached; what raises it has to say why. */
const mostExposure = 1.1;

describeWithSystemd('the unit for systemd', () => {
  let unit: string;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sherlog-systemd-'));
    unit = join(folder, 'sherlog.service');
    cpSync(deploy, folder, { recursive: true });
    // What it starts has to be there to be content; Sherlog is not installed where tests run.
    const text = readFileSync(unit, 'utf8');
    writeFileSync(unit, text.replace('ExecStart=/usr/local/bin/sherlog', `ExecStart=${process.execPath}`));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('systemd understands it with all drop-ins, and nothing in it is unknown', () => {
    expect(run('systemd-analyze', 'verify', '--man=no', unit)).toEqual({ status: 0, told: '' });
    writeFileSync(unit, `${readFileSync(unit, 'utf8')}\n[Service]\nProtectEverything=yes\n`);
    expect(run('systemd-analyze', 'verify', '--man=no', unit).told).toContain('ProtectEverything');
  });

  test('it is exposed as little as was reached', () => {
    const { told } = run('systemd-analyze', 'security', '--offline=true', '--no-pager', unit);
    const level = /Overall exposure level for sherlog\.service: ([\d.]+)/.exec(told)?.[1];
    expect(Number(level)).toBeLessThanOrEqual(mostExposure);
  });

  test('the account it runs as is one that systemd-sysusers makes', () => {
    const { status, told } = run('systemd-sysusers', '--dry-run', join(deploy, 'sherlog.sysusers.conf'));
    expect({ status, told }).toMatchObject({ status: 0 });
    expect(readFileSync(join(deploy, 'sherlog.sysusers.conf'), 'utf8')).toMatch(/^u sherlog /m);
  });
});

test('every secret is a credential that the service alone sees, under a name that the program reads', () => {
  const named: string[] = [];
  for (const name of dropIns) {
    const text = readFileSync(join(deploy, 'sherlog.service.d', `${name}.conf`), 'utf8');
    const given = new Set([...text.matchAll(/LoadCredential=([\w-]+):/g)].map(([, id]) => id));
    for (const [, variable = '', id] of text.matchAll(/Environment=(\w+)_FILE=%d\/([\w-]+)/g)) {
      expect(given).toContain(id);
      expect(secretNames).toContain(variable);
      named.push(variable);
    }
    expect(text).not.toMatch(/Environment=\w*(?:TOKEN|SECRET|PASSWORD)=/);
  }
  const ids = new Set(['TEAMS_APP_ID', 'TEAMS_TENANT_ID']);
  expect(named.sort()).toEqual(secretNames.filter((name) => !ids.has(name)).sort());
});
