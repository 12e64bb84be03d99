import { faultAt, type Path } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import { faceFor } from '../kit/font/fallback.ts';
import { charactersOf, SHAPED } from '../kit/text/characters.ts';
import { cleanParagraphs } from '../kit/text/clean.ts';
import { setLine } from '../kit/text/line.ts';
import { cutLongWord } from '../kit/text/wrap.ts';

/** Characters that every font prints. */
const LATIN = /^[\x20-\x7e]*$/;

/** Joiners shape adjacent letters and are not printed. */
const JOINER = /[\u200c\u200d]/u;

/** `unsupported_script` for every text with characters that the fonts cannot print. */
export function scriptFaults(facts: unknown, path: Path = []): readonly Fault[] {
  if (typeof facts === 'string') return textScriptFaults(facts, path);
  if (Array.isArray(facts)) return facts.flatMap((item, index) => scriptFaults(item, [...path, index]));
  if (typeof facts !== 'object' || facts === null) return [];
  return Object.entries(facts).flatMap(([key, value]) => scriptFaults(value, [...path, key]));
}

function textScriptFaults(text: string, path: Path): readonly Fault[] {
  if (LATIN.test(text)) return [];
  const paragraphs = cleanParagraphs(text);
  const characters = new Set(paragraphs.join(''));
  const missing = [...characters].filter((character) => !isPrintable(character));
  const named = missing.length > 0 ? missing : [...new Set(paragraphs.flatMap(misplacedMarks))];
  if (named.length === 0) return [];
  const codes = named.map((character) => `“${character}” (U+${hex(character)})`).join(', ');
  const message = `The document's fonts cannot print ${codes}. Write the text in Latin letters.`;
  return [faultAt(path, 'unsupported_script', message)];
}

/** The texts of a report, with `?` for characters that the fonts cannot print: a name must not stop a whole report. */
export function withPrintableTexts<Facts>(facts: Facts): Facts {
  if (typeof facts === 'string') return printable(facts) as Facts;
  if (Array.isArray(facts)) return facts.map(withPrintableTexts) as Facts;
  if (typeof facts !== 'object' || facts === null) return facts;
  const entries = Object.entries(facts).map(([key, value]) => [key, withPrintableTexts(value as unknown)]);
  return Object.fromEntries(entries) as Facts;
}

function printable(text: string): string {
  if (LATIN.test(text)) return text;
  const known = Array.from(text, (character) => (isPrintable(character) ? character : '?')).join('');
  return textScriptFaults(known, []).length === 0 ? known : known.replace(/\p{M}/gu, '');
}

const MARK = /\p{M}/u;

/** Approximate length of a line, in characters. */
const STRETCH = 150;

/**
 * Some fonts cannot place some marks on some letters, and then the shaper fails. Text is shaped by word and by line, as
 * in the layout; shaping a whole paragraph takes quadratic time.
 */
function misplacedMarks(paragraph: string): readonly string[] {
  if (!SHAPED.test(paragraph)) return [];
  const words = paragraph.split(' ').flatMap(cutLongWord);
  const shaped = new Set(words.filter((word) => SHAPED.test(word)));
  const faulty = [...shaped].filter((word) => !canBeSet(word));
  // A mark at the start of a word combines with the space before it.
  if (faulty.length === 0 && MARK.test(paragraph)) {
    faulty.push(...stretches(words).filter((stretch) => !canBeSet(stretch)));
  }
  return faulty.flatMap((text) => charactersOf(text).filter((character) => SHAPED.test(character)));
}

/** Joins words to texts of about a line each. */
function stretches(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length > STRETCH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

function canBeSet(text: string): boolean {
  try {
    setLine([{ text, weight: 'regular' }]);
    setLine([{ text, weight: 'bold' }]);
    return true;
  } catch {
    return false;
  }
}

function isPrintable(character: string): boolean {
  return JOINER.test(character) || faceFor(character.codePointAt(0) ?? 0, 'regular') !== undefined;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
