/** A piece of a line. A plain string is literal text, always: no renderer may read markup in it. */
export type Span =
  | string
  | { readonly code: string }
  | { readonly bold: string }
  | { readonly link: string; readonly url: string };

/** One line, or one cell, of spans. */
export type Line = readonly Span[];

/** What a press does when it is drawn: answers with a reply, or opens a form (Teams must know beforehand). */
export type Opens = 'reply' | 'form';

export interface Button {
  readonly label: string;
  /** An encoded command, at most 1,800 bytes (see command.ts). */
  readonly payload: string;
  readonly opens: Opens;
  /** Changes something, once for all: after its use it says who pressed it. */
  readonly once?: true;
  /** What it says of the answer that it stands under. */
  readonly feedback?: 'positive' | 'negative';
  /** Its answer is for all of the thread, whoever alone sees the button. */
  readonly isPublic?: true;
}

export interface Step {
  readonly label: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly detail?: string;
}

/** What an answer is made of. A renderer is a mapped type over `kind`: a forgotten kind does not compile. */
export type Block =
  | { readonly kind: 'text'; readonly lines: readonly Line[] }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly label: string; readonly value: Line }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Line[])[];
    }
  | {
      readonly kind: 'excerpt';
      readonly lines: readonly string[];
      /** Number of the first line in its file, from 1; left out when the lines have none. */
      readonly firstLine?: number;
      /** Indexes into `lines` of the hits, from 0. */
      readonly hits?: readonly number[];
    }
  /** `since` is when the work began, ISO 8601: what shows it can say how long it takes already. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[]; readonly since?: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly kind: 'note'; readonly lines: readonly Line[] }
  | { readonly kind: 'file'; readonly name: string; readonly content: string | Uint8Array };

export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** An answer. `data` is the machine-readable answer, what --json prints; it does not depend on the language. */
export interface Reply {
  readonly kind: 'reply';
  readonly title?: string;
  readonly tone?: 'failure';
  readonly blocks: readonly Block[];
  /** It is for who asked alone, wherever that can be. */
  readonly isForAsker?: true;
  /** Nothing of what was asked for could be read: a command line ends with exit code 1. */
  readonly isFruitless?: boolean;
  /** The command that answered, or failed, by its name in the command table; absent where none was understood. */
  readonly command?: string;
  readonly data?: unknown;
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly required?: boolean;
  /** A text of several lines. */
  readonly isLong?: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

/** Questions to a person, prefilled. `errors` are by field name; `payload` is an encoded command. */
export interface Form {
  readonly kind: 'form';
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly submitLabel: string;
  readonly payload: string;
  /** The press that opens it again, for places where it could not open by itself. */
  readonly reopen?: string;
  /** Changes when the thing edited changes; a submit of an older version gets the form back. */
  readonly version?: string;
  readonly errors?: Readonly<Record<string, string>>;
}
