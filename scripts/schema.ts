import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema, schemaFile } from '../src/config/json-schema';
import { jsonSchemas } from '../src/knowledge/json-schema';

// Writes the JSON Schema files that editors read; a test holds them to the schema.
const folder = join(__dirname, '..', 'knowledge', 'schema');
mkdirSync(folder, { recursive: true });
for (const { name, content } of jsonSchemas()) writeFileSync(join(folder, name), content);

const ofConfig = join(__dirname, '..', 'deploy', 'config');
mkdirSync(ofConfig, { recursive: true });
writeFileSync(join(ofConfig, schemaFile), configJsonSchema());
