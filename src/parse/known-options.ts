import { platformQuery, type Command, type LocateQuery } from '../command';
import type { Manner } from '../route';
import type { JudgedTopics } from '../topics';
import { asDiagnosis, mayBeError, showsError } from './diagnose';
import { asksForLog } from './heard';
import type { Evidence, Option, Text } from './options';
import { asPlatform } from './platform';
import { asPlaybook } from './playbook';
import { asTopic } from './topic';

/** What is less probable than that by its manner is not looked at: nothing found could outweigh it. */
export const leastLooked = 0.01;

/** What of the knowledge a text can ask for; `of` is how probable its manner makes each. */
export function knownOptions(scene: Text, of: Manner): Option[] {
  const isPlain = scene.isPlace && !scene.text.includes('\n');
  return [
    ...(isPlain && of('diagnose') < leastLooked ? [] : [diagnosis]),
    ...(of('topic') < leastLooked ? [] : [topic]),
    place,
    platform,
    playbook,
  ].flatMap((option) => option(scene) ?? []);
}

function diagnosis({ text, heard, query, isPlace, source }: Text): Option | undefined {
  const command = asDiagnosis(text, heard, query, isPlace, source.caseIndex);
  if (command) return { intent: 'diagnose', command, evidence: 'case' };
  if (!mayBeError(text)) return undefined;
  const unknown: Command = { name: 'diagnose', text, others: [] };
  return { intent: 'diagnose', command: unknown, evidence: showsError(text) ? 'error' : 'symptom' };
}

/** Who asks for the log of something unknown is told what is known. */
const unknownPlace: Command = { name: 'help', reason: 'nothing-known' };

function place({ heard, query, isPlace }: Text): Option {
  if (!isPlace) return { intent: 'locate', command: unknownPlace, evidence: 'no-place' };
  const asked = asksForLog(heard, query) ? 'log' : 'place';
  const evidence = query.logs.length > 0 ? 'named-log' : asked;
  return { intent: 'locate', command: { name: 'locate', query }, evidence };
}

/** Whether something is supported, and by what, the whole matrix says. */
const asksSupport =
  /support|driver|platform|cloud|hypervisor|compatib|matrix|engine|支持|驱动|平台|云|适配|兼容|对接|引擎/i;
const wholeMatrix: Command = { name: 'platform', query: platformQuery.parse({}) };

function platform({ text, heard, query }: Text): Option | undefined {
  const command = asPlatform(heard, query);
  if (command) return { intent: 'platform', command, evidence: 'platform' };
  const evidence = asksSupport.test(text) ? 'platforms' : 'no-platform';
  return { intent: 'platform', command: wholeMatrix, evidence };
}

/** Who wants to see the whole way, not to be led along it. */
const asksPicture =
  /\b(?:picture|diagram|flow ?chart|decision tree|draw|svg|png)\b|流程图|决策树|示意图|画(?:出|一|个|张)|图片/i;

function playbook({ text, heard, query, source }: Text): Option | undefined {
  const drawn = (command: Command): Command =>
    command.name === 'playbook' && command.playbook !== undefined && asksPicture.test(text)
      ? { name: 'picture', playbook: command.playbook }
      : command;
  const named = asPlaybook(heard, query, source.catalog);
  if (named) return { intent: 'playbook', command: drawn(named), evidence: 'playbook' };
  const command = asPlaybook(heard, query, source.catalog, true);
  const evidence = asksForLog(heard, query) ? 'log-steps' : 'steps';
  return command && { intent: 'playbook', command: drawn(command), evidence };
}

/** Longest text that can be a question to a topic, in characters: of a longer one the beginning tells something, and answers nothing. */
export const maxQuestion = 300;

/** The topic that answers, those that may, or that none does; who names a log, or a script's, wants to know where it is. */
function topic({ text, heard, query, topics: judged }: Text): Option | undefined {
  if (text.length > maxQuestion || query.logs.length > 0 || query.scripts !== undefined) return undefined;
  const command: Command = asTopic(judged) ?? { name: 'topic', others: [] };
  const evidence = asksForLog(heard, query) ? 'log-topic' : topicEvidence(judged, query);
  const option = { intent: 'topic', command, evidence } as const;
  return judged.verdict === 'unknown' ? option : { ...option, confidence: judged.confidence };
}

const byVerdict = { match: 'topic', candidates: 'near-topics', unknown: 'no-topic' } as const;

/** What a module is, and where it logs, its own answer says. */
function topicEvidence({ verdict, topics }: JudgedTopics, { modules }: LocateQuery): Evidence {
  return modules.some((id) => topics[0] === `hyperbdr-${id}`) ? 'module' : byVerdict[verdict];
}
