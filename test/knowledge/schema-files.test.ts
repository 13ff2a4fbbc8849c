import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../../src/knowledge/json-schema';
import { knowledgeFolder } from '../support/knowledge';

test.each(jsonSchemas())(
  'knowledge/schema/$name is what the schema generates (npm run schema)',
  ({ name, content }) => {
    expect(readFileSync(join(knowledgeFolder, 'schema', name), 'utf8')).toBe(content);
  },
);
