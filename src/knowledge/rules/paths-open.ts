import type { Rule } from '../rule';
import { terminalOutput, type RoleId } from '../schema';

const placeholder = /<[^<>]*>/g;
/** The placeholders that an answer knows how to fill (see fill.ts). */
const placeholders = ['<YYYY-MM-DD>', '<YYYYMMDD>', '<host>', '<UUID>'];

export const pathsOpen: Rule = {
  name: 'paths-open',
  description:
    'a path is absolute, of its system, correctly spelt, outside config folders, with known placeholders',
  *check({ logs }) {
    for (const document of logs)
      for (const [index, log] of document.value.logs.entries()) {
        const message = fault(log.path, log.role);
        if (message) yield { document, path: ['logs', index, 'path'], message };
      }
  },
};

function fault(path: string, role: RoleId): string | undefined {
  if (path === terminalOutput) return undefined;
  const absolute = role === 'windows-agent' ? /^[A-Z]:\\[^/]+$/ : /^\/[^\\]+$/;
  if (!absolute.test(path)) return `expected an absolute path for the role ${role}, found "${path}"`;
  if (/Files\(x86\)/.test(path)) return 'expected "Program Files (x86)" with its space';
  if (/[\\/]config[\\/]/i.test(path))
    return 'expected a log, found a path below a config folder: those hold credentials';
  const unknown = path.match(placeholder)?.find((each) => !placeholders.includes(each));
  return unknown && `expected one of ${placeholders.join(' ')}, found ${unknown}`;
}
