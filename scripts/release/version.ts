import { gt, inc, valid, type ReleaseType } from 'semver';

const steps: readonly string[] = ['patch', 'minor', 'major'] satisfies readonly ReleaseType[];

/**
 * The version that is asked for: a step from the current one, or said in full. Throws a sentence where it is none, or not newer
 * than all that were released; the current one itself can be the first.
 */
export function versionFor(wanted: string, current: string, released: readonly string[]): string {
  const version = steps.includes(wanted) ? inc(current, wanted as ReleaseType) : valid(wanted);
  if (version === null || (version !== wanted && !steps.includes(wanted)))
    throw new Error(`expected patch, minor, major or a version such as 1.2.3, found "${wanted}"`);
  const newest = released.find((each) => !gt(version, each));
  if (newest !== undefined) throw new Error(`${version} is not newer than ${newest}, which was released`);
  return version;
}

/** A manifest that names the image of this version. */
export function withImage(manifest: string, version: string): string {
  return manifest.replace(/^(\s*image: \S+\/sherlog:)\S+$/m, `$1${version}`);
}
