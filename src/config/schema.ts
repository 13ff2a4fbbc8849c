import { z } from 'zod';
import { logLevels } from '../log';
import { nodeSchema } from '../nodes/schema';
import { permissionParts } from '../permission/schema';
import { postSchema } from '../ticket/post-schema';
import { httpSchema, slackSchema, teamsSchema, webSchema } from './chat-schema';
import { opsSchema } from './ops-schema';
import { defaultDays, storeDays } from './store-days';

const folder = z.string().min(1).max(1_000);

/** The configuration's form; a file may leave out any of it. What is described here is what editors show. */
export const configSchema = z.strictObject({
  language: z
    .enum(['auto', 'en', 'zh'])
    .default('auto')
    .describe('Language of the answers; auto answers in that of the question.'),
  log: z
    .strictObject({ level: z.enum(logLevels).default('warn') })
    .default({ level: 'warn' })
    .describe('What is logged to standard error.'),
  knowledge: z
    .array(folder)
    .max(20)
    .default([])
    .describe('Folders with knowledge of your own: it adds to the built-in, or replaces it by id.'),
  store: z
    .strictObject({
      folder: folder.optional().describe('Default: sherlog in the state folder of the account.'),
      days: storeDays.describe('Days that each kind is kept.'),
    })
    .default({ days: defaultDays })
    .describe('Where feedback, investigations, ticket drafts and the record of deeds are kept.'),
  audit: z
    .strictObject({ key: folder.optional() })
    .default({})
    .describe(
      'The key of the record of who did what. Outside the store: who can change that must not forge the record.',
    ),
  ...permissionParts,
  limits: z
    .strictObject({ person: z.int().min(0).default(30), channel: z.int().min(0).default(120) })
    .default({ person: 30, channel: 120 })
    .describe('Requests a minute that are answered, of a person and of a channel; 0 for as many as come.'),
  tickets: postSchema.default({}).describe("Where ticket drafts can be sent, at a person's press."),
  slack: slackSchema.optional().describe('Used once a token is in the environment.'),
  teams: teamsSchema.optional().describe("Used once an app's id is in the environment."),
  http: httpSchema
    .default({ host: '0.0.0.0', port: 3_978 })
    .describe('Where chat platforms call; nothing listens where none does.'),
  web: webSchema.describe(
    'The chat in a browser on this machine, which `sherlog serve` offers at a terminal.',
  ),
  ops: opsSchema.describe('Where health and metrics are asked for, while a chat platform is served.'),
  nodes: z.array(nodeSchema).max(500).default([]).describe('Machines whose logs may be read.'),
});
export type Written = z.infer<typeof configSchema>;
