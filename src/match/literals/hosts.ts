import type { Taken } from './taken';

const word = '(?:host ?name|host|vm|server|machine|主机名?|虚拟机|机器|源机|服务器)';
const name = String.raw`["'\`]?([a-z0-9](?:[\w.-]{0,118}[a-z0-9])?)(?![\w-])(?!\.\w)`;
const withDigit = String.raw`(?=["'\`]?[\w.-]*\d)${name}`;

/** A host is named ("host named APPSRV", "主机名为 db"); without such a word a name must hold a digit ("host web01"). */
const patterns: readonly RegExp[] = [
  new RegExp(
    String.raw`${word}\s*(?:named|called|name is|name:|叫做?|名为|名是|名叫)\s*[:：]?\s*${name}`,
    'i',
  ),
  new RegExp(String.raw`(?:host ?name|主机名)\s*(?:is|为|是|[:：=])?\s*${name}`, 'i'),
  new RegExp(String.raw`${word}\s*(?:is|为|是|[:：=])?\s*${withDigit}`, 'i'),
  new RegExp(String.raw`(?<![\w.-])${withDigit}["'\`]?\s*(?:这台|那台|这个主机|这个虚拟机)`, 'i'),
  // Names as administrators give them, without any word beside: sap-app-11, dc02.
  /(?<![\w./\\-])((?!gen|http|utf|sha|req|error|step|day|node|v)[a-z]{2,}(?:-[a-z0-9]+)*-\d{1,3}|[a-z]{2,5}0\d)(?![\w./\\-])/i,
];

/** What stands beside "host" but names none: versions, numbers, our own names, small words. */
const noHost =
  /^(?:v\d\S*|s3block|s3|k8s|f12|\d+[a-z%]{0,2}|20\d\d\S*|is|in|at|on|for|of|and|or|the|not|log|logs)$/i;

/** The host a text names, spelt as written: file names on Linux keep their case. */
export function takeHost(text: string): Taken {
  for (const pattern of patterns) {
    const host = pattern.exec(text)?.[1];
    if (host && !noHost.test(host)) return { value: host, rest: text.replace(host, ' ') };
  }
  return { rest: text };
}
