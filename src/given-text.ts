import { setImmediate as nextTurn } from 'node:timers/promises';
import { BotError } from './errors';
import type { GivenFile } from './request';

/** Largest file that is read, in bytes. */
export const maxFileBytes = 20 * 1_024 * 1_024;

/** Bytes that are decoded before other work has its turn, and those looked at to tell text from other files. */
const chunkBytes = 1_024 * 1_024;
const sampleBytes = 65_536;

/** The text of a file that a person gave: UTF-8, UTF-16 with its mark, or GB 18030; what is no text is refused. */
export async function textOf(file: GivenFile, signal: AbortSignal): Promise<string> {
  if (/\.(?:png|jpe?g|gif|webp|bmp|heic|tiff?)$/i.test(file.name)) throw isImage;
  if (file.bytes > maxFileBytes) throw tooLarge(file.bytes);
  const bytes = await file.read(signal).catch((error: unknown) => Promise.reject(notFetched(error)));
  if (bytes.length > maxFileBytes) throw tooLarge(bytes.length);
  const decoder = new TextDecoder(encodingOf(bytes.subarray(0, sampleBytes), file.name));
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    parts.push(decoder.decode(bytes.subarray(from, from + chunkBytes), { stream: true }));
    await nextTurn(undefined, { signal });
  }
  return parts.join('') + decoder.decode();
}

function encodingOf(sample: Uint8Array, name: string): string {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  if (sample.includes(0)) throw notText(name);
  if (decodes(sample, 'utf-8') || !decodes(sample, 'gb18030')) return 'utf-8';
  return 'gb18030';
}

/** Windows in Chinese writes its logs in GB 18030, which nearly any bytes are; text in it holds Chinese. */
function decodes(sample: Uint8Array, encoding: string): boolean {
  try {
    // The sample may end within a character.
    const text = new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return encoding === 'utf-8' || /\p{Script=Han}{2}/u.test(text);
  } catch {
    return false;
  }
}

const isImage = new BotError(
  'not-text',
  { en: 'I do not read images.', zh: '我不识别图片。' },
  { en: 'Paste the text instead.', zh: '请粘贴文字。' },
);

function notFetched(error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof BotError || (error instanceof Error && error.name === 'AbortError')) return error;
  return new BotError(
    'file-failed',
    { en: `The file could not be fetched: ${why}.`, zh: `无法获取该文件：${why}。` },
    { en: 'Paste the text instead, or drop the file again.', zh: '请粘贴文字，或重新发送文件。' },
    { cause: error },
  );
}

function notText(name: string): BotError {
  return new BotError(
    'not-text',
    {
      en: `Expected a text, found a binary file (${name}).`,
      zh: `需要文本，收到的是二进制文件（${name}）。`,
    },
    {
      en: 'Unpack it first, and give me the log that is in it.',
      zh: '请先解压，再把里面的日志发给我。',
    },
  );
}

function tooLarge(bytes: number): BotError {
  return new BotError(
    'too-long',
    {
      en: `A file has at most ${maxFileBytes} bytes; this has ${bytes}.`,
      zh: `文件最多 ${maxFileBytes} 字节，这个有 ${bytes} 字节。`,
    },
    {
      en: 'Cut out the time of the error, some minutes to each side.',
      zh: '请截取出错时间前后几分钟的内容。',
    },
  );
}
