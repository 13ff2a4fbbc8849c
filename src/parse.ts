import { locateQuery, platformQuery, type Command, type LocateQuery } from './command';
import { byId, stagesOf, type Catalog } from './knowledge/catalog';
import type { IntentId } from './knowledge/schema';
import type { Lexicon } from './match/lexicon';
import { isGeneric } from './match/context';
import type { Meaning } from './match/meaning';
import { readQuestion, type Question } from './match/question';

/** What a person wrote, as a command. A text that names nothing known becomes help, never a guess. */
export function parse(text: string, lexicon: Lexicon, catalog: Catalog, now: Date): Command {
  if (text.trim() === '') return { name: 'help', reason: 'empty' };
  const question = readQuestion(text, lexicon, catalog, now);
  const heard = createHeard(question);
  if (question.isOnePhrase && heard.intends('help')) return { name: 'help', reason: 'asked' };
  const query = { ...locateQueryOf(question, heard, catalog), pairs: pairsOf(text, lexicon, catalog, now) };
  return (
    asPlaybook(heard, query, catalog) ??
    asPlatform(heard, query) ??
    (namesPlace(query, heard, question) ? { name: 'locate', query } : { name: 'help', reason: 'nothing-known' })
  );
}

/** The meanings of a question, by kind. */
interface Heard {
  of<Kind extends Meaning['kind']>(kind: Kind): Extract<Meaning, { kind: Kind }>[];
  ids<Kind extends Extract<Meaning, { id: string }>['kind']>(kind: Kind): Extract<Meaning, { kind: Kind }>['id'][];
  intends(intent: IntentId): boolean;
}

function createHeard({ meanings: all }: Question): Heard {
  const of = <Kind extends Meaning['kind']>(kind: Kind) =>
    all.filter((meaning): meaning is Extract<Meaning, { kind: Kind }> => meaning.kind === kind);
  return {
    of,
    ids: (kind) => [...new Set(of(kind).map((meaning) => (meaning as { id: never }).id))],
    intends: (intent) => of('intent').some((meaning) => meaning.id === intent),
  };
}

/** "Which porter log for the sync? And which unicloud log for the boot?": each module with the stage of its own clause. */
function pairsOf(text: string, lexicon: Lexicon, catalog: Catalog, now: Date): LocateQuery['pairs'] {
  const clauses = text.split(/[?？;；。!！\n,，]|(?<=\s)and\s/).filter((clause) => clause.trim() !== '');
  if (clauses.length < 2) return [];
  const queries = clauses.map((clause) => {
    const question = readQuestion(clause, lexicon, catalog, now);
    return locateQueryOf(question, createHeard(question), catalog);
  });
  const telling = queries.filter(({ modules, families }) => modules.length > 0 || families.length > 0);
  const isPaired = telling.length > 1 && telling.every(({ modules, families }) => modules.length > 0 && families.length > 0);
  if (!isPaired) return [];
  const pairs = telling.flatMap(({ modules, families }) => modules.flatMap((module) => families.map((family) => ({ module, family }))));
  return pairs.slice(0, 6);
}

function locateQueryOf({ literals }: Question, heard: Heard, catalog: Catalog): LocateQuery {
  const families = familiesOf(heard);
  return locateQuery.parse({
    families,
    modes: heard.ids('mode'),
    ...partsOf(heard, families, catalog),
    logs: [...new Set([...literals.logs, ...heard.ids('log')])].slice(0, 6),
    scripts: heard.of('scripts').length > 0,
    engines: heard.ids('engine'),
    platforms: heard.ids('platform').slice(0, 4),
    highPriorityOnly: heard.intends('high-priority'),
    programOnly: heard.intends('program-log'),
    date: literals.date,
    host: literals.host?.slice(0, 120),
    keyword: literals.keyword?.slice(0, 100),
  });
}

/** Hints count only where no stage was named outright. */
function familiesOf(heard: Heard): LocateQuery['families'] {
  const stages = heard.of('stage');
  const named = stages.filter((stage) => !stage.isHint);
  return [...new Set((named.length > 0 ? named : stages).map((stage) => stage.id))];
}

type Parts = Pick<LocateQuery, 'modules' | 'components' | 'roles'>;

