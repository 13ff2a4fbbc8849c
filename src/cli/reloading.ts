import type { Problem } from '../document';
import type { Reloaded } from '../live-config';
import type { Reply } from '../reply';
import { problemReport, type Opened } from './open';

/** Told to administrators, in both languages: nobody knows which they read. */
type Tell = (notice: Reply) => void;

/** Keeps a service at its files: knowledge and configuration are read again when they change, and when it is asked to. */
export function reloading({ knowledge, live, log, meter }: Opened, tell: Tell) {
  const ofKnowledge = (problems: readonly Problem[]) => {
    const isTaken = problems.length === 0;
    log.info({ problems: problems.length }, 'knowledge reloaded');
    meter.note({ kind: 'reloaded', what: 'knowledge', isTaken });
    tell(
      isTaken ? note('The knowledge was reloaded. 知识库已重新加载。') : refused(knowledgeTitle, problems),
    );
  };
  const ofConfig = (reloaded: Reloaded) => {
    const isTaken = !('problems' in reloaded);
    log.info(isTaken ? reloaded : { problems: reloaded.problems.length }, 'configuration reloaded');
    meter.note({ kind: 'reloaded', what: 'config', isTaken });
    log.level = live.settings().log.level;
    const notice = isTaken ? changeNotice(reloaded) : refused(configTitle, reloaded.problems);
    if (notice) tell(notice);
  };
  return {
    start: () => Promise.all([knowledge.watch(ofKnowledge), live.watch(ofConfig)]),
    now() {
      ofKnowledge(knowledge.reload());
      ofConfig(live.reload());
    },
    close: () => Promise.all([knowledge.close(), live.close()]),
  };
}

const knowledgeTitle =
  'The knowledge was not reloaded; the last good version stays. 知识库未重新加载，仍使用上一个正确版本。';
const configTitle =
  'The configuration was not reloaded; the last good version stays. 配置未重新加载，仍使用上一个正确版本。';

/** Nothing where nothing changed. */
function changeNotice({ taken, waiting }: Exclude<Reloaded, { problems: unknown }>): Reply | undefined {
  const lines = [
    ...(taken.length > 0
      ? [`The configuration was reloaded: ${taken.join(', ')}. 配置已重新加载：${taken.join('、')}。`]
      : []),
    ...(waiting.length > 0
      ? [`Restart Sherlog for: ${waiting.join(', ')}. 以下改动需重启后生效：${waiting.join('、')}。`]
      : []),
  ];
  return lines.length > 0 ? note(...lines) : undefined;
}

function note(...lines: string[]): Reply {
  return { kind: 'reply', blocks: [{ kind: 'note', lines: lines.map((line) => [line]) }] };
}

function refused(title: string, problems: readonly Problem[]): Reply {
  const lines = problemReport(problems).trimEnd().split('\n');
  return { kind: 'reply', tone: 'failure', title, blocks: [{ kind: 'excerpt', lines }] };
}
