import { constantFrom, oneof, string, type Arbitrary } from 'fast-check';

/** Values as an attacker would write them: commands that would make `canary`, ways out of `root`, options, and noise. */
export function hostileValues(canary: string, root: string): Arbitrary<string> {
  return oneof(
    constantFrom(...commands(`touch ${canary}`), ...waysOut(root), ...odd),
    string({ minLength: 1, maxLength: 60 }),
    string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  );
}

function commands(touch: string): string[] {
  return [
    `$(${touch})`,
    `\`${touch}\``,
    `'; ${touch}; '`,
    `"; ${touch}; "`,
    `\n${touch}\n`,
    `|${touch}|`,
    `&& ${touch}`,
    `;${touch}#`,
    `a.log;${touch}`,
    `PLACES\n${touch}\n`,
    `x" system("${touch}") "`,
  ];
}

function waysOut(root: string): string[] {
  return [
    `${root}/../outside.log`,
    '../outside.log',
    '/etc/passwd',
    '/etc',
    '..',
    '.',
    '~root',
    'link.log',
    'fifo.log',
    'config/secret.log',
    `${root}/config`,
    '/proc/self/fd/4',
  ];
}

const odd = [
  '-f /etc/passwd',
  '--include=/etc/passwd',
  '-e',
  '--',
  '*',
  '%s%n',
  '\\',
  '\0',
  '$IFS',
  '${PATH}',
  '@0',
  '',
  '-1',
  '0x10',
  '1e9',
  '9'.repeat(30),
  '٣',
  "2026-10-27 16:24:0'",
];
