/** Characters by their code points, in hexadecimal. */
function charactersIn(...ranges: readonly string[]): RegExp {
  const parts = ranges.map((range) => range.replace(/[0-9a-f]{4}/g, '\\u$&'));
  return new RegExp(`[${parts.join('')}]`, 'g');
}

/** Apostrophes, however they are written: `O'Neil`, `O’Neil` and `ONeil` are one name. */
const APOSTROPHES = charactersIn('0027', '0060', '00b4', '02b9-02bf', '02c8', '2018-201b', '2032', 'ff07');
/** Marks above and below letters. */
const MARKS = charactersIn(
  '0300-036f',
  '0483-0487',
  '0591-05bd',
  '05bf',
  '05c1',
  '05c2',
  '05c4',
  '05c5',
  '05c7',
  '064b-065f',
  '0670',
  '1ab0-1aff',
  '1dc0-1dff',
  '20d0-20ff',
  'fe20-fe2f',
);
/** Spaces and punctuation. */
const SEPARATORS = charactersIn(
  '0001-002f',
  '003a-0040',
  '005b-0060',
  '007b-00a0',
  '00ab',
  '00b7',
  '00bb',
  '2010-201f',
  '2022-2031',
  '2033-205f',
  '3000-3002',
);

/** Letters that are written as two. */
const PAIRS: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'ae',
  æ: 'ae',
  Œ: 'oe',
  œ: 'oe',
  Þ: 'th',
  þ: 'th',
};

/** Letters without case and stroke: of Latin, Greek and Cyrillic. */
const LETTERS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZØøĐđŁłÐðıĦħΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ';
const FOLDED =
  'abcdefghijklmnopqrstuvwxyzooddllddihhαβγδεζηθικλμνξοπρστυφχψωσабвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџ';
const FOLDS = new Map(Array.from(LETTERS, (letter, index) => [letter, FOLDED.charAt(index)]));

/**
 * A text as searches compare it: without case, accents, apostrophes and punctuation, its words one space apart. The columns
 * that are searched were written by the same steps in SQL (`Text_fold` of the migration p9a_keys).
 */
export function fold(text: string): string {
  const bare = text.replace(APOSTROPHES, '').normalize('NFKD').replace(MARKS, '');
  const letters = bare.replace(/[ßÆæŒœÞþ]/g, (letter) => PAIRS[letter] ?? letter);
  const folded = Array.from(letters, (letter) => FOLDS.get(letter) ?? letter).join('');
  return folded.replace(SEPARATORS, ' ').replace(/ +/g, ' ').trim();
}

/** The words of a text that is searched for. */
export function wordsOf(text: string): string[] {
  return [...new Set(fold(text).split(' '))].filter((word) => word !== '');
}
