import type { Catalog } from '../knowledge/catalog';
import type { Text } from '../language';
import { nearestOf, type Nearest } from './closest';
import type { Meaning } from './meaning';
import { createPhrases, type Phrases } from './phrases';
import { anchorsOf, type Anchors } from './repair-han';
import { normalize, stem, tokenize, variantMap, type Token } from './text';

/** Every name and alias of the knowledge, ready to be found in a text. */
export interface Lexicon {
  readonly phrases: Phrases;
  /** Single Latin words worth repairing a typo to, at least four letters. */
  readonly words: readonly string[];
  /** Finds the words that a misspelt one may be. */
  readonly nearest: Nearest;
  /** Chinese phrases that name a place, at least two characters, by their characters. */
  readonly anchors: Anchors;
  /** Characters that sound alike, each by its syllable. */
  readonly syllables: ReadonlyMap<string, string>;
  /** Stems of words that are never a misspelling. */
  readonly ordinary: ReadonlySet<string>;
  tokens(text: string): Token[];
}

export function lexiconOf(catalog: Catalog): Lexicon {
  const variants = variantMap(catalog.words.variants);
  const tokens = (text: string) => tokenize(normalize(text, variants));
  const phrases = createPhrases();
  const words = new Set<string>();
  const hanPhrases = new Set<string>();
  for (const [alias, meaning] of termsOf(catalog)) {
    const parts = tokens(alias);
    if (parts.length === 0) continue;
    phrases.add(parts, meaning);
    if (!isPlace(meaning)) continue;
    for (const part of parts)
      if (/^[a-z]\w{3,}$/.test(part.text) || (meaning.kind === 'module' && part.text.length === 3))
        words.add(part.text);
    if (parts.length >= 2 && parts.every((part) => part.isHan))
      hanPhrases.add(parts.map((part) => part.text).join(''));
  }
  const syllables = new Map(
    catalog.words.homophones.flatMap((group) => [...group].map((character) => [character, group] as const)),
  );
  return {
    phrases,
    syllables,
    words: [...words],
    nearest: nearestOf([...words]),
    anchors: anchorsOf([...hanPhrases]),
    ordinary: new Set(catalog.words.ordinary.map(stem)),
    tokens,
  };
}

/** Meanings that narrow a question down; only their words are worth a repair. */
function isPlace(meaning: Meaning): boolean {
  if (meaning.kind === 'intent') return meaning.id === 'high-priority' || meaning.id === 'platform';
  return ['stage', 'mode', 'module', 'component', 'log', 'scripts', 'platform'].includes(meaning.kind);
}

type Term = readonly [alias: string, meaning: Meaning];

function* termsOf(catalog: Catalog): Iterable<Term> {
  yield* placeTerms(catalog);
  yield* platformTerms(catalog);
  for (const playbook of catalog.playbooks) {
    for (const alias of [playbook.title.en, playbook.title.zh, ...playbook.aliases])
      yield [alias, { kind: 'playbook', id: playbook.id, isHint: false }];
    for (const hint of playbook.hints) yield [hint, { kind: 'playbook', id: playbook.id, isHint: true }];
  }
  for (const { id, aliases } of catalog.words.intents) yield* each(aliases, { kind: 'intent', id });
  yield* each(catalog.words.neutral, { kind: 'neutral' });
  yield* each(catalog.words.foreign, { kind: 'foreign' });
  yield* each(catalog.words.infrastructure, { kind: 'infrastructure' });
}

/** Modules come first: of two names equally near a misspelt word, the first is taken. */
function* placeTerms(catalog: Catalog): Iterable<Term> {
  for (const module of catalog.modules) {
    yield* named(module, { kind: 'module', id: module.id, isImplied: false });
    yield [module.id, { kind: 'module', id: module.id, isImplied: false }];
    yield* each(module.implied ?? [], { kind: 'module', id: module.id, isImplied: true });
  }
  for (const family of catalog.families) {
    yield* named(family, { kind: 'stage', id: family.id, isHint: false });
    yield* each(family.hints, { kind: 'stage', id: family.id, isHint: true });
  }
  for (const mode of catalog.modes) yield* named(mode, { kind: 'mode', id: mode.id });
  for (const component of catalog.components)
    yield* named(component, { kind: 'component', id: component.id });
  for (const role of catalog.roles) yield* each(role.aliases, { kind: 'role', id: role.id });
  for (const log of catalog.logs) yield* each(log.aliases ?? [], { kind: 'log', id: log.id });
}

function* platformTerms(catalog: Catalog): Iterable<Term> {
  for (const platform of catalog.platforms) {
    yield* named(platform, { kind: 'platform', id: platform.id });
    for (const row of platform.rows) yield [row.owner, { kind: 'owner', id: row.owner }];
  }
  for (const engine of catalog.engines) yield* named(engine, { kind: 'engine', id: engine.id });
  for (const type of catalog.imageTypes) yield* named(type, { kind: 'image-type', id: type.id });
  for (const build of catalog.imageBuilds) yield* named(build, { kind: 'image-build', id: build.id });
  yield* each(catalog.scripts.aliases, { kind: 'scripts', id: 'any' });
  for (const { id, aliases } of catalog.scripts.kinds) yield* each(aliases, { kind: 'scripts', id });
}

function* named(
  entry: { readonly name: Text; readonly aliases: readonly string[] },
  meaning: Meaning,
): Iterable<Term> {
  yield* each(new Set([entry.name.en, entry.name.zh, ...entry.aliases]), meaning);
}

function* each(aliases: Iterable<string>, meaning: Meaning): Iterable<Term> {
  for (const alias of aliases) yield [alias, meaning];
}
