import { writeFileSync } from 'node:fs';
import { evalBot } from '../eval/bot';
import { catalogueOf } from '../src/search/catalogue';

/** Writes deploy/node/catalogue anew from the knowledge: `npm run catalogue`. */
writeFileSync('deploy/node/catalogue', catalogueOf(evalBot().knowledge.catalog));
