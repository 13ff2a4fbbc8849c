/** Where what is not released yet is noted. */
const coming = '## Unreleased';

/** Versions that a changelog tells of, newest first. */
export function releasedIn(changelog: string): string[] {
  return [...changelog.matchAll(/^## (\d+\.\d+\.\d+\S*)/gm)].map(([, version = '']) => version);
}

/** What has come since the last release; undefined where nothing has, or no place is kept for it. */
export function comingIn(changelog: string): string | undefined {
  const [, after] = changelog.split(new RegExp(`^${coming}$`, 'm'));
  const text = after?.split(/^## /m)[0]?.trim();
  return text === '' ? undefined : text;
}

/** The changelog with what has come under its version and day, and an empty place for what comes next. */
export function released(changelog: string, version: string, day: string): string {
  return changelog.replace(new RegExp(`^${coming}$`, 'm'), `${coming}\n\n## ${version} — ${day}`);
}
