import { locateQuery, type LocateQuery } from '../command';
import { byId, stagesOf, type Catalog } from '../knowledge/catalog';
import { terminalOutput } from '../knowledge/schema';
import { isGeneric } from '../match/context';
import type { Question } from '../match/question';
import type { Heard } from './heard';

/** What a question asks about places; what it leaves open stays open. */
export function locateQueryOf({ literals }: Question, heard: Heard, catalog: Catalog): LocateQuery {
  const families = familiesOf(heard);
  return locateQuery.parse({
    families,
    // "Tell me in general": the word means the method only beside its stage.
    modes: heard.ids('mode').filter((mode) => mode !== 'general' || families.includes('image')),
    ...partsOf(heard, families, catalog),
    logs: narrowest(literals.logs, logsNamed(heard, catalog)).slice(0, 6),
    scripts:
      heard.ids('scripts').length === 1
        ? heard.ids('scripts')[0]
        : heard.ids('scripts').length > 1
          ? 'any'
          : undefined,
    engines: heard.ids('engine'),
    platforms: heard.ids('platform').slice(0, 4),
    highPriorityOnly: heard.intends('high-priority'),
    programOnly:
      heard.intends('program-log') && !heard.intends('install-log') && !namesTerminal(heard, catalog),
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

/** "The program log and the terminal output" of a module: both, so the output alone narrows nothing. */
function logsNamed(heard: Heard, catalog: Catalog): string[] {
  return namesTerminal(heard, catalog) && heard.intends('program-log') ? [] : heard.ids('log');
}

function namesTerminal(heard: Heard, catalog: Catalog): boolean {
  return heard.ids('log').some((id) => byId(catalog.logs, id).path === terminalOutput);
}

/** A folder names all of its logs; a log named beside it says which of them. */
function narrowest(written: readonly string[], named: readonly string[]): string[] {
  const both = written.filter((log) => named.includes(log));
  return [...new Set(both.length > 0 ? both : [...written, ...named])];
}

type Parts = Pick<LocateQuery, 'modules' | 'components' | 'roles'>;

/** "linux" means the Linux agent only beside "agent", or where no module was named; a role counts only without modules. */
function partsOf(heard: Heard, families: LocateQuery['families'], catalog: Catalog): Parts {
  const modules = [...heard.of('module'), ...heard.ids('role').flatMap((role) => impliedBy(role, catalog))];
  const isPartOf = ({ partOf }: { readonly partOf?: readonly string[] | undefined }) =>
    partOf?.some((family) => families.some((each) => each === family)) === true;
  const named = modules
    .filter((module) => !module.isImplied && !isPartOf(byId(catalog.modules, module.id)))
    .map((module) => module.id);
  const implied = modules
    .filter((module) => module.isImplied && logsAt(module.id, families, catalog))
    .map((module) => module.id);
  const groups = heard
    .ids('component')
    .map((id) => byId(catalog.components, id))
    .filter((group) => !isPartOf(group))
    .filter((group) => !group.modules.some((id) => named.includes(id)));
  const meant = groups.flatMap((group) => group.modules.filter((id) => implied.includes(id)));
  const components = groups
    .filter((group) => !group.modules.some((id) => implied.includes(id)))
    .map((group) => group.id);
  const isUnnamed = named.length + groups.length === 0 && heard.ids('role').length === 0;
  // "lin + win agent": of the group that one agent is named of, the others may be implied.
  const siblings = new Set(
    catalog.components
      .filter((group) => group.modules.some((id) => named.includes(id)))
      .flatMap((group) => group.modules),
  );
  const beside = implied.filter((id) => siblings.has(id));
  const all = [...new Set(isUnnamed ? implied : [...named, ...meant, ...beside])].slice(0, 6);
  return { modules: all, components, roles: all.length + components.length > 0 ? [] : heard.ids('role') };
}

/** "the Linux hosts": beside "agents" their agent is meant. */
function impliedBy(role: LocateQuery['roles'][number], catalog: Catalog) {
  const own = catalog.modules.filter((module) => module.role === role && module.implied !== undefined);
  return own.map(({ id }) => ({ kind: 'module' as const, id, isImplied: true }));
}

/** Does a module log at any of the stages? An operating system named beside another stage is only a circumstance. */
function logsAt(module: string, families: LocateQuery['families'], catalog: Catalog): boolean {
  const stages = families.flatMap((id) => stagesOf(byId(catalog.families, id)));
  return (
    stages.length === 0 || catalog.rows.some((row) => row.log.module === module && stages.includes(row.stage))
  );
}

/** Is a place named, and asked for? Small talk may hold a word of ours. */
export function namesPlace(query: LocateQuery, heard: Heard, { coverage, isForeign }: Question): boolean {
  const asks = (
    ['log', 'install-log', 'program-log', 'where', 'trouble', 'how-to', 'high-priority'] as const
  ).some(heard.intends);
  const isOurs =
    query.logs.length > 0 ||
    query.scripts !== undefined ||
    query.modules.some((module) => !isGenericModule(module, heard));
  if (isOurs) return true;
  if (isForeign || !(asks || coverage >= 0.5)) return false;
  if (namesLog(query)) return true;
  if (heard.of('stage').some((stage) => !stage.isHint)) return true;
  const isVague = query.families.length + query.modes.length + query.roles.length > 0;
  return (
    isVague && (['log', 'install-log', 'trouble', 'how-to', 'high-priority'] as const).some(heard.intends)
  );
}

function isGenericModule(id: string, heard: Heard): boolean {
  return heard.of('module').some((module) => module.id === id && isGeneric(module));
}

/** Does the query name a module or a log, not just a stage? */
export function namesLog(query: LocateQuery): boolean {
  return (
    query.modules.length + query.components.length + query.logs.length > 0 || query.scripts !== undefined
  );
}
