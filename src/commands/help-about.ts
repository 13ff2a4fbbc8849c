import type { HelpTopic } from '../command';
import type { Locale, Text } from '../language';
import type { Reply } from '../reply';

/** What one order can do, with lines to copy. */
export function helpAbout(about: HelpTopic, locale: Locale): Reply {
  const { title, lines } = topics[about];
  return {
    kind: 'reply',
    title: title[locale],
    blocks: [{ kind: 'text', lines: lines[locale].map((line) => ['  · ', { code: line }]) }],
    data: { about },
  };
}

const topics: Readonly<
  Record<HelpTopic, { readonly title: Text; readonly lines: Readonly<Record<Locale, readonly string[]>> }>
> = {
  logs: {
    title: {
      en: 'Say a module, a stage or a file, and I say where the log is:',
      zh: '说出模块、阶段或文件名，我告诉你日志在哪里：',
    },
    lines: {
      en: ['unicloud at host boot, block storage', 'data sync stuck', 'owl-engine.log'],
      zh: ['块存储主机启动 unicloud', '数据同步卡住', 'owl-engine.log'],
    },
  },
  diagnose: {
    title: {
      en: 'Paste an error, or drop a log file up to 20 MB: I match it to known cases.',
      zh: '粘贴报错，或发送不超过 20 MB 的日志文件，我会匹配已知案例。',
    },
    lines: {
      en: ['Failed to attach volume …: could not be found. (HTTP 404)'],
      zh: ['启动失败 Failed to attach volume …'],
    },
  },
  grep: {
    title: {
      en: 'I search a text in the logs of the nodes that you may search; alone, the word opens a form:',
      zh: '在你有权限的节点日志里搜索文本；只输入命令会打开表单：',
    },
    lines: {
      en: [
        'grep "could not be found" in unicloud-engine on console-a at 16:24',
        'grep req-… in atomy since 10:00',
      ],
      zh: ['在 console-a 的 unicloud-engine 里搜索 "could not be found" 16:24', '在 atomy 里搜索 req-…'],
    },
  },
  trace: {
    title: {
      en: 'I follow a request id over all services, in the order of time:',
      zh: '按时间顺序在各服务间追踪一个请求编号：',
    },
    lines: {
      en: ['trace req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e', 'trace req-… at 2025-09-18 16:24'],
      zh: ['追踪 req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e', '追踪 req-… 2025-09-18 16:24'],
    },
  },
  escalate: {
    title: {
      en: 'I draft a OnePro ticket from what was done in the thread; a person submits it:',
      zh: '根据会话里的排查起草 OnePro 工单，由人提交：',
    },
    lines: {
      en: ['escalate', 'tickets', 'draft 12', 'summary'],
      zh: ['升级工单', '工单列表', '草稿 12', '小结'],
    },
  },
};
