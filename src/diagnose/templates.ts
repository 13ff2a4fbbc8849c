import type { KnownCase } from '../knowledge/schema';
import type { SignatureKind } from './signature';

/** A text by which a case is known. */
export type Template = readonly [kind: SignatureKind, text: string];

/** All texts by which a case is known. Symptoms and titles are templates too, of those who have no message to paste. */
export function templatesOf(known: KnownCase): Template[] {
  const of = (kind: SignatureKind, texts: readonly string[]) => texts.map((text): Template => [kind, text]);
  return [
    ...of(
      'message',
      known.signatures.flatMap((each) => ('text' in each ? [withoutState(each.text)] : [])),
    ),
    ...of('code', known.codes ?? []),
    ...of('symptom', [...known.symptoms.en, ...known.symptoms.zh, known.title.en, known.title.zh]),
  ];
}

/** Clients append the HTTP state, services and their logs do not: of a longer message it is no part. */
function withoutState(message: string): string {
  const rest = message.replace(/ \(HTTP \d{3}\)$/, '');
  return rest.split(' ').length > 3 ? rest : message;
}
