import type { Card } from '../../adapters/teams/render';
import { cardSchema } from './teams-card-schema';

interface Parser {
  readonly Versions: { readonly v1_5: unknown };
  readonly SerializationContext: new (version: unknown) => {
    eventCount: number;
    getEventAt(at: number): { message: string };
  };
  readonly AdaptiveCard: new () => {
    parse(json: object, context: unknown): void;
    validateProperties(): { validationEvents: readonly { message: string }[] };
  };
}
// Its main entry is written for bundlers; this one runs.
const adaptive = require('adaptivecards/dist/adaptivecards.js') as Parser;

/** What the schema, and the renderer of Teams' clients, find wrong with a card, and its size; nothing where it is right. */
export function cardProblems(card: Card): string[] {
  const context = new adaptive.SerializationContext(adaptive.Versions.v1_5);
  const parsed = new adaptive.AdaptiveCard();
  parsed.parse(withFallbacks(card) as object, context);
  const found = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const wrong = parsed.validateProperties().validationEvents.map(({ message }) => message);
  const { error } = cardSchema.safeParse(card);
  const told = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const bytes = Buffer.byteLength(JSON.stringify(card));
  return [...told, ...found, ...wrong, ...(bytes > 25_000 ? [`${bytes} bytes`] : [])];
}

/** CodeBlock is Teams' own element: the parser of the standard sees what stands in for it. */
function withFallbacks(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withFallbacks);
  if (typeof part !== 'object' || part === null) return part;
  const { type, fallback } = part as { type?: string; fallback?: unknown };
  if (type === 'CodeBlock') return withFallbacks(fallback);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withFallbacks(value)]));
}
