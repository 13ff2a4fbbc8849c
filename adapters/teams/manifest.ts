import { commandUsages, type CommandWord } from '../../src/chat/words';

export interface ManifestOptions {
  /** The bot's id, a GUID. */
  readonly appId: string;
  /** Of the package, such as 0.1.0. */
  readonly version: string;
  /** Who runs the bot, and their page (https). */
  readonly developer: string;
  readonly site: string;
  /** Offers the commands behind a slash too, which Teams knows since manifest 1.29. */
  readonly hasSlash: boolean;
}

const scopes = ['personal', 'team', 'groupChat'] as const;

/** The app as Teams installs it: its manifest, without the icons. */
export function manifestOf({ appId, version, developer, site, hasSlash }: ManifestOptions) {
  const manifestVersion = hasSlash ? '1.29' : '1.19';
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`,
    manifestVersion,
    version,
    id: appId,
    developer: { name: developer, websiteUrl: site, privacyUrl: site, termsOfUseUrl: site },
    name: { short: 'Sherlog', full: 'Sherlog for HyperBDR and HyperMotion' },
    description: {
      short: 'Finds the right HyperBDR / HyperMotion log 查找日志与报错原因',
      full: 'Ask where a log is, paste an error, or have the logs of your nodes searched. Sherlog answers in the thread, with its source, and drafts the ticket when it does not know. 可提问日志位置、粘贴报错、搜索节点日志；在会话中回答并注明来源，不能解决时起草工单。',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#1F3A5F',
    bots: [
      {
        botId: appId,
        scopes,
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: scopes.map((scope) => ({
          ...(hasSlash ? { triggers: ['mention', 'slash'] } : {}),
          scopes: [scope],
          commands: commandsOf(scope),
        })),
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: 'diagnose',
            type: 'action',
            context: ['message'],
            title: 'Diagnose this message',
            description: 'Matches the message to known errors 将消息与已知报错匹配',
            fetchTask: true,
          },
        ],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [],
  };
}

/** The same words as everywhere; a person's own chat has the bot's page too, as other chats have no room for one. */
function commandsOf(scope: (typeof scopes)[number]) {
  const words = (Object.keys(commandUsages) as CommandWord[]).filter((word) => word !== 'sherlog');
  const commands = words.map((word) => ({ title: word, description: described(...commandUsages[word]) }));
  const home = { title: 'home', description: 'Your nodes, tickets and recent searches 节点、工单与最近搜索' };
  const help = { title: 'help', description: 'What I can answer 我能回答什么' };
  return [
    ...commands,
    { title: 'summary', description: 'What was done in this thread 本会话排查摘要' },
  ].concat(scope === 'personal' ? [home, help] : [help]);
}

function described(description: string, hint: string): string {
  return `${description} · ${hint}`.slice(0, 128);
}
