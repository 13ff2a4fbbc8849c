import { z } from 'zod';
import { caseFile } from './case-schema';
import { conceptsFile, topicsFile } from './topic-schema';
import { id, named, references, stageIds, text, word, words } from './schema-parts';

export { stageIds } from './schema-parts';

/*
 * The one definition of the knowledge files: types, editors' JSON Schema (knowledge/schema/) and error messages
 * all come from here. One schema a file kind; `fileKinds` says which file is which.
 */

export const familyIds = ['install', 'image', 'sync', 'boot', 'cleanup', 'monitor'] as const;
export const modeIds = ['block', 'object', 'general'] as const;
export const roleIds = ['console', 'sync-proxy', 'linux-agent', 'windows-agent', 'gateway'] as const;
export const scriptKinds = ['pre', 'post'] as const;
export const engineIds = ['v1', 'v2'] as const;
export const imageTypeIds = ['linux', 'linux-uefi', 'windows', 'windows-uefi'] as const;
export const imageBuildIds = ['host', 'object-storage', 'direct'] as const;
export const intentIds = [
  'help',
  'log',
  'high-priority',
  'program-log',
  'install-log',
  'platform',
  'platform-fact',
  'playbook',
  'how-to',
  'trouble',
  'healthy',
  'pending',
  'several',
  'where',
] as const;

/** What a log without a file is called in place of its path: the installer's output on the terminal. */
export const terminalOutput = 'Terminal Output Message';

export const stagesFile = z.strictObject({
  modes: z.array(z.strictObject({ id: z.enum(modeIds), ...named })),
  stages: z.array(
    z.strictObject({
      id: z.enum(familyIds),
      ...named,
      modes: z.array(z.enum(modeIds)),
      hints: words,
      references,
    }),
  ),
});

export const modulesFile = z.strictObject({
  roles: z.array(z.strictObject({ id: z.enum(roleIds), ...named })),
  modules: z.array(
    z.strictObject({
      id,
      ...named,
      category: text,
      role: z.enum(roleIds),
      description: text,
      /** It runs the pre- and post-scripts, whose log the engine generation decides. */
      runsScripts: z.literal(true).optional(),
      /** Words that mean this module only where nothing else explains them ("linux"). */
      implied: words.optional(),
      /** No document names a log of it; every other module has a file in logs/. */
      undocumented: z.literal(true).optional(),
      /** Beside these stages the name belongs to the stage's own ("create the cloud sync gateway"). */
      partOf: z.array(z.enum(familyIds)).optional(),
      references,
    }),
  ),
  components: z.array(
    z.strictObject({
      id,
      ...named,
      modules: z.array(id).min(1),
      partOf: z.array(z.enum(familyIds)).optional(),
    }),
  ),
  undocumented: z.strictObject({ pattern: z.string().includes('<module>'), references }),
});

export const logsFile = z.strictObject({
  module: id,
  logs: z.array(
    z.strictObject({
      id,
      source: z.string().min(1),
      component: z.string().min(1),
      role: z.enum(roleIds),
      kind: z.enum(['program', 'install']),
      path: z.string().min(1),
      aliases: words.optional(),
      /** What the log holds, where its name does not say. */
      purpose: text.optional(),
      rotation: text.optional(),
      /** What to check on the node before reading the log. */
      check: text.optional(),
      corrections: z
        .array(
          z.strictObject({
            documented: z.string().min(1),
            en: z.string(),
            zh: z.string(),
            reference: z.string(),
          }),
        )
        .optional(),
      /** The stage table's rows; empty for a log the table lacks. */
      stages: z.array(z.strictObject({ id: z.enum(stageIds), highPriority: z.literal(true).optional() })),
      references,
    }),
  ),
});

