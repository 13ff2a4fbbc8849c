import type { Locale, Text } from '../language';

const console_: Text = { en: 'Console logs', zh: 'Console 日志' };
const ofSource: Readonly<Record<string, Text>> = {
  agentless: { en: 'Sync Proxy logs', zh: 'Sync Proxy 日志' },
  'windows-agent': { en: "Windows hosts' logs", zh: 'Windows Hosts 日志' },
  'linux-agent': { en: "Linux hosts' logs", zh: 'Linux Hosts 日志' },
};
const where: Text = { en: 'in the console: Operations > Download Logs', zh: '控制台：运维 > 日志下载' };
const others: readonly Text[] = [
  { en: 'A screenshot of the page with the error', zh: '报错页面的截图' },
  {
    en: 'For a page problem: URL, parameters, status and response of the failing request (F12, Network)',
    zh: '页面问题：失败请求的 URL、参数、状态码和响应（F12，Network）',
  },
];

/** What to attach to the ticket, by the kind of source: where that is not known, all kinds are named. */
export function attachments(source: string, locale: Locale): string[] {
  const own = ofSource[source];
  const unknown = Object.values(ofSource).map((each) => each[locale]);
  const logs = [console_[locale], own ? own[locale] : unknown.join({ en: ' or ', zh: ' 或 ' }[locale])];
  return [
    `${logs.join(' + ')}${{ en: ', ', zh: '，' }[locale]}${where[locale]}`,
    ...others.map((each) => each[locale]),
  ];
}
