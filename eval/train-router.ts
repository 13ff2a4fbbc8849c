import { writeFileSync } from 'node:fs';
import { learnRouter, readTold } from './router-model';
import { toldTexts } from './router-texts';

/* Trains the front door's model (src/route) and writes src/route/weights.json. */

const read = toldTexts().map(readTold);
const lines = Object.entries(learnRouter(read)).map(
  ([name, packed]) => `${JSON.stringify(name)}:${JSON.stringify(packed)}`,
);
const text = `{${lines.sort().join(',\n')}}\n`;
writeFileSync('src/route/weights.json', text);
console.log(`${read.length} examples, ${lines.length} features, ${Buffer.byteLength(text)} bytes`);