export const platformsFile = z.strictObject({
  references,
  engines: z.array(z.strictObject({ id: z.enum(engineIds), ...named, scriptLog: id })),
  scripts: z.strictObject({
    aliases: words,
    /** Pre and post, each with the words that stand in the log when it ran. */
    kinds: z.array(z.strictObject({ id: z.enum(scriptKinds), marker: word, aliases: words })),
    stage: z.enum(familyIds),
    references,
  }),
  imageTypes: z.array(z.strictObject({ id: z.enum(imageTypeIds), ...named })),
  imageBuilds: z.array(z.strictObject({ id: z.enum(imageBuildIds), ...named })),
  platforms: z.array(
    z.strictObject({
      id,
      number: z.int().positive(),
      ...named,
      rows: z
        .array(
          z.strictObject({
            engine: z.enum(engineIds),
            storage: z.enum(['block', 'object']),
            imageBuild: z.enum(imageBuildIds),
            imageTypes: z.array(z.enum(imageTypeIds)).min(1),
            owner: z.string().min(1),
          }),
        )
        .min(1),
    }),
  ),
});

export const playbookFile = z.strictObject({
  id,
  title: text,
  aliases: words.min(1),
  hints: words,
  /** The stages whose questions this playbook also helps with. */
  stages: z.array(z.enum(familyIds)),
  steps: z
    .array(
      z.strictObject({
        id,
        text,
        commands: z.array(z.string().min(1)).optional(),
        options: z.array(z.strictObject({ to: id, label: text })).optional(),
        outcome: z.enum(['resolved', 'unresolved']).optional(),
        /** What the documents say about it, by topic. */
        topics: z.array(id).optional(),
      }),
    )
    .min(1),
  references,
});

export const wordsFile = z.strictObject({
  intents: z.array(z.strictObject({ id: z.enum(intentIds), aliases: words.min(1) })),
  neutral: words,
  /** Other products: a question that names one, and nothing that is only ours, is not for us. */
  foreign: words,
  /** What runs beneath ours: only a generic word right behind such a name ("docker image") is not ours. */
  infrastructure: words,
  /** Characters of one syllable, as input methods mix them up. */
  homophones: words,
  /** Pairs of characters: each odd one is read as the one after it. */
  variants: z.string(),
  /** English words that look like a misspelt name but are none. */
  ordinary: words,
});

export const sourcesFile = z.strictObject({
  sources: z.array(z.strictObject({ id: z.string().min(1), title: text, url: z.url().optional() })),
});

/** Each kind of knowledge file: its schema, and the paths below knowledge/ it is found at. */
export const fileKinds = {
  stages: { schema: stagesFile, path: /^stages\.yaml$/ },
  modules: { schema: modulesFile, path: /^modules\.yaml$/ },
  logs: { schema: logsFile, path: /^logs\/[^/]+\.yaml$/ },
  platforms: { schema: platformsFile, path: /^platforms\.yaml$/ },
  playbook: { schema: playbookFile, path: /^playbooks\/[^/]+\.yaml$/ },
  case: { schema: caseFile, path: /^cases\/[^/]+\/[^/]+\.yaml$/ },
  topics: { schema: topicsFile, path: /^topics\/[^/]+\.yaml$/ },
  concepts: { schema: conceptsFile, path: /^concepts\.yaml$/ },
  words: { schema: wordsFile, path: /^words\.yaml$/ },
  sources: { schema: sourcesFile, path: /^sources\.yaml$/ },
} as const;
export type FileKind = keyof typeof fileKinds;
export type FileOf<Kind extends FileKind> = z.infer<(typeof fileKinds)[Kind]['schema']>;

export type FamilyId = (typeof familyIds)[number];
export type ModeId = (typeof modeIds)[number];
export type StageId = (typeof stageIds)[number];
export type RoleId = (typeof roleIds)[number];
export type EngineId = (typeof engineIds)[number];
export type ImageTypeId = (typeof imageTypeIds)[number];
export type ImageBuildId = (typeof imageBuildIds)[number];
export type IntentId = (typeof intentIds)[number];
export type Family = FileOf<'stages'>['stages'][number];
export type Mode = FileOf<'stages'>['modes'][number];
export type Module = FileOf<'modules'>['modules'][number];
export type Log = FileOf<'logs'>['logs'][number] & { readonly module: string };
export type Platform = FileOf<'platforms'>['platforms'][number];
export type PlatformRow = Platform['rows'][number];
export type Playbook = FileOf<'playbook'>;
export type KnownCase = FileOf<'case'>;
/** A topic, with the source it stands in. */
export type Topic = Omit<FileOf<'topics'>['topics'][number], 'source'> & { readonly source: string };
