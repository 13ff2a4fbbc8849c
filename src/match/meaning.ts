import type {
  EngineId,
  FamilyId,
  ImageBuildId,
  ImageTypeId,
  IntentId,
  ModeId,
  RoleId,
} from '../knowledge/schema';

/** What a word or phrase of a question stands for. */
export type Meaning =
  | { readonly kind: 'stage'; readonly id: FamilyId; readonly isHint: boolean }
  | { readonly kind: 'mode'; readonly id: ModeId }
  | { readonly kind: 'module'; readonly id: string; readonly isImplied: boolean }
  | { readonly kind: 'component'; readonly id: string }
  | { readonly kind: 'log'; readonly id: string }
  | { readonly kind: 'role'; readonly id: RoleId }
  | { readonly kind: 'scripts'; readonly id: 'pre' | 'post' | 'any' }
  | { readonly kind: 'platform'; readonly id: string }
  | { readonly kind: 'engine'; readonly id: EngineId }
  | { readonly kind: 'image-type'; readonly id: ImageTypeId }
  | { readonly kind: 'image-build'; readonly id: ImageBuildId }
  | { readonly kind: 'owner'; readonly id: string }
  | { readonly kind: 'playbook'; readonly id: string; readonly isHint: boolean }
  | { readonly kind: 'intent'; readonly id: IntentId }
  | { readonly kind: 'neutral' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'infrastructure' };

/** Kinds whose words inflect ("booting"); names do not: "blocked" is no storage mode. */
const inflected: ReadonlySet<Meaning['kind']> = new Set([
  'stage',
  'role',
  'scripts',
  'playbook',
  'intent',
  'image-build',
]);

export function inflects(meaning: Meaning): boolean {
  return inflected.has(meaning.kind);
}
