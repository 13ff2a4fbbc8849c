import type { Form, FormField } from '../reply';

/* Values that are longer than a chat's input takes: it shows their beginning, the rest is kept and comes back with it. */

/** Of a long value an input shows the beginning, at most so many characters; unchanged it means all of it. */
export function shownPart(value: string, most: number): string {
  if (value.length <= most) return value;
  const head = headOf(value, most);
  return `${head}\n… [${value.length - head.length} characters more are kept 其余已保留]`;
}
const keptMark = /\s*… \[\d+ characters more are kept 其余已保留\]\s*$/;
/** Characters that the mark may take. */
const markRoom = 120;

function headOf(value: string, most: number): string {
  return value.slice(0, most - markRoom).replace(/[\uD800-\uDBFF]$/, '');
}

/** The fields whose values do not fit an input. */
export function longFields({ fields }: Form, most: number): FormField[] {
  return fields.filter(({ value = '', choices }) => !choices && value.length > most);
}

/** The values, where the mark of what is kept means just that: the rest follows what stands before it, changed or not. */
export function withKept(
  values: Readonly<Record<string, string>>,
  whole: Readonly<Record<string, string>>,
  most: number,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const kept = whole[name];
      if (kept === undefined || !keptMark.test(value)) return [name, value];
      const typed = value.replace(keptMark, '');
      const head = headOf(kept, most);
      const isSame = typed.replace(/\s+/g, ' ').trim() === head.replace(/\s+/g, ' ').trim();
      return [name, isSame ? kept : `${typed}${kept.slice(head.length)}`];
    }),
  );
}
