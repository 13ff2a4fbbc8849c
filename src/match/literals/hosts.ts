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
  new RegExp(String.raw`${word}\s*(?:is|为|是|[:：=])?\s*([a-z]{2,}(?:-[a-z0-9]+)+)(?![\w-])(?!\.\w)`, 'i'),
  new RegExp(String.raw`(?<![\w.-])${withDigit}["'\`]?\s*(?:这台|那台|这个主机|这个虚拟机)`, 'i'),
  /(?<![\w.-])([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\s*(?:这台|那台|这个主机|这个虚拟机)/i,
];
/** Names as administrators give them, without any word beside: sap-app-11, erp-db01, dc02, fileserv7. */
const bareName =
  /(?<![\w./\\-])([a-z]{2,}(?:-[a-z0-9]+)*-(?:\d{1,3}|[a-z]+\d{1,3})|[a-z]{2,5}0\d|[a-z]{5,}\d{1,2})(?![\w./\\-])/gi;

/** What stands beside "host" but names none: versions, numbers, our own names, small words. */
const noHost =
  /^(?:v\d\S*|s3block|s3|k8s|f12|\d+[a-z%]{0,2}|20\d\d\S*|is|in|at|on|for|of|and|or|the|not|log|logs)$|^(?:atomy|unicloud|porter|proxy|storplus|owl|mistral|hamal|sync|linux|windows|win|vm|boot|start|clean|power|bring|side|based)-/i;
/** What is named like a host but is software, a code or a count. */
const noName =
  /^(?:gen|http|https|utf|sha|md|req|error|err|code|step|day|node|version|part|disk|port|vlan|level|phase|stage|week|tls|ipv|centos|ubuntu|windows|debian|server|rhel|redhat|kylin|euler|openeuler|suse|python|java|esxi|vcenter|oracle|mysql|linux)-?\d/i;

/** The host a text names, spelt as written: file names on Linux keep their case. */
export function takeHost(text: string): Taken {
  const worded = patterns
    .flatMap((pattern) => pattern.exec(text)?.[1] ?? [])
    .find((each) => !noHost.test(each));
  const bare = [...text.matchAll(bareName)]
    .map((match) => match[1] ?? '')
    .find((each) => !noHost.test(each) && !noName.test(each));
  const host = worded ?? bare;
  return host === undefined ? { rest: text } : { value: host, rest: text.replace(host, ' ') };
}
