import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/knowledge';

test('docs/errors.md has one heading for each error code, and no other', () => {
  const source = readFileSync(join(projectFolder, 'src/errors.ts'), 'utf8');
  const union = /export type ErrorCode =([^;]+);/.exec(source)?.[1] ?? '';
  const codes = [...union.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]);
  const headings = [
    ...readFileSync(join(projectFolder, 'docs/errors.md'), 'utf8').matchAll(/^## ([a-z-]+)$/gm),
  ].map((match) => match[1]);
  expect(codes.length).toBeGreaterThan(0);
  expect(headings).toEqual(codes);
});
