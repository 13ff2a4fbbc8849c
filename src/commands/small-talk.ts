import type { CommandOf } from '../command';
import type { Text } from '../language';
import type { Run } from './run';

const lines: Readonly<Record<CommandOf<'small-talk'>['about'], Text>> = {
  hello: { en: 'Hello! Which log, or which error?', zh: '你好！要找哪个日志，还是有报错？' },
  thanks: { en: 'Glad it helped.', zh: '不客气，能帮上就好。' },
  bye: { en: 'Until next time.', zh: '回头见。' },
  who: {
    en: 'I am Sherlog. I find logs and read errors; "help" shows how.',
    zh: '我是 Sherlog，负责找日志、认报错；输入“帮助”看用法。',
  },
  feeling: { en: 'That sounds like a long day. I am here for the logs.', zh: '辛苦了。日志的事交给我。' },
  joke: { en: 'I only know stack traces, and nobody laughs at those.', zh: '我只会讲堆栈，没人笑得出来。' },
};

/** A friendly line, and nothing more. */
export const smallTalkReply: Run<'small-talk'> = ({ about }, { locale }) => ({
  kind: 'reply',
  title: lines[about][locale],
  blocks: [],
  data: { about },
});
