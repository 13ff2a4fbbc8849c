/** Small numbers in words before a unit of time, in digits: "an hour ago", 最近两个小时. */
const beforeUnit = String.raw`(?=\s?(?:more )?(?:hours?|minutes?|mins?|days?)\b)`;
const numbers = [
  '(?:an?|one)',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const inWords: readonly (readonly [RegExp, string])[] = [
  [/\bhalf an hour\b/gi, '30 minutes'],
  [/\b(last|past) (?=(?:hour|minute|day)\b)/gi, '$1 1 '],
  ...numbers.map((word, at): readonly [RegExp, string] => [
    new RegExp(String.raw`\b${word}${beforeUnit}`, 'gi'),
    String(at + 1),
  ]),
  [/半个?小时/g, '30分钟'],
  ...Array.from('一二三四五六七八九十', (word, at): readonly [RegExp, string] => [
    new RegExp(`${word === '二' ? '[二两]' : word}(?=个?(?:小时|钟头|分钟|天))`, 'g'),
    String(at + 1),
  ]),
];

/** What is quoted stays as it was written. */
const quoted = /(["“「『][^"”」』\n]{0,200}["”」』])/;

export function inDigits(text: string): string {
  const pieces = text.split(quoted);
  return pieces
    .map((piece, at) =>
      at % 2 === 1 ? piece : inWords.reduce((left, [word, digits]) => left.replace(word, digits), piece),
    )
    .join('');
}

/** Words of time that nobody read: leaving them out would search another time than was asked for. */
export const unreadTime =
  /\b(?:last|past|previous|this) (?:\w+ )?(?:hours?|minutes?|days?|weeks?|night|morning|afternoon|evening)\b|\b(?:hours?|minutes?|days?) ago\b|\b(?:today|tonight|yesterday)\b|\bat (?:noon|midnight)\b|(?<![\w:.])\d{1,2}:\d{2}(?![\w:])|最近\S{0,3}(?:小时|分钟|天)|昨晚|今早|今晚|[今昨前]天|小时前|分钟前|[上下]午|凌晨|[一二三四五六七八九十两]点/i;

const units = String.raw`(s|sec(?:ond)?s?|m|min(?:ute)?s?|h|hours?|days?|分钟?|秒钟?|个?小时|个?钟头|天)`;
export const toEachSide = new RegExp(
  String.raw`(?:±|\+\/-|within|前后各?|左右|around by)\s*(\d{1,4}\s?${units})`,
  'i',
);
export const upToNow = new RegExp(
  String.raw`(?:in |over |during |within )?(?:the )?(?:last|past)\s+(\d{1,4})\s?${units}(?![a-z])|(?:最近|过去|近)\s*(\d{1,4})\s?${units}(?:以内|之内|内|里)?`,
  'i',
);
export const ago = new RegExp(
  String.raw`(\d{1,4})\s?${units}\s?(?:ago\b|之?前(?!后)|以前)(?!\s*(?:at\s*)?\d{1,2}\s?[:：点ap])`,
  'i',
);
/** From one time to another. */
export const between =
  /(?:\bfrom|\bbetween|从)\s*(\S[^,，]{2,40}?)\s*(?:\bto\b|\buntil\b|\band\b|到|至)\s*([^,，]{3,40}?)(?=之间|\s+(?:in|on)\s|[,，]|$)(?:之间)?|((?<![\w:])\d{1,2}:\d\d(?::\d\d)?)\s*(?:到|至|-|~)\s*(\d{1,2}:\d\d(?::\d\d)?)(?:之间)?/i;
/** From a time to now. */
export const since =
  /\b(?:since|after)\b\s+([^,，]{3,40}?)(?=\s+(?:in|on)\s|[,，]|$)|(\d[\d\s:：点分年月日/-]{2,30}?)\s*(?:以后|之后|至今)/i;
/** Names that several zones have. */
export const unsureZone = /^(?:CST|EST|IST|BST|AST|PST|MST|EDT|CDT|MDT|PDT|CEST|CET|JST|HKT|SGT)$/;
export const vague = /前后|左右|附近|大约|大概|around|about|near/gi;
