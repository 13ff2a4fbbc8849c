import { historyScopes, scopes } from './checks';
import { prompts } from './home';
import { commandUsages, type CommandWord } from '../../src/chat/words';

export interface ManifestOptions {
  readonly commands: Readonly<Record<CommandWord, string>>;
  /** Where Slack calls; left out for Socket Mode. */
  readonly url?: string | undefined;
  /** Listens in threads that it joined, and reads their beginning. */
  readonly history: boolean;
}

/** What an app is made from at https://api.slack.com/apps (manifest version 2). */
export function manifestOf({ commands, url, history }: ManifestOptions): object {
  const request = url === undefined ? {} : { request_url: url };
  return {
    display_information: {
      name: 'Sherlog',
      description: 'Finds and reads the right HyperBDR / HyperMotion log, and knows what its errors mean.',
      background_color: '#1f3a5f',
    },
    features: {
      agent_view: {
        agent_description:
          'Ask where a log is, paste an error, or have the logs searched. 问日志在哪里、粘贴报错，或搜索日志。',
        suggested_prompts: prompts,
      },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'sherlog', always_online: true },
      shortcuts: [
        {
          name: 'Diagnose this message',
          type: 'message',
          callback_id: 'diagnose_message',
          description: 'Matches the message to known errors',
        },
      ],
      slash_commands: (Object.keys(commandUsages) as CommandWord[]).map((name) => {
        const [description, usage_hint] = commandUsages[name];
        return {
          command: commands[name],
          description,
          usage_hint,
          should_escape: false,
          ...(url === undefined ? {} : { url }),
        };
      }),
    },
    oauth_config: {
      scopes: { bot: [...Object.keys(scopes), ...(history ? Object.keys(historyScopes) : [])] },
    },
    settings: {
      event_subscriptions: {
        ...request,
        bot_events: [
          'app_home_opened',
          'app_mention',
          'message.im',
          ...(history ? ['message.channels', 'message.groups'] : []),
        ],
      },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}
