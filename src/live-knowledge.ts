import { join } from 'node:path';
import type { FSWatcher } from 'chokidar';
import type { Problem } from './document';
import { caseIndexOf, type CaseIndex } from './diagnose';
import { lexiconOf, type Lexicon } from './match/lexicon';
import type { Catalog } from './knowledge/catalog';
import { loadKnowledge, type Folders } from './knowledge/load';
import { loadWithSnapshot } from './knowledge/snapshot';
import { readTopicModel, topicIndexOf, type TopicIndex } from './topics';

/** What was learned from the topics' ways of asking, in the folder of the knowledge. */
export const learnedFile = join('topics', 'learned.json');

/** The knowledge as it is asked: the files, and their words made findable. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly lexicon: Lexicon;
  /** The known cases, made ready at their first use: only pastes need it. */
  readonly caseIndex: () => CaseIndex;
  /** The topics, made ready at their first use. */
  readonly topicIndex: () => TopicIndex;
}

export type Opened = { readonly knowledge: Knowledge } | { readonly problems: readonly Problem[] };

/**
 * Reads knowledge, ready to answer from, or every problem in it. A snapshot of the built-in folder makes that faster
 * where there is no further one.
 */
export function openKnowledge(folders: Folders, snapshotFile?: string): Opened {
  const loaded =
    snapshotFile === undefined || folders.length > 1
      ? loadKnowledge(folders)
      : loadWithSnapshot(folders[0], snapshotFile);
  if ('problems' in loaded) return loaded;
  return {
    knowledge: {
      catalog: loaded.catalog,
      lexicon: lexiconOf(loaded.catalog),
      caseIndex: once(() => caseIndexOf(loaded.catalog.cases)),
      topicIndex: once(() =>
        topicIndexOf(
          loaded.catalog.topics,
          loaded.catalog.concepts,
          readTopicModel(join(folders[0], learnedFile)),
        ),
      ),
    },
  };
}

/** Told after each reload: the problems that kept the last good version, or none. */
export type Report = (problems: readonly Problem[]) => void;

/** Knowledge that follows its files. */
export interface LiveKnowledge {
  current(): Knowledge;
  /** Watches the folders: a good version replaces the current one, a bad one changes nothing; either is reported. */
  watch(report: Report): Promise<void>;
  close(): Promise<void>;
}

/** Editors save in several steps; a reload waits until the files have been still for this long, in milliseconds. */
const stillMs = 200;

export function liveKnowledge(folders: Folders, first: Knowledge): LiveKnowledge {
  let knowledge = first;
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const reload = (report: Report) => {
    const opened = reopen(folders);
    if ('knowledge' in opened) knowledge = opened.knowledge;
    report('problems' in opened ? opened.problems : []);
  };
  return {
    current: () => knowledge,
    async watch(report) {
      const { watch } = await import('chokidar');
      if (isClosed) return;
      watcher = watch([...folders], { ignoreInitial: true }).on('all', () => {
        clearTimeout(timer);
        timer = setTimeout(reload, stillMs, report);
      });
      await new Promise<void>((resolve) => watcher?.once('ready', resolve));
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await watcher?.close();
    },
  };
}

/** A file can vanish while it is read: that is a problem to report, like any other. */
function reopen(folders: Folders): Opened {
  try {
    return openKnowledge(folders);
  } catch (error) {
    const message = `expected readable knowledge files, found: ${error instanceof Error ? error.message : String(error)}`;
    return { problems: [{ file: folders[0], line: 1, message }] };
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
