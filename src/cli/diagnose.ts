import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { commandSchema } from '../command';
import type { GivenFile } from '../request';
import { askCommand, askFile, type AskOptions } from './ask';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog diagnose [file|-]`: what the errors in a file, or on standard input, are. */
export async function diagnoseFile(
  name: string | undefined,
  options: AskOptions,
  world: World,
): Promise<ExitCode> {
  const file =
    name === undefined || name === '-'
      ? await standardInput(world)
      : await namedFile(resolve(world.folder, name));
  if (file !== undefined && file.bytes > 0) return askFile(file, options, world);
  world.stderr.write(
    file === undefined
      ? `error: expected a readable file, found none at ${name}\n`
      : 'error: expected an error text, found none\n',
  );
  return exitCodes.usage;
}

/** `sherlog case <id>`: a known case, as a diagnosis shows it. */
export async function showCase(id: string, options: AskOptions, world: World): Promise<ExitCode> {
  const command = commandSchema.safeParse({ name: 'diagnose', known: id });
  if (command.success) return askCommand(command.data, options, world);
  world.stderr.write(`error: expected the id of a known case, found "${id}"\n`);
  return exitCodes.usage;
}

async function namedFile(path: string): Promise<GivenFile | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  return { name: basename(path), bytes: found.size, read: (signal) => readFile(path, { signal }) };
}

async function standardInput({ stdin }: World): Promise<GivenFile> {
  const chunks: Uint8Array[] = [];
  if (!stdin.isTTY) for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  const content = Buffer.concat(chunks);
  return { name: 'stdin', bytes: content.length, read: async () => content };
}
