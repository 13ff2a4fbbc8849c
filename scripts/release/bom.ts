import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './npm';

interface Bom {
  serialNumber?: string;
  readonly metadata: { timestamp: string; readonly component: { name: string } };
}
interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** What the lock says is in production, as CycloneDX; the same for the same lock: npm would put in its hour and a chance number. */
export function billOfMaterials(project: string, epoch: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-bom-'));
  try {
    writeProduction(project, folder);
    const how = ['--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
    const bom = JSON.parse(npm(folder, 'sbom', ...how)) as Bom;
    delete bom.serialNumber;
    bom.metadata.timestamp = new Date(epoch * 1_000).toISOString();
    // npm takes the folder's name.
    bom.metadata.component.name = 'sherlog';
    return `${JSON.stringify(bom, null, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Package and lock without what only develops: `npm sbom --omit=dev` leaves out, too, what both need (npm 11.19). */
function writeProduction(project: string, folder: string): void {
  const read = (name: string) => JSON.parse(readFileSync(join(project, name), 'utf8')) as object;
  const write = (name: string, data: object) => writeFileSync(join(folder, name), JSON.stringify(data));
  const { devDependencies: _, ...manifest } = read('package.json') as { devDependencies: object };
  const { packages, ...lock } = read('package-lock.json') as Lock;
  const needed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  write('package.json', manifest);
  write('package-lock.json', { ...lock, packages: { '': manifest, ...Object.fromEntries(needed) } });
}
