import { knownCase } from './known-case';
import type { Run } from './run';

/** A person says that a case was it: kept, so that the knowledge shows what helps. */
export const solved: Run<'solved'> = ({ known }, { catalog, locale, record }) => {
  const { id, title } = knownCase(known, catalog.cases);
  record({ kind: 'feedback', says: 'solved', case: id });
  const thanks = { en: 'Noted as solved', zh: '已记录为已解决' };
  return {
    kind: 'reply',
    title: `${thanks[locale]}${locale === 'zh' ? '：' : ': '}${title[locale]}`,
    blocks: [],
    data: { solved: id },
  };
};
