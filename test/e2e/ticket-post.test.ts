import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { createTicketPost } from '../../adapters/tickets';
import { byWebhook } from '../../adapters/tickets/webhook';
import type { Parcel } from '../../src/ports';
import { mayReceive, postSchema } from '../../src/ticket/post-schema';

const never = new AbortController().signal;
const parcel: Parcel = {
  number: 7,
  summary: '挂载失败\r\nBcc: eve@example.org',
  text: 'the text',
  markdown: '# the text',
  evidence: Buffer.from('PK evidence'),
  id: 'sherlog-7-3',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-post-'));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const out = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...out],
    { stdio: 'ignore' },
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mail, to a real SMTP server', () => {
  const received: { to: string[]; text: string; isEncrypted: boolean }[] = [];
  let server: SMTPServer;

  const listen = (options: object) =>
    new Promise<number>((resolve) => {
      server = new SMTPServer({
        key: readFileSync(join(folder, 'key.pem')),
        cert: readFileSync(join(folder, 'cert.pem')),
        onAuth: ({ username, password }, _, done) =>
          password === 'right' ? done(null, { user: username }) : done(new Error('wrong password')),
        onData(stream, session, done) {
          let text = '';
          stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
          stream.on('end', () => {
            received.push({
              to: session.envelope.rcptTo.map(({ address }) => address),
              text,
              isEncrypted: session.secure,
            });
            done();
          });
        },
        ...options,
      });
      server.on('error', () => {});
      const listening = server.listen(0, '127.0.0.1', () =>
        resolve((listening.address() as AddressInfo).port),
      );
    });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const post = (port: number, rest: object = {}) =>
    createTicketPost({
      folder,
      mail: {
        host: 'localhost',
        port,
        isSecure: false,
        user: 'sherlog',
        password: 'right',
        from: 'sherlog@example.com',
        ca: join(folder, 'cert.pem'),
        ...rest,
      },
    });

  test('a draft arrives over TLS with its evidence, to one recipient, whatever its words hold', async () => {
    const port = await listen({});
    const sent = await post(port).send('mail', 'support@example.com', parcel, never);
    expect(sent).toEqual({ isSent: true, detail: 'support@example.com' });
    const [mail] = received;
    expect(mail).toMatchObject({ to: ['support@example.com'], isEncrypted: true });
    expect(mail?.text).toContain('filename=evidence-7.zip');
    expect(mail?.text).toContain(Buffer.from('PK evidence').toString('base64'));
    expect(mail?.text).not.toMatch(/^Bcc:/m);
  });

  test.each<[string, object, object]>([
    ['a server without TLS gets nothing', { disabledCommands: ['STARTTLS'] }, {}],
    ['a certificate that nobody trusts', {}, { ca: undefined }],
    ['a wrong password', {}, { password: 'wrong' }],
  ])('%s: it is told, and nothing arrives', async (_, options, rest) => {
    const port = await listen(options);
    const before = received.length;
    const sent = await post(port, rest).send('mail', 'support@example.com', parcel, never);
    expect(sent.isSent).toBe(false);
    expect(sent.detail).not.toBe('');
    expect(received).toHaveLength(before);
  });

  test('a server that is down is told', async () => {
    await listen({});
    expect(await post(9).send('mail', 'support@example.com', parcel, never)).toMatchObject({ isSent: false });
  });
});

describe('a webhook', () => {
  let server: Server;
  const seen: { body: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const listen = (answers: readonly (readonly [number, Record<string, string>?])[]) =>
    new Promise<string>((resolve) => {
      seen.length = 0;
      server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
        request.on('end', () => {
          const [status, headers = {}] = answers[Math.min(seen.length, answers.length - 1)] ?? [200];
          seen.push({ body, headers: request.headers });
          response.writeHead(status, headers).end();
        });
      });
      server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`),
      );
    });
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const send = (url: string) => byWebhook(url, 'secret', parcel, never, [1, 1]);

  test('gets the ticket signed, with a key that is the same each time', async () => {
    const url = await listen([[503], [429], [201]]);
    expect(await send(url)).toMatchObject({ isSent: true });
    expect(seen).toHaveLength(3);
    for (const { body, headers } of seen) {
      expect(headers['x-sherlog-signature']).toBe(
        `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`,
      );
      expect(headers['idempotency-key']).toBe('sherlog-7-3');
    }
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ number: 7, text: 'the text' });
  });

  test('that redirects is not followed', async () => {
    const url = await listen([[302, { location: 'http://127.0.0.1:9/elsewhere' }]]);
    expect(await send(url)).toEqual({ isSent: false, detail: 'HTTP 302: redirects are not followed' });
    expect(seen).toHaveLength(1);
  });

  test('that refuses is told at once, one that stays down after its tries', async () => {
    expect(await send(await listen([[400]]))).toEqual({ isSent: false, detail: 'HTTP 400' });
    expect(seen).toHaveLength(1);
    await new Promise<void>((resolve) => void server.close(() => resolve()));
    expect(await send(await listen([[500]]))).toEqual({ isSent: false, detail: 'HTTP 500' });
    expect(seen).toHaveLength(3);
  });
});

test('the outbox holds the text and the evidence, readable by its owner; one that cannot be made is told', async () => {
  const outbox = join(folder, 'outbox');
  expect(await createTicketPost({ folder: outbox }).send('folder', '', parcel, never)).toMatchObject({
    isSent: true,
  });
  expect(readdirSync(outbox).sort()).toEqual(['evidence-7.zip', 'ticket-7.md', 'ticket-7.txt']);
  writeFileSync(join(folder, 'file'), '');
  expect(
    await createTicketPost({ folder: join(folder, 'file', 'x') }).send('folder', '', parcel, never),
  ).toMatchObject({ isSent: false });
});

describe('to whom mail may go', () => {
  const config = postSchema.parse({
    mail: {
      host: 'mail',
      from: 'a@example.com',
      recipients: ['support@oneprocloud.com'],
      domains: ['example.com'],
    },
  });
  test.each([
    ['support@oneprocloud.com', true],
    ['Support@OneProCloud.com', true],
    ['anybody@example.com', true],
    ['other@oneprocloud.com', false],
    ['eve@example.com.evil.org', false],
    ['eve@evil.org,support@oneprocloud.com', false],
    ['eve@evil.org <support@oneprocloud.com>', false],
    ['support@oneprocloud.com\nBcc: eve@evil.org', false],
    ['', false],
  ])('%s: %s', (to, may) => {
    expect(mayReceive(to, config)).toBe(may);
  });
});
