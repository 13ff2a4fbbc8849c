import type { Rule } from '../rule';

export const fileNamesAgree: Rule = {
  name: 'file-names-agree',
  description: 'logs/<module>.yaml and playbooks/<id>.yaml are named for what they hold',
  *check({ logs, playbooks }) {
    const named = [
      ...logs.map((document) => ({ document, key: 'module', folder: 'logs', id: document.value.module })),
      ...playbooks.map((document) => ({ document, key: 'id', folder: 'playbooks', id: document.value.id })),
    ];
    for (const { document, key, folder, id } of named) {
      const expected = `${folder}/${id}.yaml`;
      if (document.file !== expected)
        yield {
          document,
          path: [key],
          message: `expected the file to be ${expected}, found ${document.file}`,
        };
    }
  },
};
