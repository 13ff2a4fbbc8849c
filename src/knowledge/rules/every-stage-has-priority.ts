import type { Rule } from '../rule';
import { stageIds } from '../schema';

export const everyStageHasPriority: Rule = {
  name: 'every-stage-has-priority',
  description: 'each stage has logs, and a High Priority one among them',
  *check({ stages, logs }) {
    const listed = logs.flatMap((document) => document.value.logs.flatMap((log) => log.stages));
    for (const id of stageIds)
      if (!listed.some((stage) => stage.id === id && stage.highPriority))
        yield {
          document: stages,
          path: ['stages'],
          message: `expected a High Priority log at stage ${id}, found none`,
        };
  },
};
