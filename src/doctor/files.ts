import { findingsIn } from '../config/findings';
import type { LoadedConfig } from '../config';
import type { Problem } from '../document';
import { loadKnowledge, type Folders } from '../knowledge/load';
import { checksOf, type Check } from '../ports';

/** What is wrong with the configuration, a line each; or that nothing is. */
export function checkConfiguration(loaded: LoadedConfig): Check[] {
  const { ok, warn, fail } = checksOf('configuration');
  if ('problems' in loaded) return loaded.problems.map((problem) => fail(...told(problem)));
  const { problems, warnings } = findingsIn(loaded);
  const from = loaded.path ?? 'no file, all defaults';
  if (problems.length + warnings.length === 0) return [ok(from, loaded.path ?? '没有配置文件，全部为默认值')];
  return [
    ...problems.map((problem) => fail(...told(problem))),
    ...warnings.map((problem) => warn(...told(problem))),
  ];
}

/** A problem as both languages read it: they name keys and values. */
function told({ file, line, message, tip = '' }: Problem): [found: Said, advice: Said] {
  const place = line > 0 ? `${file}:${line}: ` : file === '' ? '' : `${file}: `;
  return [both(place + message), both(tip)];
}
type Said = Check['found'];
const both = (text: string): Said => ({ en: text, zh: text });

/** The knowledge as it lies on the disk now, which a running process may have refused. */
export function checkKnowledge(folders: Folders): Check[] {
  const { ok, fail } = checksOf('knowledge');
  const loaded = loadKnowledge(folders);
  if ('problems' in loaded)
    return [
      fail(
        {
          en: `${loaded.problems.length} problems; the last good version answers`,
          zh: `${loaded.problems.length} 个问题；仍使用上一个正确版本`,
        },
        { en: 'sherlog knowledge lint', zh: 'sherlog knowledge lint' },
      ),
    ];
  const { cases, topics, modules } = loaded.catalog;
  return [
    ok(
      `${modules.length} modules, ${cases.length} cases, ${topics.length} topics, no problems`,
      `${modules.length} 个模块、${cases.length} 个案例、${topics.length} 个主题，没有问题`,
    ),
  ];
}
