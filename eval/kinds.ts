import type { Command } from '../src/command';
import type { Intent } from '../src/route';

/* What the sets of eval/router take for one kind, and the bot tells apart. */

const several: Readonly<Record<string, readonly Intent[]>> = {
  'summary-ticket': ['summary', 'escalate', 'tickets'],
  smalltalk: ['hello', 'thanks', 'bye', 'who', 'feeling', 'joke'],
};

/** The intents that a kind stands for. */
export function intentsOf(kind: string): readonly Intent[] {
  return several[kind] ?? [kind as Intent];
}

export function kindOf(intent: Intent): string {
  return Object.keys(several).find((kind) => several[kind]?.includes(intent)) ?? intent;
}

/** The machines that the texts of eval/router may name. */
export const machines = ['console-a', 'console-b', 'console-1', 'proxy-1'].map((name) => ({ name }));

/** What a command answers, in the words of the sets. */
export function kindOfCommand(command: Command): string {
  switch (command.name) {
    case 'grep':
    case 'search-form':
      return 'search';
    case 'help':
      return command.reason === 'nothing-known' ? 'unrelated' : 'help';
    case 'small-talk':
      return 'smalltalk';
    case 'summary':
    case 'escalate':
    case 'tickets':
    case 'draft':
      return 'summary-ticket';
    // Who wants to see the whole way asks for a playbook too.
    case 'picture':
      return 'playbook';
    default:
      return command.name;
  }
}
