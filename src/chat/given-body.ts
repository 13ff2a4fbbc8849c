import { maxFileBytes } from '../given-text';

export { maxFileBytes };

/** The bytes of a download, at most 20 MB, whatever its length was said to be. Rejects with what was expected. */
export async function bodyOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > maxFileBytes) throw new Error('expected at most 20 MB, found more');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}
