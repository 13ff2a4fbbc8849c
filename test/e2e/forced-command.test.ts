import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'ssh2';
import { createRemoteLogs } from '../../adapters/ssh';
import type { FileOutcome, LogPlace, RemoteLogs } from '../../src/ports';
import { catalogueOf } from '../../src/search/catalogue';
import { builtInKnowledge, projectFolder } from '../support/knowledge';
import { plainQuery } from '../support/query';
import { startSshd, type Sshd } from '../support/sshd';
import { describeWithSshd } from '../support/with-sshd';

const never = new AbortController().signal;

test('the catalogue that is shipped is what the knowledge says (npm run catalogue)', () => {
  expect(readFileSync(join(projectFolder, 'deploy/node/catalogue'), 'utf8')).toBe(
    catalogueOf(builtInKnowledge().catalog),
  );
});

describeWithSshd('a node that lets its key run sherlog-read only, with a catalogue', () => {
  let sshd: Sshd;
  let remote: RemoteLogs;
  let root: string;

  beforeAll(async () => {
    sshd = await startSshd();
    root = join(sshd.folder, 'logs');
    const catalogue = join(sshd.folder, 'catalogue');
    mkdirSync(root);
    writeFileSync(join(root, 'unicloud-engine.log'), 'volume X\n');
    writeFileSync(join(root, 'unicloud-engine.log.1'), 'volume of yesterday\n');
    writeFileSync(join(root, 'secret.log'), 'volume secret\n');
    writeFileSync(catalogue, `unicloud-engine\t${root}\tunicloud-engine.log\nlost\t${root}/lost\tlost.log\n`);
    const program = join(projectFolder, 'deploy/node/sherlog-read');
    const key = readFileSync(join(sshd.folder, 'id.pub'), 'utf8');
    writeFileSync(join(sshd.folder, 'id.pub'), `restrict,command="${program} ${catalogue}" ${key}`);
    remote = createRemoteLogs({ agent: undefined, account: 'nobody' }, 'touch never');
  });
  afterAll(async () => {
    await remote.close();
    sshd.stop();
  });

  async function search(...files: LogPlace[]): Promise<FileOutcome[]> {
    const asked = { ...plainQuery('/', 'volume'), files };
    const result = await remote.search([sshd.node], asked, never);
    if (result.kind !== 'searched') throw new Error(`${result.kind}: ${result.detail}`);
    return [...result.files];
  }

  test('a log of the catalogue is read where that says it lies, rotated files included', async () => {
    const log = 'unicloud-engine';
    expect(
      await search(
        { log, folder: '/anywhere', name: 'unicloud-engine.log' },
        { log, folder: root, name: 'unicloud-engine.log.1' },
      ),
    ).toMatchObject([{ output: '1:volume X' }, { output: '1:volume of yesterday' }]);
  });

  test('nothing else is, whatever is asked for', async () => {
    const log = 'unicloud-engine';
    const outcomes = await search(
      { log, folder: root, name: 'secret.log' },
      { log, folder: root, name: '../outside.log' },
      { log: 'other', folder: root, name: 'unicloud-engine.log' },
      { folder: root, name: 'unicloud-engine.log' },
      { log: 'lost', folder: root, name: 'lost.log' },
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'outside-roots',
      'outside-roots',
      'not-in-catalogue',
      'not-in-catalogue',
      'no-such-file',
    ]);
  });

  test('a check lists the files of its logs', async () => {
    const places = [{ log: 'unicloud-engine', folder: '/anywhere', name: 'x' }];
    const listed = await remote.list(
      [sshd.node],
      { roots: ['/'], seconds: 20, places, since: 0, wantsTimes: false },
      never,
    );
    const names =
      listed.kind === 'listed' && listed.folders[0]?.kind === 'listed'
        ? listed.folders[0].files.map(({ name }) => name)
        : [];
    expect(names).toEqual(['unicloud-engine.log', 'unicloud-engine.log.1']);
  });

  test('a command, or an older protocol, gets one sentence and nothing run', async () => {
    const told = await new Promise<string>((resolve, reject) => {
      const client = new Client();
      client.on('error', reject);
      client.on('ready', () =>
        client.exec('cat /etc/passwd', (error, channel) => {
          if (error) return reject(error);
          let out = '';
          channel.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
          channel.stderr.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
          channel.on('close', () => {
            client.end();
            resolve(out);
          });
          channel.write('sherlog 0\n');
        }),
      );
      const { host, port, user } = sshd.node;
      const privateKey = readFileSync(join(sshd.folder, 'id'));
      client.connect({ host, port, username: user, privateKey, hostVerifier: () => true });
    });
    expect(told).toBe('sherlog-read: expected a search by the protocol "sherlog 1"\n');
  });
});
