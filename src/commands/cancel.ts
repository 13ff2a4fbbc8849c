import { searchAgain } from '../search/cut-off';
import { scopeOf } from '../investigation/happened';
import { runOf } from '../runs';
import { openNodes } from '../search/nodes';
import type { Run } from './run';

/** Ends a search that is still going on; one that is not any more can be repeated. */
export const cancel: Run<'cancel'> = async ({ run }, context) => {
  const { cancelRun, store, thread, locale } = context;
  // Who may search may end a search of the thread.
  if (context.nodes.length > 0) openNodes(context);
  if (cancelRun(run)) {
    const told = { en: 'Canceled. Nothing goes on on the nodes.', zh: '已取消，节点上不再有任何操作。' };
    return { kind: 'reply', title: told[locale], blocks: [], data: { canceled: true } };
  }
  const kept = await store.read('run', run).catch(() => undefined);
  const isOwn = kept?.scope === scopeOf(thread);
  const gone = { en: 'That search is no longer running.', zh: '该搜索已不在运行。' }[locale];
  return {
    kind: 'reply',
    title: gone,
    blocks: kept && isOwn ? [searchAgain(runOf(kept).command, locale)] : [],
    data: { canceled: false },
  };
};
