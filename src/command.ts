import { z } from 'zod';
import { BotError } from './errors';
import {
  engineIds,
  familyIds,
  imageBuildIds,
  imageTypeIds,
  modeIds,
  roleIds,
  scriptKinds,
} from './knowledge/schema';
import { locales, type Locale } from './language';
import { postWays } from './ports/tickets';

/*
 * Everything the bot can be told to do, as plain data. A question is parsed into a Command; a button carries one,
 * encoded. Every list is short and every text capped, so that any Command fits a button (held by a test).
 */

/** Largest encoded command, in bytes of UTF-8: what a button of every chat platform carries. */
export const maxPayloadBytes = 1_800;

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const ids = z.array(id).max(6).default([]);

const hostName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*$/)
  .max(120);
/** What a person asked about places; an empty list leaves that side open. */
export const locateQuery = z.strictObject({
  families: z.array(z.enum(familyIds)).max(6).default([]),
  modes: z.array(z.enum(modeIds)).max(3).default([]),
  modules: ids,
  /** Groups of modules asked for by one word ("atomy"). */
  components: ids,
  logs: ids,
  roles: z.array(z.enum(roleIds)).max(5).default([]),
  /** The log of pre- and post-scripts, which the engine generation decides. */
  scripts: z.enum([...scriptKinds, 'any']).optional(),
  engines: z.array(z.enum(engineIds)).max(2).default([]),
  platforms: z.array(id).max(4).default([]),
  highPriorityOnly: z.boolean().default(false),
  programOnly: z.boolean().default(false),
  /** Which module was asked for at which stage, where one text asks for several of both. */
  pairs: z
    .array(z.strictObject({ module: id, family: z.enum(familyIds) }))
    .max(6)
    .default([]),
  /** Fills the date placeholder, YYYY-MM-DD. */
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  /** Fills the host placeholder. */
  host: hostName.optional(),
  /** Text to search for, shown in the copy-ready line. */
  keyword: z.string().max(100).optional(),
});
export type LocateQuery = z.infer<typeof locateQuery>;

/** Filters of the driver matrix; a row must meet all of them. */
export const platformQuery = z.strictObject({
  platforms: z.array(id).max(6).default([]),
  engines: z.array(z.enum(engineIds)).max(2).default([]),
  storages: z.array(z.enum(modeIds)).max(2).default([]),
  imageTypes: z.array(z.enum(imageTypeIds)).max(4).default([]),
  imageBuilds: z.array(z.enum(imageBuildIds)).max(3).default([]),
  owners: z.array(z.string().max(20)).max(4).default([]),
});
export type PlatformQuery = z.infer<typeof platformQuery>;

/** Context and hits of a search that says nothing of them. */
export const defaultContext = 50;
export const defaultHits = 50;
/** Longest time as it is written, in characters. */
export const maxTimeLength = 40;
/** How far to each side of a time a search looks unless said, and at most, in seconds. */
export const defaultAround = 600;
export const maxAround = 7 * 86_400;

/** Where to search: nodes by name, or all of a site. */
const where = {
  nodes: z
    .array(z.string().regex(/^[\w.-]{1,63}$/))
    .max(4)
    .default([]),
  site: z
    .string()
    .regex(/^[\w.-]{1,63}$/)
    .optional(),
};
/** When: a time as it was written, and how far to each side of it, in seconds. */
const when = {
  at: z.string().max(maxTimeLength).optional(),
  around: z.int().min(1).max(maxAround).default(defaultAround),
};

/** What people say who want nothing. */
export const smallTalk = ['hello', 'thanks', 'bye', 'who', 'feeling', 'joke'] as const;

/** What help can be about alone. */
export const helpTopics = ['logs', 'diagnose', 'grep', 'trace', 'escalate'] as const;
export type HelpTopic = (typeof helpTopics)[number];

const draftNumber = z.int().min(1).max(1_000_000);
/** The version of a draft that a change was made from. */
const replaces = z.int().min(0).max(1_000_000);

