import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownCase } from '../test/support/own-case';
import { freePort } from '../test/support/free-port';
import { chanceOf } from './chance';
import { openDisk } from './disk';
import { createLedger } from './ledger';
import { openSlackPeer } from './peers/slack';
import { openTeamsPeer } from './peers/teams';
import { startProgram } from './program';
import { nodesOf, openSite, type Site } from './site';
import { createWeather } from './weather';

/** Closes what was opened, the last first. */
export type Later = (close: () => unknown) => void;

/** All that the soak consists of, beside the people: nodes, platforms, a disk, and the program between them. */
export async function openStage(seed: number, later: Later) {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-soak-'));
  later(() => rmSync(folder, { recursive: true, force: true }));
  const knowledge = join(folder, 'knowledge', 'cases', 'product');
  const ledger = createLedger();
  const weather = {
    slack: createWeather(chanceOf(seed, 'weather of Slack').number),
    teams: createWeather(chanceOf(seed, 'weather of Teams').number),
  };
  const site = await openSite(join(folder, 'nodes'));
  later(site.stop);
  const slack = await openSlackPeer(ledger, weather.slack);
  later(slack.close);
  const teams = await openTeamsPeer(ledger, weather.teams);
  later(teams.close);
  const ports = { http: await freePort(), ops: await freePort() };
  mkdirSync(knowledge, { recursive: true });
  writeFileSync(join(knowledge, 'soak-own.yaml'), ownCase('soak-own'));
  const disk = openDisk(join(folder, 'kept'));
  later(disk.close);
  writeFileSync(join(folder, 'sherlog.yaml'), JSON.stringify(configOf(site, ports)));
  const program = await startProgram(folder, slack.url);
  later(program.stop);
  return {
    folder,
    knowledge,
    ledger,
    weather,
    site,
    slack,
    teams,
    disk,
    program,
    port: ports.http,
    metricsUrl: `http://127.0.0.1:${ports.ops}/metrics`,
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Where administrators are told of knowledge that was reloaded. */
export const adminChannel = 'C0ADMINS';

function configOf(site: Site, ports: { readonly http: number; readonly ops: number }): object {
  const ops = { host: '127.0.0.1', port: ports.ops };
  return {
    log: { level: 'warn' },
    slack: { transport: 'http', admins: adminChannel },
    http: { host: '127.0.0.1', port: ports.http },
    ops: { health: ops, metrics: ops },
    knowledge: ['./knowledge'],
    store: { folder: './kept' },
    audit: { key: './audit.key' },
    limits: { person: 0, channel: 0 },
    nodes: nodesOf(site),
  };
}
