import type { Locale } from '../../src/language';
import type { Button, FormField, Span, Step } from '../../src/reply';

/*
 * What the page is sent: plain data, of which it builds elements whose text is text. Nothing here is markup; every string
 * is free of control characters, every address is http or https.
 */

export interface DrawnExcerpt {
  readonly kind: 'excerpt';
  readonly lines: readonly string[];
  readonly firstLine?: number;
  readonly hits: readonly number[];
  /** Lines left out at each end, and where all of it can be downloaded if any were. */
  readonly above: number;
  readonly below: number;
  readonly href?: string;
}

export interface DrawnFile {
  readonly kind: 'file';
  readonly name: string;
  readonly bytes: number;
  readonly href: string;
  readonly isPicture?: true;
  /** The beginning of a text, and the lines that follow it. */
  readonly text?: string;
  readonly below?: number;
}

type Lines = readonly (readonly Span[])[];

export type DrawnBlock =
  | { readonly kind: 'text' | 'note'; readonly lines: Lines }
  | { readonly kind: 'fields'; readonly fields: readonly { label: string; value: readonly Span[] }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly Lines[];
      below: number;
    }
  | { readonly kind: 'steps'; readonly steps: readonly Step[]; readonly since?: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly Omit<Button, 'isPublic'>[] }
  | DrawnExcerpt
  | DrawnFile;

/** A Reply as the page is sent it. */
export interface Drawn {
  readonly title?: string;
  readonly isFailure?: true;
  /** The language it is in, for who has it read aloud. */
  readonly lang?: Locale;
  /** Its list is of questions, which can be asked by a press. */
  readonly isAskable?: true;
  readonly blocks: readonly DrawnBlock[];
}

/** A Form as the page is sent it; what it is submitted as stays here. */
export interface DrawnForm {
  readonly id: string;
  readonly title: string;
  readonly submitLabel: string;
  readonly fields: readonly (FormField & { readonly error?: string })[];
}
