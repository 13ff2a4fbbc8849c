import { writeFileSync } from 'node:fs';
import { dashboardText } from './dashboard/dashboard';

/** Writes deploy/grafana/sherlog.json anew: `npm run dashboard`. A test holds the file to it. */
writeFileSync('deploy/grafana/sherlog.json', dashboardText());
