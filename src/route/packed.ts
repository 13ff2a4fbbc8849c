/* How src/route/weights.json keeps a feature: a letter for how rare it is, then two for each intent that it tells of, its number and what it weighs. */

/** How rare a feature is, and by the number of an intent what it weighs for that. */
export interface Weighed {
  readonly rarity: number;
  readonly weights: readonly (readonly [intent: number, weight: number])[];
}

const firstIntent = 'a'.charCodeAt(0);
/** The letter of nothing; those before it are negative, and none has to be escaped but one. */
const zero = 'P'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);
/** Letters on either side of it. Far away they stand further apart: what is large need not be told finely. */
const most = 43;
const fineness = 10;

export function unpacked(text: string): Weighed {
  const weights: [number, number][] = [];
  for (let at = 1; at < text.length; at += 2)
    weights.push([text.charCodeAt(at) - firstIntent, valueOf(text, at + 1)]);
  return { rarity: valueOf(text, 0), weights };
}

export function packed({ rarity, weights }: Weighed): string {
  const pairs = weights.map(
    ([intent, weight]) => String.fromCharCode(firstIntent + intent) + letterOf(weight),
  );
  return letterOf(rarity) + pairs.join('');
}

function valueOf(text: string, at: number): number {
  const level = (text.charCodeAt(at) - zero) / fineness;
  return level * Math.abs(level);
}

function letterOf(value: number): string {
  const level = Math.min(most, Math.round(Math.sqrt(Math.abs(value)) * fineness));
  const code = zero + Math.sign(value) * level;
  return String.fromCharCode(code === backslash ? code + 1 : code);
}
