/** Characters that JSON leaves as they are and a terminal obeys: C1 controls, and those that turn the writing direction. */
const obeyed = /[\u0080-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** JSON on one line that does nothing to the terminal that shows it. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(
    obeyed,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
