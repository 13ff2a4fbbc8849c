import { commandSchema } from '../command';
import { familyIds } from '../knowledge/schema';
import { didYouMean } from '../document';
import { askCommand } from './ask';
import { placeOf, type PlaceOptions } from './place-options';
import { exitCodes, type ExitCode, type World } from './world';

export interface TraceOptions extends PlaceOptions {
  readonly stage?: string;
}

/** `sherlog trace <id>`: follows a request over the services. */
export async function traceRequest(id: string, options: TraceOptions, world: World): Promise<ExitCode> {
  const place = placeOf(options, world.now());
  if (typeof place === 'string') return refused(place, world);
  const family = options.stage === undefined ? undefined : familyOf(options.stage);
  if (options.stage !== undefined && family === undefined)
    return refused(
      `expected a stage, found "${options.stage}"; ${didYouMean(options.stage, familyIds)}`,
      world,
    );
  const command = commandSchema.safeParse({ name: 'trace', id, family, ...place });
  if (command.success) return askCommand(command.data, options, world);
  return refused(`expected an id of 6 to 80 letters, digits, - and _; found "${id.slice(0, 100)}"`, world);
}

/** A stage by its id, with or without a storage mode: `boot`, `boot-block`. */
function familyOf(stage: string) {
  return familyIds.find((family) => stage === family || stage.startsWith(`${family}-`));
}

function refused(message: string, world: World): ExitCode {
  world.stderr.write(`error: ${message}\n`);
  return exitCodes.usage;
}
