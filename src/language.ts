/** The languages every text of the project exists in. */
export const locales = ['en', 'zh'] as const;
export type Locale = (typeof locales)[number];

/** One text, written in each language. */
export type Text = Readonly<Record<Locale, string>>;

/**
 * The language of a text: Chinese when it holds Han characters and no Japanese kana or Korean hangul,
 * English when it holds letters of any other script, undefined when it holds no letters (a number, an id).
 */
export function languageOf(text: string): Locale | undefined {
  if (
    /\p{Script=Han}/u.test(text) &&
    !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)
  )
    return 'zh';
  return /\p{L}/u.test(text) ? 'en' : undefined;
}
