const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
  apos: "'",
  nbsp: ' ',
};

/**
 * A paste without what only carries it: colours, HTML, escapes, invisible characters, odd quotes. Lines stay lines.
 * Linear in its length.
 */
export function clean(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)/g, '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g, '')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚`´]/g, "'");
  return unescaped(isHtml(plain) ? withoutTags(plain) : plain);
}

/** Error pages and rich text: some well-known element stands in it. A `<*>` or `<class …>` of a log is no HTML. */
function isHtml(text: string): boolean {
  return /<\/?(?:html|body|head|title|div|span|p|br|h[1-6]|pre|td|tr|li|center)\b[^<>]{0,200}>/i.test(text);
}

function withoutTags(text: string): string {
  return text
    .replace(
      /<\/?(?:html|body|head|title|div|span|p|br|hr|h[1-6]|pre|code|table|t[dr]|ul|li|center|b|i|em|strong|a|style|script|meta|link)\b[^<>]{0,500}>/gi,
      '\n',
    )
    .replace(/<!(?:--|doctype)[^<>]{0,500}>/gi, '\n')
    .replace(/&(lt|gt|amp|quot|apos|nbsp|#39);/g, (all, name: string) => entities[name] ?? all);
}

/** JSON bodies and Python reprs carry their lines and quotes escaped. */
function unescaped(text: string): string {
  return text
    .replace(/\\r\\n|\\n|\\r/g, '\n')
    .replace(/\\t/g, ' ')
    .replace(/\\+(["'])/g, '$1')
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
