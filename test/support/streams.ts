import { PassThrough, Writable } from 'node:stream';

/** A stream that keeps what was written to it. */
export function collector(): Writable & { text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done: () => void) {
      chunks.push(chunk);
      done();
    },
  });
  return Object.assign(stream, { text: () => chunks.join('') });
}

/** A stream with all its content given at once. */
export function given(content: string): PassThrough {
  const stream = new PassThrough();
  stream.end(content);
  return stream;
}

/** Waits until a condition holds; fails with the label after a time that no healthy run needs. */
export async function until(condition: () => boolean, label: string, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${label}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
