import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { learnedFile } from '../src/live-knowledge';
import { evalBot } from './bot';
import { learnTopics } from './topic-model';
import { readTsv } from './tsv';

/* Learns from the topics' ways of asking and eval/topics/asked.tsv, and writes knowledge/topics/learned.json: run it after topics were changed. */

const { catalog, topicIndex } = evalBot().knowledge;
const model = learnTopics(catalog.topics, topicIndex().read, readTsv('eval/topics/asked.tsv'));
const lines = Object.entries(model.features)
  .map(([name, own]) => `${JSON.stringify(name)}:${JSON.stringify(own)}`)
  .sort();
const text = `{"topics":${JSON.stringify(model.topics)},\n"features":{${lines.join(',\n')}}}\n`;
writeFileSync(join('knowledge', learnedFile), text);
console.log(`${model.topics.length} topics, ${lines.length} features, ${text.length} characters`);
