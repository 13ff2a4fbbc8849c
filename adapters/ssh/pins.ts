import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A host key that a node is known by: its type, and the key as it is sent. */
export interface Pin {
  readonly type: string;
  readonly key: Buffer;
}

/** Where a node's host key is pinned: the key itself, or a known_hosts file. */
export interface Pinned {
  readonly host: string;
  readonly port: number;
  readonly hostKey?: string | undefined;
  readonly knownHosts?: string | undefined;
}

/** The pinned keys of a node; none where nothing is pinned, or the file cannot be read. */
export function pinsOf({ host, port, hostKey, knownHosts }: Pinned): Pin[] {
  if (hostKey !== undefined) return [pin(hostKey.split(' '))];
  if (knownHosts === undefined) return [];
  const name = port === 22 ? host : `[${host}]:${port}`;
  const entries = linesOf(knownHosts).map((line) => line.trim().split(/\s+/));
  const revoked = entries.flatMap(([marker, hosts = '', ...rest]) =>
    marker === '@revoked' && isFor(hosts, name) ? [pin(rest)] : [],
  );
  return entries.flatMap(([hosts = '', ...rest]) => {
    // A comment pins no host, nor does an authority.
    if (/^[#@]/.test(hosts) || !isFor(hosts, name)) return [];
    const own = pin(rest);
    return revoked.some(({ key }) => key.equals(own.key)) ? [] : [own];
  });
}

function pin([type = '', key = '']: readonly string[]): Pin {
  return { type, key: Buffer.from(key, 'base64') };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** A known_hosts entry names its hosts in the clear, or each by a salted hash (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
function isFor(hosts: string, name: string): boolean {
  if (!hosts.startsWith('|1|')) return hosts.split(',').includes(name);
  const [, , salt = '', hash] = hosts.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

/** What to negotiate so that the server proves the pinned key: an RSA key signs in several ways. */
export function algorithmsOf(pins: readonly Pin[]): string[] {
  return [
    ...new Set(
      pins.flatMap(({ type }) => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [type])),
    ),
  ];
}

/** A key as `ssh-keygen -l` shows it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The type that a key as sent begins with. */
export function typeOf(key: Buffer): string {
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString('ascii');
}
