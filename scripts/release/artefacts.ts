import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOfMaterials } from './bom';
import { npm } from './npm';

/** Not in dist/, which every build begins by removing, and which is packed. */
const folder = 'release';

/** Makes what a release hands out, from a project's folder: bill of materials, package, and the sums of both. Their paths. */
export function artefacts(project: string, version: string, epoch: number): string[] {
  const at = (file: string) => join(project, folder, file);
  mkdirSync(join(project, folder), { recursive: true });
  const bom = `sherlog-${version}.cdx.json`;
  writeFileSync(at(bom), billOfMaterials(project, epoch));
  pack(project);
  const made = [bom, `sherlog-${version}.tgz`];
  const sums = made.map((file) => {
    const sum = createHash('sha256').update(readFileSync(at(file)));
    return `${sum.digest('hex')}  ${file}\n`;
  });
  const list = `sherlog-${version}.sha256`;
  writeFileSync(at(list), sums.join(''));
  return [...made, list].map((file) => join(folder, file));
}

/** The package, with the lock as its shrinkwrap: npm packs no other, and without one an installation chooses anew. */
function pack(project: string): void {
  const shrinkwrap = join(project, 'npm-shrinkwrap.json');
  copyFileSync(join(project, 'package-lock.json'), shrinkwrap);
  try {
    npm(project, 'pack', `--pack-destination=${folder}`);
  } finally {
    rmSync(shrinkwrap);
  }
}
