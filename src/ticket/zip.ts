import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { z } from 'zod';
import { sha256, type BundleFile } from './bundle';

/** One time for every file: a zip of the same files is the same, byte for byte. The format begins in 1980. */
const mtime = new Date(1980, 0, 1);

export function zipped(files: readonly BundleFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ name, content }) => [name, [strToU8(content), { mtime }]])));
}

const manifestSchema = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** What is wrong with an evidence zip: files that are missing, changed, or not in its manifest; nothing where all is right. */
export function bundleProblems(zip: Uint8Array): string[] {
  const files = unzipped(zip);
  const manifest = files?.['manifest.json'];
  if (!files || !manifest) return ['expected an evidence zip with a manifest.json'];
  const parsed = manifestSchema.safeParse(parsedJson(strFromU8(manifest)));
  if (!parsed.success) return ['manifest.json: expected a list of files with bytes and sha256'];
  const listed = new Map(parsed.data.files.map((each) => [each.name, each.sha256]));
  const wrong = [...listed].flatMap(([name, hash]) => {
    const content = files[name];
    if (!content) return [`${name}: missing`];
    return sha256(content) === hash ? [] : [`${name}: changed`];
  });
  const foreign = Object.keys(files).filter((name) => name !== 'manifest.json' && !listed.has(name));
  return [...wrong, ...foreign.map((name) => `${name}: not in the manifest`)];
}

/** Largest zip that is opened, unpacked, in bytes: a small one may unpack to more than any memory. */
const maxUnpacked = 100 * 1_024 * 1_024;

function unzipped(zip: Uint8Array): Record<string, Uint8Array> | undefined {
  let bytes = 0;
  try {
    return unzipSync(zip, { filter: ({ originalSize }) => (bytes += originalSize) <= maxUnpacked });
  } catch {
    return undefined;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
