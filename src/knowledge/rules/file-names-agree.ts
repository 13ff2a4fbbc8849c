import type { Rule } from '../rule';

export const fileNamesAgree: Rule = {
  name: 'file-names-agree',
  description:
    'logs/<module>.yaml, playbooks/<id>.yaml, topics/<id>.yaml and cases/<area>/<id>.yaml are named for what they hold',
  *check({ logs, playbooks, cases, topics }) {
    const named = [
      ...logs.map((document) => ({ document, key: 'module', folder: 'logs', id: document.value.module })),
      ...cases.map((document) => ({
        document,
        key: 'id',
        folder: `cases/${document.value.area}`,
        id: document.value.id,
      })),
      ...playbooks.map((document) => ({ document, key: 'id', folder: 'playbooks', id: document.value.id })),
      ...topics.map((document) => ({ document, key: 'id', folder: 'topics', id: document.value.id })),
    ];
    for (const { document, key, folder, id } of named) {
      const expected = `${folder}/${id}.yaml`;
      if (document.file !== expected && !document.file.endsWith(`/${expected}`))
        yield {
          document,
          path: [key],
          message: `expected the file to be ${expected}, found ${document.file}`,
        };
    }
  },
};
