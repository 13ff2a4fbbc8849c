import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parcel, Sent } from '../../src/ports';

/** Puts a ticket's text and evidence into a folder; each file appears whole. */
export async function intoFolder(
  folder: string,
  { number, text, markdown, evidence }: Parcel,
): Promise<Sent> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    [`ticket-${number}.txt`, text],
    [`ticket-${number}.md`, markdown],
    [`evidence-${number}.zip`, evidence],
  ];
  for (const [name, content] of files) {
    const path = join(folder, name);
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
  return { isSent: true, detail: join(folder, `ticket-${number}.txt`) };
}
