import type { Run } from './run';

/** Ends a search that is still going on. */
export const cancel: Run<'cancel'> = ({ run }, { runs, locale }) => {
  const isCanceled = runs.cancel(run);
  const told = isCanceled
    ? { en: 'Canceled. Nothing goes on on the nodes.', zh: '已取消，节点上不再有任何操作。' }
    : {
        en: 'That search is no longer running. Ask again to repeat it.',
        zh: '该搜索已不在运行，如需请重新搜索。',
      };
  return { kind: 'reply', title: told[locale], blocks: [], data: { canceled: isCanceled } };
};
