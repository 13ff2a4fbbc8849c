import { z } from 'zod';
import { configSchema } from './schema';

/** Its name, beside the configuration and in the project. */
export const schemaFile = 'sherlog.schema.json';

/** The configuration's JSON Schema, for editors. */
export function configJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  const schema = { $schema, title: 'sherlog.yaml', ...rest };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
