import type { IncomingMessage } from 'node:http';

/**
 * The body of a request; undefined where it has more than so many bytes, whatever its length was said to be. What is too
 * long is read to its end and dropped: a browser that is still sending hears no answer.
 */
export function bodyOf(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => resolve(size > most ? undefined : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the request was broken off')));
  });
}
