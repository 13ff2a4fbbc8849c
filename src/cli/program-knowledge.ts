import type { Command } from 'commander';
import { showGaps } from './gaps';
import { lintKnowledge } from './lint';
import { administering, type AdminOptions, type Done } from './program-options';
import { tryFile } from './try';
import type { World } from './world';

/** The commands that look after the knowledge. */
export function addKnowledge(program: Command, world: World, done: Done): void {
  const knowledge = program.command('knowledge').description('the knowledge the answers come from');
  const described = (name: string, description: string) =>
    administering(knowledge.command(name).description(description));
  described('lint [folder]', 'check the knowledge files').action(
    (folder: string | undefined, options: AdminOptions) => done(lintKnowledge(folder, options, world)),
  );
  described('gaps', 'what was pasted and found no case, and how much is covered').action(
    async (options: AdminOptions) => done(await showGaps(options, world)),
  );
  described('try <file>', 'how a new case fares against all samples').action(
    async (file: string, options: AdminOptions) => done(await tryFile(file, options, world)),
  );
}
