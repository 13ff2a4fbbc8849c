import { mask } from './mask';

/** One form in which secrets are printed. Every quantifier is bounded or followed by what it cannot match itself. */
export interface RedactionRule {
  readonly pattern: RegExp;
  /** What is left of a match, by its groups, the secret masked; nothing where the match is none after all. */
  keep(groups: readonly (string | undefined)[]): string | undefined;
}

const whole = () => mask;
/** Masks the second group, and keeps the first and what a third one holds. */
const second: RedactionRule['keep'] = ([before = '', secret = '', after = '']) =>
  isPlain(secret) || isVerdict(before, secret) ? undefined : `${before}${mask}${after}`;
/** After a colon prose goes on as often as a value: only what no word looks like is one. */
const secondUnlessProse: RedactionRule['keep'] = (groups) => {
  const [, secret = ''] = groups;
  return /^[A-Za-z]{1,20}[.!?]?$/.test(secret) || dottedName.test(secret) ? undefined : second(groups);
};
/** A class with its module, as an exception is printed. */
const dottedName = /^[a-z_]{2,40}(?:\.[A-Za-z_]{2,60}){1,8}:?$/;
/** In prose only what mixes letters and digits looks like a secret. */
const secondUnlessWord: RedactionRule['keep'] = (groups) => {
  const [, secret = ''] = groups;
  return /\d/.test(secret) && /[A-Za-z]/.test(secret) ? second(groups) : undefined;
};
/** The end of a private key whose beginning was cut off; other lines of the same looks are none. */
const cutOff: RedactionRule['keep'] = ([end]) => (end ? mask : undefined);

/** `PASS: Keystone reachable` is how a check reports. */
function isVerdict(before: string, value: string): boolean {
  return /^PASS:\s/.test(before) && /^[A-Za-z]+$/.test(value);
}

/** Words that stand where a value would, and tell more than they hide. */
function isPlain(value: string): boolean {
  return (
    /^(?:none|null|nil|true|false|undefined|\*+|<[^>]*>?|\[?masked\]?|%\(?\w*\)?s?|\{\w*\}?|\/[\w.-]+\/[\w./-]*)$/i.test(
      value,
    ) || /^\$(?:\{\w*\}?|\(\w*\)?|[A-Z_][A-Z0-9_]*)$/.test(value)
  );
}

/**
 * Names whose value is a secret: those of oslo.utils' strutils._SANITIZE_KEYS, cloud keys, signatures, the product's own.
 * A name may be the end of a longer one (`admin_password`, `X-Auth-Token`).
 */
const names = [
  'pass(?:wd|word|phrase)?',
  'pswd',
  'pwd',
  'adminpass',
  '(?:admin|new|root|user|db|mysql|rabbit|redis)_?pass',
  'secret(?:[_-]?(?:access)?[_-]?key)?',
  'access[_-]?key[_-]?secret',
  '(?:access|api|private|encrypted|account|storage|shared|app|client|auth|signing|ssh|ssl|fernet|ceph\\w{0,20}|rabbit|migrationssh|octaviaheartbeat|pacemakerremoteauth|designaterndc|heatauthencryption|sync_node|sharedaccess)[_-]?key',
  'rabbitcookie',
  'keystonecredential',
  'barbicansimplecryptokek',
  'swifthashsuffix',
  'chap[_-]?(?:password|secret)',
  '(?<![a-z])(?:sk|sig)',
].join('|');

/** Names that prose uses too. */
const proseNames = 'token|signature|credentials?|session[_-]?id';

/** Up to here a value goes on, without quotes. */
const bare = String.raw`(?!u?\\{0,3}["'])(?:[^\s,;&"'<>(){}[\]\\]|[,;&](?!\s|$|[\w.-]{1,60}[=:])){1,4096}`;

