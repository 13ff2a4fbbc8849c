import { textOf } from '../../src/given-text';
import type { GivenFile } from '../../src/request';

const { signal } = new AbortController();
const file = (bytes: Uint8Array): GivenFile => ({
  name: 'a.log',
  bytes: bytes.length,
  read: async () => bytes,
});
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

test.each([
  ['UTF-8', Buffer.from('镜像 not found'), '镜像 not found'],
  ['UTF-8 that ends within a character', Buffer.from('镜像').subarray(0, 5), '镜\ufffd'],
  ['UTF-8 with broken bytes', Buffer.from([0x61, 0xff, 0x62]), 'a\ufffdb'],
  ['UTF-16 with its mark', utf16('镜像 not found'), '镜像 not found'],
  [
    'GB 18030, as Windows in Chinese writes',
    Buffer.from([0xbe, 0xb5, 0xcf, 0xf1, 0xb2, 0xbb, 0xb4, 0xe6]),
    '镜像不存',
  ],
  ['nothing', Buffer.alloc(0), ''],
])('%s is read', async (_, bytes, text) => {
  expect(await textOf(file(bytes), signal)).toBe(text);
});

test('a binary file is refused with what to do', async () => {
  const gzip = Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00]);
  await expect(textOf(file(gzip), signal)).rejects.toMatchObject({ code: 'not-text' });
});

test('a file that grew past the limit since it was given is refused', async () => {
  const grown: GivenFile = { name: 'a.log', bytes: 1, read: async () => new Uint8Array(21 * 1_024 * 1_024) };
  await expect(textOf(grown, signal)).rejects.toMatchObject({ code: 'too-long' });
});
