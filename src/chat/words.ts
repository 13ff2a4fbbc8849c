/** What people type a command with, in every chat: Slack's slash commands, Teams' command menu. */
export const commandWords = ['logs', 'diagnose', 'grep', 'trace', 'escalate', 'sherlog'] as const;
export type CommandWord = (typeof commandWords)[number];

/** What each is for, in both languages, and an example of what follows it. */
export const commandUsages: Readonly<Record<CommandWord, readonly [description: string, hint: string]>> = {
  logs: ['Where is the log? 日志在哪里？', 'unicloud at host boot, block storage'],
  diagnose: ['What is this error? 这是什么错误？', 'paste the error'],
  grep: ['Search logs on your nodes 搜索节点日志', '"could not be found" in unicloud-engine at 16:24'],
  trace: ['Follow a request over the services 追踪请求', 'req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e'],
  escalate: ['Draft a OnePro ticket 起草工单', '[list]'],
  sherlog: ['Ask anything, or help 提问或帮助', 'help'],
};

/** A command as the bot hears it: its word goes before what it does not say by itself. */
export function heardAs(
  command: CommandWord,
  said: string,
): { readonly text: string; readonly as?: 'diagnose' } {
  const text = textOf(command, said.trim());
  const isHelp = text === 'help diagnose' || text === '帮助 diagnose';
  return command === 'diagnose' && !isHelp ? { text, as: 'diagnose' } : { text };
}

function textOf(command: CommandWord, said: string): string {
  if (/^(?:help|\?)$/i.test(said)) return command === 'sherlog' ? 'help' : `help ${command}`;
  if (said === '帮助') return command === 'sherlog' ? said : `帮助 ${command}`;
  switch (command) {
    case 'logs':
    case 'diagnose':
      return said === '' ? `help ${command}` : said;
    case 'sherlog':
      return said;
    case 'escalate':
      return /^(?:list|列表)$/i.test(said) ? 'tickets' : said === '' ? 'escalate' : said;
    case 'grep':
      return `grep ${said}`.trim();
    case 'trace':
      // Without an id there is nothing to follow.
      return /\d/.test(said) ? `trace ${said}` : /\p{Script=Han}/u.test(said) ? '帮助 trace' : 'help trace';
  }
}
