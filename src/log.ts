import pino from 'pino';
import { redact } from './redact';

/** The levels a log can be set to, from most to least. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the project writes to a log: an object of facts, and a sentence. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A log whose level can be changed while it is written to. */
export type AdjustableLog = Log & { level: string };

/** Keys whose values never reach a log, at the top or one level down: secrets, and what people wrote. */
const secretKeys = [
  'token',
  'password',
  'secret',
  'authorization',
  'cookie',
  'privateKey',
  'key',
  'text',
  'payload',
  'values',
];

/** A structured log on standard error, one JSON object a line. */
export function createLog(
  level: LogLevel,
  destination: NodeJS.WritableStream = process.stderr,
): AdjustableLog {
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`]);
  return pino(
    {
      level,
      redact: { paths, censor: '[redacted]' },
      base: null,
      formatters: { log: masked },
      serializers: { err: (error: Error) => masked({ ...pino.stdSerializers.err(error) }) },
    },
    destination,
  );
}

/** Texts come from nodes, files and programs: their secrets stay out of the log, by the masks of what is shown. */
function masked(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'string' ? redact(value).text : value,
    ]),
  );
}
