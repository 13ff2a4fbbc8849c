import type { Rule } from '../rule';

export const logsAreThere: Rule = {
  name: 'logs-are-there',
  description: 'every module has a file in logs/, unless it is marked as undocumented',
  *check({ modules, logs }) {
    const named = new Set(logs.map((document) => document.value.module));
    for (const [index, { id, undocumented }] of modules.value.modules.entries()) {
      const path = ['modules', index, 'id'];
      if (!undocumented && !named.has(id))
        yield { document: modules, path, message: `expected logs/${id}.yaml, found none` };
      if (undocumented && named.has(id))
        yield {
          document: modules,
          path,
          message: `expected no logs/${id}.yaml for an undocumented module, found one`,
        };
    }
  },
};
