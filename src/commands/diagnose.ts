import { diagnose as read } from '../diagnose';
import { caseReply, diagnosisReply } from '../diagnose/answer';
import { BotError } from '../errors';
import type { Run } from './run';

/** What a pasted error is: the known case, a choice of them, or an honest "unknown". */
export const diagnose: Run<'diagnose'> = (command, { catalog, caseIndex, locale }) => {
  if (command.known === undefined)
    return diagnosisReply(read(command.text ?? '', caseIndex(), catalog), { catalog, locale });
  const known = catalog.cases.find(({ id }) => id === command.known);
  if (!known) throw gone(command.known);
  const others = command.others.filter((id) => catalog.cases.some((each) => each.id === id));
  return caseReply(known, { ...command, others }, { catalog, locale });
};

/** A button of older knowledge. */
function gone(id: string): BotError {
  return new BotError(
    'unknown-name',
    { en: `There is no known case "${id}" any more.`, zh: `已知案例“${id}”已不存在。` },
    { en: 'Paste the error again.', zh: '请重新粘贴报错。' },
  );
}
