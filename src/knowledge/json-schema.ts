import { z } from 'zod';
import { fileKinds } from './schema';

/** The JSON Schema files for editors, one a kind of knowledge file, as they stand in knowledge/schema/. */
export function jsonSchemas(): { readonly name: string; readonly content: string }[] {
  return Object.entries(fileKinds).map(([kind, { schema }]) => ({
    name: `${kind}.schema.json`,
    content: `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
  }));
}
