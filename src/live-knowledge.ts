import { join } from 'node:path';
import type { Problem } from './document';
import { caseIndexOf, type CaseIndex } from './diagnose';
import { lexiconOf, type Lexicon } from './match/lexicon';
import type { Catalog } from './knowledge/catalog';
import { loadKnowledge, type Folders } from './knowledge/load';
import { loadWithSnapshot } from './knowledge/snapshot';
import { watchFiles, type FileWatch } from './watch-files';
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

/** Knowledge that follows its files: a good version replaces the current one, a bad one changes nothing. */
export interface LiveKnowledge {
  current(): Knowledge;
  /** Reads the files again; the problems that kept the last good version. */
  reload(): readonly Problem[];
  /** Reloads whenever the files change, and reports. */
  watch(report: Report): Promise<void>;
  close(): Promise<void>;
}

export function liveKnowledge(folders: Folders, first: Knowledge): LiveKnowledge {
  let knowledge = first;
  let watching: FileWatch | undefined;
  const reload = () => {
    const opened = reopen(folders);
    if ('knowledge' in opened) knowledge = opened.knowledge;
    return 'problems' in opened ? opened.problems : [];
  };
  return {
    current: () => knowledge,
    reload,
    async watch(report) {
      watching = watchFiles(folders, () => report(reload()));
      await watching.start();
    },
    close: async () => watching?.close(),
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
