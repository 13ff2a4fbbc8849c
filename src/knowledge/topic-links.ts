import type { Catalog } from './catalog';
import type { Topic } from './schema';

/** The topics that name a case, a log or a playbook: what is linked is linked both ways. */
export function topicsNaming(kind: 'cases' | 'logs' | 'playbooks', id: string, { topics }: Catalog): Topic[] {
  return topics.filter((topic) => topic[kind]?.includes(id) === true);
}
