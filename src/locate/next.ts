import { encode, locateQuery, type Command, type LocateQuery } from '../command';
import { byId, partsOf } from '../knowledge/catalog';
import type { EngineId, FamilyId, ModeId } from '../knowledge/schema';
import type { Text } from '../language';
import type { Button } from '../reply';
import type { Wording } from './entries';
import { shortName } from './names';
import type { Places } from './selection';

/** Most buttons below an answer: what fits one row on every platform. */
const mostButtons = 5;

/** The obvious next questions: what would narrow the answer first, then what widens it. */
export function nextButtons(places: Places, wording: Wording): Button[] {
  return [...narrowing(places, wording), ...widening(places, wording), ...guides(places, wording)].slice(
    0,
    mostButtons,
  );
}

function narrowing({ open }: Places, wording: Wording): Button[] {
  const { query, catalog, locale } = wording;
  if (!open) return [];
  return open.options.map((option) => {
    switch (open.question) {
      case 'storage-mode':
        return locate(
          capital(byId(catalog.modes, option).name),
          { ...query, modes: [option as ModeId] },
          locale,
        );
      case 'stage':
        return locate(
          byId(catalog.families, option).name,
          { ...query, families: [option as FamilyId] },
          locale,
        );
      case 'engine':
        return locate(
          capital(byId(catalog.engines, option).name),
          { ...query, engines: [option as EngineId] },
          locale,
        );
    }
  });
}

function widening({ stages, modules }: Places, { query, catalog, locale }: Wording): Button[] {
  const given = { date: query.date, host: query.host, keyword: query.keyword };
  const families = [...new Set(stages.map((stage) => partsOf(stage).family))];
  const ofStages = locateQuery.parse({ families, modes: query.modes, ...given });
  const ofModule = locateQuery.parse({ modules: modules.slice(0, 1), ...given });
  const name = modules
    .slice(0, 1)
    .map((id) => shortName(id, catalog))
    .join('');
  const runsScripts = catalog.modules.some(
    (module) => module.runsScripts === true && modules.includes(module.id),
  );
  const isNarrowed = modules.length + query.roles.length > 0;
  const all =
    families.length === 1
      ? { en: 'All logs of the stage', zh: '该阶段全部日志' }
      : { en: 'All logs of these stages', zh: '这些阶段全部日志' };
  return [
    ...(isNarrowed && families.length > 0 ? [locate(all, ofStages, locale)] : []),
    ...(modules.length === 1 && families.length > 0
      ? [locate({ en: `All of ${name}`, zh: `${name} 的全部日志` }, ofModule, locale)]
      : []),
    ...(runsScripts
      ? [
          locate(
            { en: 'Script logs', zh: '前后置脚本日志' },
            locateQuery.parse({ scripts: 'any', ...given }),
            locale,
          ),
        ]
      : []),
  ];
}

/** The playbooks that help at the stages asked for, when no single module was. */
function guides({ stages, modules }: Places, { catalog, locale }: Wording): Button[] {
  if (modules.length > 0) return [];
  const families = new Set(stages.map((stage) => partsOf(stage).family));
  return catalog.playbooks
    .filter((playbook) => playbook.stages.some((stage) => families.has(stage)))
    .map(({ id, title }) => button(title, { name: 'playbook', playbook: id }, locale));
}

function capital({ en, zh }: Text): Text {
  return { en: en.charAt(0).toUpperCase() + en.slice(1), zh };
}

function locate(label: Text, query: LocateQuery, locale: Wording['locale']): Button {
  return button(label, { name: 'locate', query }, locale);
}

function button(label: Text, command: Command, locale: Wording['locale']): Button {
  return { label: label[locale], payload: encode(command, locale), opens: 'reply' };
}