export const rules: readonly RedactionRule[] = [
  // Private keys, whole or cut off at either end.
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S]){0,16384}(?:-----END [A-Z0-9 ]{0,50}-----)?/g,
    keep: whole,
  },
  {
    pattern:
      /(?:^[ \t]{0,8}[A-Za-z0-9+/=]{1,76}\r?\n)+([ \t]{0,8}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/gm,
    keep: cutOff,
  },
  {
    pattern:
      /(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/=]{1,80}\\{1,2}[rn]){1,400}[A-Za-z0-9+/=]{0,80}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g,
    keep: whole,
  },
  // scheme://user:password@host, and further hosts of a list behind it.
  { pattern: /(:\/\/[^\s/:@"'<>]{0,128}:)([^\s/@"'<>]{1,256})(@)/g, keep: second },
  {
    pattern:
      /(\b(?:amqps?|rabbit|mysql|mariadb|postgres(?:ql)?|redis|mongodb|ldaps?|ftp|smb)(?:\+\w{1,20})?:\/\/[^\s/:@"'<>]{0,128}:)([^\s@"'<>]{1,256})(@)/gi,
    keep: second,
  },
  // What is left of a password that holds an @ itself.
  { pattern: /(\[masked\]@)([^\s/@,:"'<>]{1,128}@)(?=[\w[.-])/g, keep: ([before = '']) => before },
  { pattern: /(:\/\/)([A-Za-z0-9_-]{16,256})(@)/g, keep: secondUnlessWord },
  { pattern: /(,[\w.%-]{1,64}:)([^\s/@,"'<>:]{1,256})(@[\w[.-])/g, keep: second },
  // Headers, to the end of their line or quotes.
  {
    pattern:
      /\b((?:proxy-)?authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?:(?:bearer|basic|digest|token|negotiate|AWS4-HMAC-SHA256|OSS|TC3-HMAC-SHA256|SDK-HMAC-SHA256)\s{1,3})?)([^\s"'\\][^\r\n"'\\]{0,4096})/gi,
    keep: second,
  },
  {
    pattern: /\b((?:set-)?cookie\\?["']?\s{0,3}:\s{0,3}\\?["']?)([^\s"'\\][^\r\n"'\\]{0,4096})/gi,
    keep: second,
  },
  { pattern: /(\bbearer\s{1,3})([A-Za-z0-9._~+/=-]{16,4096})/gi, keep: second },
  {
    pattern: /\b(X-[A-Za-z-]{0,40}(?:Token|Key|Secret)\s{0,3}:\s{0,3})([^\s"'\\,]{1,4096})/gi,
    keep: second,
  },
  // Tokens that tell what they are by their looks.
  { pattern: /\bgAAAA[A-Za-z0-9_-]{20,4096}={0,2}/g, keep: whole },
  { pattern: /\beyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{4,8192}(?:\.[A-Za-z0-9_-]{0,4096})?/g, keep: whole },
  {
    pattern:
      /\bxox[abeoprs]-[A-Za-z0-9-]{8,512}|\bxapp-[A-Za-z0-9-]{8,512}|\bgh[pousr]_[A-Za-z0-9]{20,255}|\bgithub_pat_\w{20,255}|\bglpat-[\w-]{16,64}|\bAIza[\w-]{30,40}|\bsk-[A-Za-z0-9_-]{20,256}/g,
    keep: whole,
  },
  {
    pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bLTAI[A-Za-z0-9]{12,30}\b|\bAKID[A-Za-z0-9]{16,40}\b/g,
    keep: whole,
  },
  // name = value, "name": "value", 'name': u'value', name => value, --name value, <name>value</name>, 密码：value.
  {
    pattern: new RegExp(
      String.raw`((?:${names}|${proseNames})\\{0,3}["']?\s{0,3}(?:=>|[:=])\s{0,3}u?\\{0,3}["'])((?:(?!\\{0,3}["'])[^\r\n]){1,4096})`,
      'gi',
    ),
    keep: second,
  },
  {
    pattern: new RegExp(
      String.raw`((?:${names})\\{0,3}["']?\s{0,3}(?:=>|->|=|%3D|\\u003d|::?(?!\/\/))\s{0,3})(${bare})`,
      'gi',
    ),
    keep: second,
  },
  { pattern: new RegExp(String.raw`((?:${proseNames})\s{0,3}=\s{0,3})(${bare})`, 'gi'), keep: second },
  { pattern: new RegExp(String.raw`((?:${proseNames}):\s{0,3})(${bare})`, 'gi'), keep: secondUnlessProse },
  {
    pattern: new RegExp(
      String.raw`(--?(?:[a-z]{1,20}-){0,3}(?:${names}|token)\s{1,3})(["']?[^\s"'-][^\s"']{0,4096})`,
      'gi',
    ),
    keep: second,
  },
  {
    pattern: new RegExp(
      String.raw`(<(?:[\w-]{1,30}:)?[\w-]{0,20}(?:${names}|${proseNames})(?:\s[^<>]{0,200})?>)([^<\r\n]{1,4096})`,
      'gi',
    ),
    keep: second,
  },
  {
    pattern: /(\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user)\s{0,2}["']?[^\s:"']{1,64}:)([^\s"']{1,256})/g,
    keep: second,
  },
  // A password given to a program, a keyring's key, Chinese and English prose; a plain word behind "password" is no secret.
  {
    pattern:
      /(\b(?:sshpass\s{1,3}-p\s{0,3}|(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\r\n]{0,200}?\s-p)["']?)([^\s"'-][^\s"']{2,256})/g,
    keep: second,
  },
  { pattern: /(\bkey\s{0,3}=\s{0,3})(AQ[A-Za-z0-9+/]{30,60}={0,2})/g, keep: second },
  { pattern: /(\b(?:basic)\s{1,3})([A-Za-z0-9+/]{8,512}={0,2})(?=\s|["']|$)/gi, keep: secondUnlessWord },
  {
    pattern:
      /(\b(?:aws|oss)?_?(?:access_?key_?id|secret_?id)\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}["']?)([\w+/-]{8,128})/gi,
    keep: second,
  },
  { pattern: /(\b[AS]K\s{0,2}[:=]\s{0,3})([A-Za-z0-9/+=]{12,128})/g, keep: second },
  { pattern: /(\b[as]k\s{0,2}[:=]\s{0,3})([A-Za-z0-9/+=]{12,128})/g, keep: secondUnlessWord },
  {
    pattern:
      /(\b(?:password|passwd|passphrase)\s{1,3}(?:is\s{1,3}|was\s{1,3})?["']?)([^\s"':=(][^\s"']{4,128})/gi,
    keep: secondUnlessWord,
  },
  // In brackets, lists and pairs.
  {
    pattern: new RegExp(
      String.raw`((?:${names}|${proseNames})\\{0,3}["']?\s{0,3}(?:=>|->|[:=])\s{0,3}[[(]\s{0,3}\\{0,3}["']?)([^\s"'\])\\]{1,4096})`,
      'gi',
    ),
    keep: second,
  },
  {
    pattern: new RegExp(
      String.raw`(["'](?:[\w-]{1,30}[_-])?(?:${names})["']\s{0,3},\s{0,3}u?["'])([^"'\r\n]{1,4096})`,
      'gi',
    ),
    keep: second,
  },
  { pattern: /(\bnet\s{1,3}use\s{1,3}\S{1,200}\s{1,3})([^\s/]\S{0,128})(\s{1,3}\/user:)/gi, keep: second },
  { pattern: /(\btoken\s{1,3})(?!req-)([A-Za-z0-9_-]{20,512})(?![\w-])/gi, keep: secondUnlessWord },
  {
    pattern:
      /((?:密码|密碼|口令|密钥|密鑰|令牌|私钥)\s{0,3}(?:[:：=]|是|为[:：]?)?\s{0,3}["'“「（(])([^"'”」）)\s]{3,256})/g,
    keep: second,
  },
  { pattern: /((?:密码|口令|密钥|令牌)\s{1,3})([A-Za-z0-9!-/:-@[-`{-~]{5,128})/g, keep: secondUnlessWord },
  {
    pattern:
      /((?:密码|密碼|口令|密钥|密鑰|令牌|私钥)\s{0,3}(?:[:：=]|是|为[:：]?)\s{0,3})([A-Za-z0-9!-/:-@[-`{-~]{4,256})/g,
    keep: second,
  },
];
