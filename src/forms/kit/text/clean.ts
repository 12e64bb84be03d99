/** Direction overrides and other format characters that could disguise the text of a line. */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const WIDE_SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;

/** The text of a paragraph in NFC, without control and direction-override characters. Pure. */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(LINE_ENDS, ' ')
    .replace(/\n/gu, ' ')
    .replace(WIDE_SPACES, ' ')
    .replace(INVISIBLE, '')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

/** Words of ASCII with one space between them, e.g. most cells of a table: nothing is to be cleaned. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/u;

/** The cleaned, non-blank paragraphs of a text with line breaks. */
export function cleanParagraphs(text: string): readonly string[] {
  if (CLEAN.test(text)) return [text];
  return text
    .replace(LINE_ENDS, '\n')
    .split('\n')
    .map(cleanLine)
    .filter((line) => line !== '');
}
