import { faultAt, type Path } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import type { DraftFormDocument } from '../document.ts';
import { cleanParagraphs } from '../kit/text/clean.ts';
import { LONGEST_WORD, lettersOfLongWords } from '../kit/text/wrap.ts';

/** Maximum number of characters of all texts of a document, ten pages or more. */
export const MAX_CHARACTERS = 30_000;

/** Maximum number of non-blank lines of these texts, as written. A long line wraps on paper. */
export const MAX_LINES = 1_000;

/** Maximum number of letters in words longer than a line. Each letter must be measured to cut the word. */
export const MAX_LETTERS_OF_LONG_WORDS = 5_000;

interface Text {
  readonly path: Path;
  readonly text: string;
}

const grouped = new Intl.NumberFormat('en-CA');

/** Every text of the facts, with its path. */
export function textsOf(facts: unknown, path: Path = []): readonly Text[] {
  if (typeof facts === 'string') return [{ path, text: facts }];
  if (typeof facts !== 'object' || facts === null) return [];
  const isList = Array.isArray(facts);
  return Object.entries(facts).flatMap(([key, value]) =>
    textsOf(value, [...path, isList ? Number(key) : key]),
  );
}

/** Path of the fact with the largest text; for a list, the path of the list. */
function largest(texts: readonly Text[], sizeOf: (text: string) => number): Path {
  const sizes = texts.map(({ text }) => sizeOf(text));
  const { path = [] } = texts[sizes.indexOf(Math.max(...sizes))] ?? {};
  const index = path.findIndex((step) => typeof step === 'number');
  return index < 0 ? path : path.slice(0, index);
}

/** Number of lines of a multi-line text. Single-line facts such as names and dates count as zero. */
function linesOf(text: string): number {
  const lines = cleanParagraphs(text).length;
  return lines > 1 ? lines : 0;
}

function lettersOf(text: string): number {
  return cleanParagraphs(text).reduce((sum, line) => sum + lettersOfLongWords(line), 0);
}

function tooLong(count: number, most: number, unit: string, path: Path): Fault {
  const message = `The texts of this document have ${grouped.format(count)} ${unit}, more than the maximum of ${grouped.format(most)}. Shorten this text, and attach the rest as a schedule.`;
  return faultAt(path, 'too_long', message);
}

/** They repeat what is stored: a document in short, payments, accounts. */
const UNLIMITED: readonly DraftFormDocument['type'][] = [
  'CERTIFICATE_OF_SERVICE',
  'RECEIPT',
  'REPORT',
  'L1_SCHEDULE',
];

/** `too_long` for the fact with the most text, if the layout would take too long. */
export function lengthFaults({ type, facts }: DraftFormDocument): readonly Fault[] {
  if (UNLIMITED.includes(type)) return [];
  const texts = textsOf(facts);
  const total = (sizeOf: (text: string) => number) => texts.reduce((sum, { text }) => sum + sizeOf(text), 0);
  const charactersOf = (text: string) => text.length;
  const characters = total(charactersOf);
  if (characters > MAX_CHARACTERS) {
    return [tooLong(characters, MAX_CHARACTERS, 'characters', largest(texts, charactersOf))];
  }
  const lines = total(linesOf);
  if (lines > MAX_LINES) return [tooLong(lines, MAX_LINES, 'lines', largest(texts, linesOf))];
  const letters = total(lettersOf);
  if (letters <= MAX_LETTERS_OF_LONG_WORDS) return [];
  const unit = `letters in words of more than ${LONGEST_WORD}`;
  return [tooLong(letters, MAX_LETTERS_OF_LONG_WORDS, unit, largest(texts, lettersOf))];
}