export const commandSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('locate'), query: locateQuery }),
  z.strictObject({ name: z.literal('platform'), query: platformQuery }),
  /** A topic to show; without one, those that may be meant. */
  z.strictObject({ name: z.literal('topic'), topic: id.optional(), others: ids }),
  z.strictObject({ name: z.literal('small-talk'), about: z.enum(smallTalk) }),
  z.strictObject({ name: z.literal('playbook'), playbook: id.optional(), step: id.optional() }),
  /** The tree of a playbook, drawn. */
  z.strictObject({ name: z.literal('picture'), playbook: id }),
  z.strictObject({
    name: z.literal('diagnose'),
    /** The paste; it comes from a message or a file and never rides in a button. */
    text: z.string().optional(),
    /** A case to show, and those to offer after it. */
    known: id.optional(),
    others: ids,
    /** The case that a person says it is not. */
    notIt: id.optional(),
    keyword: z.string().max(100).optional(),
  }),
  z.strictObject({
    name: z.literal('grep'),
    /** One literal text, or a regular expression where the node allows it. */
    text: z.string().min(1).max(200),
    /** Logs by id; a path inside the roots. */
    logs: ids,
    path: z.string().max(160).optional(),
    ...where,
    ...when,
    /** Fills the host placeholder of a log's name. */
    host: hostName.optional(),
    /** How many rotated files back. */
    older: z.int().min(0).max(30).default(0),
    before: z.int().min(0).max(200).default(defaultContext),
    after: z.int().min(0).max(200).default(defaultContext),
    maxHits: z.int().min(1).max(200).default(defaultHits),
    isRegex: z.boolean().default(false),
    isCaseSensitive: z.boolean().default(false),
  }),
  /** Asks what to search where and when; what is known already stands in the form. */
  z.strictObject({
    name: z.literal('search-form'),
    text: z.string().max(200).optional(),
    logs: ids,
    ...where,
    ...when,
    before: z.int().min(0).max(200).default(defaultContext),
  }),
  z.strictObject({
    name: z.literal('trace'),
    /** A request id, or the id of what was worked on. */
    id: z.string().regex(/^[A-Za-z0-9][\w-]{5,79}$/),
    family: z.enum(familyIds).optional(),
    ...where,
    ...when,
  }),
  /** What was told, tried and found in the thread. */
  z.strictObject({ name: z.literal('summary') }),
  /** Opens the form of a ticket draft: the thread's, a named one, or a new one. */
  z.strictObject({ name: z.literal('escalate'), draft: draftNumber.optional() }),
  z.strictObject({ name: z.literal('save-draft'), draft: draftNumber.optional(), replaces }),
  z.strictObject({
    name: z.literal('draft'),
    draft: draftNumber,
    as: z.enum(['card', 'text', 'evidence']).default('card'),
  }),
  /** Asks for the ticket's number, and with it marks the draft as submitted. */
  z.strictObject({ name: z.literal('submit-draft'), draft: draftNumber, replaces }),
  z.strictObject({ name: z.literal('withdraw-draft'), draft: draftNumber, replaces }),
  /** A submitted or withdrawn draft is worked on again. */
  z.strictObject({ name: z.literal('reopen-draft'), draft: draftNumber, replaces }),
  /** Adds the logs around the failure to a draft's evidence. */
  z.strictObject({ name: z.literal('collect'), draft: draftNumber, ...where }),
  z.strictObject({ name: z.literal('send-draft'), draft: draftNumber, way: z.enum(postWays) }),
  z.strictObject({ name: z.literal('tickets') }),
  /** Ends a search that somebody started. */
  z.strictObject({ name: z.literal('cancel'), run: z.string().regex(/^[\w-]{1,40}$/) }),
  /** A person says that this case was it, and is over. */
  z.strictObject({ name: z.literal('solved'), known: id }),
  /** Shows to all what only the asker saw, kept under a key. */
  z.strictObject({ name: z.literal('share'), key: z.string().regex(/^[\w-]{24}$/) }),
  /** Looks whether all of the service works. */
  z.strictObject({ name: z.literal('doctor') }),
  /** What somebody sees who opens the bot's own page. */
  z.strictObject({ name: z.literal('home') }),
  z.strictObject({
    name: z.literal('help'),
    reason: z.enum(['asked', 'opened', 'empty', 'below', 'nothing-known']),
    /** The only order that help is wanted with. */
    about: z.enum(helpTopics).optional(),
  }),
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandName = Command['name'];
export type CommandOf<Name extends CommandName> = Extract<Command, { name: Name }>;

const payloadSchema = z.strictObject({ l: z.enum(locales), c: commandSchema });

/** A command as a button carries it, with the language its answer is to have. Open sides are left out. */
export function encode(command: Command, locale: Locale): string {
  return JSON.stringify({ l: locale, c: command }, (_, value: unknown) =>
    value === false || (Array.isArray(value) && value.length === 0) ? undefined : value,
  );
}

/** Reads a payload back. It comes from outside: anything but a command of today's form is a stale button. */
export function decode(payload: string): { command: Command; locale: Locale } {
  const parsed =
    Buffer.byteLength(payload) <= maxPayloadBytes ? payloadSchema.safeParse(parseJson(payload)) : undefined;
  if (parsed?.success) return { command: parsed.data.c, locale: parsed.data.l };
  throw new BotError(
    'stale-button',
    {
      en: 'This button is from another version and no longer works.',
      zh: '这个按钮来自其他版本，已经失效。',
    },
    { en: 'Ask again to get a fresh answer.', zh: '请重新提问，获取新的回答。' },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