/** "linux" means the Linux agent only beside "agent", or where no module was named; a role counts only without modules. */
function partsOf(heard: Heard, families: LocateQuery['families'], catalog: Catalog): Parts {
  const modules = heard.of('module');
  const named = modules.filter((module) => !module.isImplied).map((module) => module.id);
  const implied = modules.filter((module) => module.isImplied && logsAt(module.id, families, catalog)).map((module) => module.id);
  const groups = heard
    .ids('component')
    .map((id) => byId(catalog.components, id))
    .filter((group) => !group.partOf?.some((family) => families.includes(family)))
    .filter((group) => !group.modules.some((id) => named.includes(id)));
  const meant = groups.flatMap((group) => group.modules.filter((id) => implied.includes(id)));
  const components = groups.filter((group) => !group.modules.some((id) => implied.includes(id))).map((group) => group.id);
  const isUnnamed = named.length + groups.length === 0;
  const all = [...new Set(isUnnamed ? implied : [...named, ...meant])].slice(0, 6);
  return { modules: all, components, roles: all.length + components.length > 0 ? [] : heard.ids('role') };
}

/** Does a module log at any of the stages? An operating system named beside another stage is only a circumstance. */
function logsAt(module: string, families: LocateQuery['families'], catalog: Catalog): boolean {
  const stages = families.flatMap((id) => stagesOf(byId(catalog.families, id)));
  return stages.length === 0 || catalog.rows.some((row) => row.log.module === module && stages.includes(row.stage));
}

/** Is a place named, and asked for? Small talk may hold a word of ours. */
function namesPlace(query: LocateQuery, heard: Heard, { coverage, isForeign }: Question): boolean {
  const asks = (['log', 'where', 'trouble', 'how-to', 'high-priority'] as const).some(heard.intends);
  const isOurs = query.logs.length > 0 || query.scripts || query.modules.some((module) => !isGenericModule(module, heard));
  if (isOurs) return true;
  if (isForeign || !(asks || coverage >= 0.5)) return false;
  if (namesLog(query)) return true;
  if (heard.of('stage').some((stage) => !stage.isHint)) return true;
  const isVague = query.families.length + query.modes.length + query.roles.length > 0;
  return isVague && (['log', 'trouble', 'how-to', 'high-priority'] as const).some(heard.intends);
}

function isGenericModule(id: string, heard: Heard): boolean {
  return heard.of('module').some((module) => module.id === id && isGeneric(module));
}

/** Does the query name a module or a log, not just a stage? */
function namesLog(query: LocateQuery): boolean {
  return query.modules.length + query.components.length + query.logs.length > 0 || query.scripts;
}

function asPlaybook(heard: Heard, query: LocateQuery, catalog: Catalog): Command | undefined {
  const asksForLog = heard.intends('log') || heard.intends('high-priority');
  const isPlaced = namesLog(query);
  const playbooks = heard.of('playbook');
  const named = playbooks.find((playbook) => !playbook.isHint);
  if (named && !isPlaced) return { name: 'playbook', playbook: named.id };
  const wantsSteps = heard.intends('playbook');
  if (asksForLog || query.logs.length > 0 || !(wantsSteps || heard.intends('how-to'))) return undefined;
  const hinted = playbooks.find((hint) => {
    const { stages } = byId(catalog.playbooks, hint.id);
    return wantsSteps || query.families.every((family) => hint.id === 'installation' && stages.includes(family));
  });
  if (hinted && (wantsSteps || !isPlaced)) return { name: 'playbook', playbook: hinted.id };
  if (!wantsSteps || isPlaced) return undefined;
  const forStage = catalog.playbooks.find(({ stages }) => query.families.some((family) => stages.includes(family)));
  return { name: 'playbook', playbook: forStage?.id };
}

/** A question about platforms: one is named, or several of the matrix's columns are, and no log is asked for. */
function asPlatform(heard: Heard, query: LocateQuery): Command | undefined {
  const explicit = heard.of('module').some((module) => !module.isImplied) || heard.of('component').length > 0;
  const stages = query.families.filter((family) => family !== 'image');
  const isFact = heard.intends('platform-fact') || heard.of('image-type').length > 0;
  const isFactAsked = isFact && heard.of('platform').length > 0 && !heard.intends('trouble');
  if (heard.intends('log') || query.scripts || query.logs.length > 0 || explicit) return undefined;
  if (stages.length > 0 && !isFactAsked) return undefined;
  const filters = platformQuery.parse({
    platforms: heard.ids('platform').slice(0, 6),
    engines: heard.ids('engine'),
    storages: heard.ids('mode').filter((mode) => mode !== 'general'),
    imageTypes: heard.ids('image-type'),
    imageBuilds: heard.ids('image-build'),
    owners: heard.ids('owner'),
  });
  const columns = [filters.engines, filters.storages, filters.imageTypes, filters.imageBuilds].filter((column) => column.length > 0).length;
  const isAbout =
    filters.platforms.length + filters.owners.length > 0 ||
    heard.intends('platform') ||
    columns + (heard.intends('platform-fact') ? 1 : 0) > 1;
  return isAbout ? { name: 'platform', query: filters } : undefined;
}
