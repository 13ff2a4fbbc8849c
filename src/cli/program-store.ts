import type { Command } from 'commander';
import { testPermission, type TestOptions } from './permissions';
import { administering, type AdminOptions, type Done } from './program-options';
import {
  backUpStore,
  exportAudit,
  exportStore,
  pruneStore,
  storeInfo,
  verifyAudit,
  verifyBundle,
  verifyStore,
} from './store';
import { listTickets } from './tickets';
import type { World } from './world';

/** The commands that look after what is kept. */
export function addStore(program: Command, world: World, done: Done): void {
  const store = program.command('store').description('what is kept: feedback, investigations, drafts, deeds');
  const ofStore = (name: string, description: string) =>
    administering(store.command(name).description(description));
  ofStore('info', 'what is kept, by kind').action(async (options: AdminOptions) =>
    done(await storeInfo(options, world)),
  );
  ofStore('verify', 'is it whole?').action(async (options: AdminOptions) =>
    done(await verifyStore(options, world)),
  );
  ofStore('export', 'all of it, a line of JSON each').action(async (options: AdminOptions) =>
    done(await exportStore(options, world)),
  );
  administering(store.command('backup <file>').description('a whole copy, also while it is used')).action(
    async (file: string, options: AdminOptions) => done(await backUpStore(file, options, world)),
  );
  ofStore('prune', 'let go of what is kept no longer').action(async (options: AdminOptions) =>
    done(await pruneStore(options, world)),
  );
  const audit = program.command('audit').description('the record of who did what');
  const ofAudit = (name: string, description: string) =>
    administering(audit.command(name).description(description));
  ofAudit('verify', 'was it changed?')
    .option('--head <number:code>', 'the head as it was noted elsewhere: a cut tail is found too')
    .action(async (options: AdminOptions & { head?: string }) => done(await verifyAudit(options, world)));
  ofAudit('export', 'a line of JSON each')
    .option('--since <time>', 'from this time on, ISO 8601')
    .action(async (options: AdminOptions & { since?: string }) => done(await exportAudit(options, world)));
  const bundle = program.command('bundle').description('the evidence of a ticket');
  administering(bundle.command('verify <file>').description('is a zip as it was made?')).action(
    (file: string, options: AdminOptions) => done(verifyBundle(file, options, world)),
  );
  addPermissions(program, world, done);
  administering(
    program.command('tickets [number]').description('ticket drafts; with a number its text'),
  ).action(async (number: string | undefined, options: AdminOptions) =>
    done(await listTickets(number, options, world)),
  );
}

function addPermissions(program: Command, world: World, done: Done): void {
  const permissions = program.command('permissions').description('who may do what');
  administering(permissions.command('test <person> <action>').description('may they, and why'))
    .option('--channel <id>', 'in this channel; else in a direct message')
    .option('--node <name>', 'on this node')
    .action((person: string, action: string, options: TestOptions) =>
      done(testPermission(person, action, options, world)),
    );
}
