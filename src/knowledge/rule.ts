import type { Document, Path } from '../document';
import type { KnowledgeValues } from './catalog';

/** The knowledge files as read: one document of each single kind, a list of each repeated kind. */
export type KnowledgeFiles = {
  readonly [Key in keyof KnowledgeValues]: KnowledgeValues[Key] extends readonly (infer Value)[]
    ? readonly Document<Value>[]
    : Document<KnowledgeValues[Key]>;
};

/** What a rule found: where in which document, and what was expected. */
export interface Finding {
  readonly document: { readonly file: string; lineOf(path: Path): number };
  readonly path: Path;
  readonly message: string;
  readonly tip?: string;
}

/** One lint rule: what a schema cannot say. One rule a file, in rules/. */
export interface Rule {
  readonly name: string;
  readonly description: string;
  check(files: KnowledgeFiles): Iterable<Finding>;
}
