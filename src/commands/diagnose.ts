import type { CommandOf } from '../command';
import { diagnoseAny, type Diagnosis } from '../diagnose';
import { caseReply, diagnosisReply } from '../diagnose/answer';
import { redact } from '../redact';
import type { Reply } from '../reply';
import { knownCase } from './known-case';
import type { Context, Run } from './run';

/** What a pasted error is: the known case, a choice of them, or an honest "unknown". */
export const diagnose: Run<'diagnose'> = async (command, context) => {
  if (command.notIt !== undefined) context.record({ kind: 'feedback', says: 'not-it', case: command.notIt });
  if (command.known !== undefined) return oneCase(command, command.known, context);
  if (command.text === undefined) return noMore(context);
  const { catalog, caseIndex, signal } = context;
  const diagnosis = await diagnoseAny(command.text, caseIndex(), catalog, signal);
  context.record({ kind: 'diagnosed', ...recordOf(diagnosis, command.text) });
  return diagnosisReply(diagnosis, context);
};

function oneCase(command: CommandOf<'diagnose'>, id: string, context: Context): Reply {
  const { cases } = context.catalog;
  const others = command.others.filter((other) => cases.some((each) => each.id === other));
  return caseReply(knownCase(id, cases), { ...command, others }, context);
}

/** Longest text that is kept of an unmatched paste, in characters. */
const maxKept = 4_000;

/** What is kept of a diagnosis: of a paste that nothing known fits its text, or its first errors, without secrets. */
function recordOf({ verdict, shown, log }: Diagnosis, text: string) {
  const [first] = shown;
  if (verdict !== 'unknown') return { verdict, ...(first ? { case: first.id } : {}) };
  const errors = log ? log.errors.map((each) => each.text).join('\n') : text;
  return { verdict, text: redact(errors.slice(0, 2 * maxKept)).text.slice(0, maxKept) };
}

/** Every candidate was refused. */
function noMore({ locale }: Context): Reply {
  const title = { en: 'Then it is none that I know.', zh: '那就不是我知道的案例。' };
  const next = {
    en: 'Next: read the logs of the stage around the time of the error. Name the stage or the module, and I say which.',
    zh: '下一步：查看该阶段在出错时间前后的日志。说出阶段或模块，我告诉你看哪个。',
  };
  return {
    kind: 'reply',
    title: title[locale],
    blocks: [{ kind: 'text', lines: [[next[locale]]] }],
    data: { verdict: 'unknown', cases: [] },
  };
}
