import { Option, type Command } from 'commander';
import { locales } from '../language';
import type { ExitCode } from './world';

/** Told by each command when it has ended. */
export type Done = (code: ExitCode) => void;

/** The options every command that answers has. */
export function shared(command: Command): Command {
  return command
    .addOption(
      new Option('--lang <language>', 'language of the answer (default: that of the question)').choices(
        locales,
      ),
    )
    .option('--config <file>', 'configuration file (default: SHERLOG_CONFIG, or sherlog.yaml here)');
}

export function answering(command: Command): Command {
  return shared(command).option('--json', 'print the machine-readable answer');
}

/** The options of commands for administrators. */
export function administering(command: Command): Command {
  return command
    .option('--json', 'print the result as JSON')
    .option('--config <file>', 'configuration file (default: SHERLOG_CONFIG, or sherlog.yaml here)');
}

export function collected(value: string, all: readonly string[] = []): string[] {
  return [...all, value];
}

export interface AdminOptions {
  readonly json?: boolean;
  readonly config?: string;
}
