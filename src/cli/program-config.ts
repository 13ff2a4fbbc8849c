import { Option, type Command } from 'commander';
import { locales } from '../language';
import { configJsonSchema } from '../config/json-schema';
import { checkConfig, showConfig } from './config';
import { doctor, type DoctorOptions } from './doctor';
import { initialize, type InitOptions } from './init';
import { administering, type AdminOptions, type Done } from './program-options';
import { exitCodes, type World } from './world';

/** The commands that set it up. */
export function addConfig(program: Command, world: World, done: Done): void {
  program
    .command('init')
    .description('write a sherlog.yaml by asking')
    .option('--config <file>', 'the file to write (default: sherlog.yaml here)')
    .action(async (options: InitOptions) => done(await initialize(options, world)));
  administering(program.command('doctor').description('look whether all of it works, and say what to do'))
    .addOption(new Option('--lang <language>', 'language of the lines').choices(locales))
    .action(async (options: DoctorOptions) => done(await doctor(options, world)));
  const config = program.command('config').description('the configuration');
  const described = (name: string, description: string) =>
    administering(config.command(name).description(description));
  described('check', 'every problem in it, with line and tip').action((options: AdminOptions) =>
    done(checkConfig(options, world)),
  );
  described('show', 'what holds: defaults filled in, secrets masked').action((options: AdminOptions) =>
    done(showConfig(options, world)),
  );
  config
    .command('schema')
    .description('its JSON Schema, for editors')
    .action(() => {
      world.stdout.write(configJsonSchema());
      done(exitCodes.answered);
    });
}
