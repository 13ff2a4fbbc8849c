import type { Command, LocateQuery } from '../command';
import { byId, type Catalog } from '../knowledge/catalog';
import { asksForLog, type Heard } from './heard';
import { namesLog } from './locate';

/** A question that wants to be led, which its whole manner may say (`isAsked`): a playbook is named, or steps are asked for beside a word that hints at one. */
export function asPlaybook(
  heard: Heard,
  query: LocateQuery,
  catalog: Catalog,
  isAsked = false,
): Command | undefined {
  const isPlaced = namesLog(query);
  const playbooks = heard.of('playbook');
  const named = playbooks.find((playbook) => !playbook.isHint);
  if (named && !isPlaced) return { name: 'playbook', playbook: named.id };
  const wantsSteps = isAsked || heard.intends('playbook');
  if (!isAsked && (asksForLog(heard, query) || !(wantsSteps || heard.intends('how-to')))) return undefined;
  const hinted = playbooks.find((hint) => {
    const { stages } = byId(catalog.playbooks, hint.id);
    return (
      wantsSteps || query.families.every((family) => hint.id === 'installation' && stages.includes(family))
    );
  });
  if (hinted && (wantsSteps || !isPlaced)) return { name: 'playbook', playbook: hinted.id };
  if (!wantsSteps || (isPlaced && !isAsked)) return undefined;
  const forStage = catalog.playbooks.find(({ stages }) =>
    query.families.some((family) => stages.includes(family)),
  );
  return { name: 'playbook', playbook: forStage?.id };
}
