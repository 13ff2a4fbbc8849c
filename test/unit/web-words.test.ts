import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/knowledge';

/* The page's own words, and what it may do with what it is sent. */

const folder = join(projectFolder, 'deploy', 'web');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));

test('every word of the page is there in both languages, and is said somewhere', () => {
  const [en = '', zh = ''] = read('words.js')
    .split(/^ {2}(?:en|zh): \{$/m)
    .slice(1);
  const wordsOf = (part: string) => [...part.matchAll(/^ {4}(\w+):/gm)].map((match) => match[1] ?? '');
  expect(wordsOf(zh)).toEqual(wordsOf(en));
  const page = [...scripts.filter((name) => name !== 'words.js'), 'index.html'].map(read).join('\n');
  const unsaid = wordsOf(en).filter((word) => !new RegExp(`['"]${word}['"]|\\b${word}:`).test(page));
  expect(unsaid).toEqual([]);
});

test('nothing that the page is sent becomes markup, code or style', () => {
  for (const name of scripts)
    expect(read(name)).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|DOMParser|\.style\.cssText/,
    );
  expect(read('index.html')).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|https?:\/\//);
});
