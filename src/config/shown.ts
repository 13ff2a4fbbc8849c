import type { Config } from './settle';

const secretKeys = new Set([
  'botToken',
  'appToken',
  'signingSecret',
  'appPassword',
  'smtpPassword',
  'webhookSecret',
]);

/** What stands for a secret that is there. */
export const isSet = '[set]';

/** A configuration that can be shown: of secrets only that they are there. */
export function shownConfig(config: Config): unknown {
  return shown(config);
}

function shown(value: unknown, key = ''): unknown {
  if (secretKeys.has(key)) return value === undefined ? undefined : isSet;
  if (key === 'url' && typeof value === 'string') return withoutPath(value);
  if (Array.isArray(value)) return value.map((each) => shown(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const told = shown(part, name);
      return told === undefined ? [] : [[name, told]];
    }),
  );
}

/** Services put the key to a webhook into its path. */
function withoutPath(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname === '/' && search === '' ? '/' : `/${isSet}`}`;
}
