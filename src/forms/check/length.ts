import { faultAt, type Path } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import type { DraftFormDocument } from '../document.ts';
import { cleanParagraphs } from '../kit/text/clean.ts';
import { LONGEST_WORD, lettersOfLongWords } from '../kit/text/wrap.ts';

/** Characters of all texts of a document together: ten pages or more. */
export const MAX_CHARACTERS = 30_000;

/** Lines that those texts are given in, blank ones left out; a long line fills several on paper. */
export const MAX_LINES = 1_000;

/** Letters in words that no line holds: each has to be measured to see where it can be cut. */
export const MAX_LETTERS_OF_LONG_WORDS = 5_000;

interface Text {
  readonly path: Path;
  readonly text: string;
}

const grouped = new Intl.NumberFormat('en-CA');

/** Every text among the facts, with the way to it. */
export function textsOf(facts: unknown, path: Path = []): readonly Text[] {
  if (typeof facts === 'string') return [{ path, text: facts }];
  if (typeof facts !== 'object' || facts === null) return [];
  const isList = Array.isArray(facts);
  return Object.entries(facts).flatMap(([key, value]) =>
    textsOf(value, [...path, isList ? Number(key) : key]),
  );
}

/** The fact that the largest of some texts stands in; of a list, the whole list. */
function largest(texts: readonly Text[], sizeOf: (text: string) => number): Path {
  const sizes = texts.map(({ text }) => sizeOf(text));
  const { path = [] } = texts[sizes.indexOf(Math.max(...sizes))] ?? {};
  const index = path.findIndex((step) => typeof step === 'number');
  return index < 0 ? path : path.slice(0, index);
}

/** Names, dates and choices are a line each; nobody gives them to fill pages with. */
function linesOf(text: string): number {
  const lines = cleanParagraphs(text).length;
  return lines > 1 ? lines : 0;
}

function lettersOf(text: string): number {
  return cleanParagraphs(text).reduce((sum, line) => sum + lettersOfLongWords(line), 0);
}

function tooLong(count: number, most: number, unit: string, path: Path): Fault {
  const message = `The texts of this document have ${grouped.format(count)} ${unit} in all; at most ${grouped.format(most)} are taken. Shorten this text, and attach the rest as a schedule.`;
  return faultAt(path, 'too_long', message);
}

/**
 * `too_long` for the fact that has most of a document's text, where laying it out would keep others waiting. A
 * certificate is exempt: it repeats, in short, what its document says.
 */
export function lengthFaults({ type, facts }: DraftFormDocument): readonly Fault[] {
  if (type === 'CERTIFICATE_OF_SERVICE') return [];
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
