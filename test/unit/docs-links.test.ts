import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectFolder } from '../support/knowledge';

/* Every relative link of every document leads to a file of the repository, and to a heading in it. */

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.md'], {
  cwd: projectFolder,
  encoding: 'utf8',
});
const documents = listed.split('\n').filter((name) => name !== '' && existsSync(join(projectFolder, name)));

/** A document without its code, where brackets mean nothing. */
function proseOf(name: string): string {
  const text = readFileSync(join(projectFolder, name), 'utf8');
  return text.replace(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '').replace(/(`+)[^`\n]*?\1/g, 'code');
}

function linksIn(name: string): string[] {
  const prose = proseOf(name);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const defined = [...prose.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)];
  return [...inline, ...defined]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));
}

/** The anchors of a document as GitHub makes them from headings. */
function anchorsIn(path: string): Set<string> {
  const text = readFileSync(path, 'utf8').replace(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '');
  const seen = new Map<string, number>();
  const slugs = [...text.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) => {
    const plain = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[`*]/g, '')
      .toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '').replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id);
  return new Set([...slugs, ...named]);
}

function problemOf(from: string, target: string): string | undefined {
  const [file = '', anchor] = target.split('#').map((part) => decodeURIComponent(part));
  const path = file === '' ? join(projectFolder, from) : join(projectFolder, dirname(from), file);
  if (relative(projectFolder, path).startsWith('..')) return `${from}: ${target} leads out of the repository`;
  if (!existsSync(path)) return `${from}: ${target} is not there`;
  if (anchor === undefined || anchor === '') return undefined;
  if (statSync(path).isDirectory() || !path.endsWith('.md')) return undefined;
  return anchorsIn(path).has(anchor) ? undefined : `${from}: no heading for ${target}`;
}

test('documents are found', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/slack.md']));
});

test.each(documents)('the links of %s', (name) => {
  expect(linksIn(name).flatMap((target) => problemOf(name, target) ?? [])).toEqual([]);
});

test('what is wrong is told', () => {
  expect(problemOf('README.md', 'docs/nowhere.md')).toContain('is not there');
  expect(problemOf('README.md', 'docs/slack.md#no-such-heading')).toContain('no heading');
  expect(problemOf('docs/slack.md', '../../out.md')).toContain('leads out');
  expect(problemOf('README.md', 'docs/slack.md#settings')).toBeUndefined();
});
