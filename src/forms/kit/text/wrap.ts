import type { Line, Span } from './line.ts';
import { setLine } from './line.ts';

/** The smallest text after which a line can break. A `glued` unit stays with the unit before it. */
interface Atom extends Span {
  readonly isSpace: boolean;
  readonly glued: boolean;
  readonly width: number;
}

const EM = 1000;
/** Number of letters that exceeds the widest line in the smallest type. */
export const LONGEST_WORD = 150;
const IDEOGRAPH = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
const BREAKABLE = new RegExp(
  ` |[${IDEOGRAPH}][、。，．！？）」』】]*|[^ ${IDEOGRAPH}]+?\\p{L}-(?=\\p{L})|[^ ${IDEOGRAPH}]+`,
  'gu',
);
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Number of paragraphs kept with their lines: those that every document of its kind prints. */
const PARAGRAPHS_KEPT = 1_000;
/** Longer paragraphs are somebody's own words. */
const LONGEST_KEPT = 1_200;
const paragraphsKept = new Map<string, readonly Line[]>();

/**
 * Breaks a paragraph into lines at most `widthPt` wide: at spaces, after hyphens between letters,
 * between ideographs, and inside a word only if the word alone is wider than a line.
 */
export function wrap(spans: readonly Span[], sizePt: number, widthPt: number): readonly Line[] {
  const limit = (widthPt * EM) / sizePt;
  const short = shortLine(spans, limit);
  if (short) return [short];
  const key = JSON.stringify([limit, spans]);
  const known = paragraphsKept.get(key);
  if (known) return known;
  const lines = wrapAfresh(spans, limit);
  if (key.length > LONGEST_KEPT) return lines;
  if (paragraphsKept.size >= PARAGRAPHS_KEPT) paragraphsKept.clear();
  paragraphsKept.set(key, lines);
  return lines;
}

function wrapAfresh(spans: readonly Span[], limit: number): readonly Line[] {
  const lines: Atom[][] = [];
  let line: Atom[] = [];
  let used = 0;
  for (const unit of units(spans).flatMap((one) => split(one, limit))) {
    const width = widthOf(unit);
    if (line.length > 0 && used + width > limit && !unit[0]?.isSpace) {
      lines.push(line);
      line = [];
      used = 0;
    }
    if (line.length === 0 && unit[0]?.isSpace) continue;
    line.push(...unit);
    used += width;
  }
  if (line.length > 0) lines.push(line);
  return lines.map((atoms) => setLine(merge(withoutEndSpaces(atoms))));
}

/** Whatever kerning a break after a hyphen would take away, a line of this part of the width has room for. */
const SURELY_FITS = 0.95;

/** A text of one weight that fits on a line with room to spare, e.g. a cell of a table: nothing is to be broken. */
function shortLine([span, ...others]: readonly Span[], limit: number): Line | null {
  if (!span || others.length > 0 || span.text === '' || span.text.trim() !== span.text) return null;
  // A letter is seldom wider than an em.
  if (span.text.length * EM > 2 * limit) return null;
  const line = setLine([span]);
  return line.width <= SURELY_FITS * limit ? line : null;
}

/** The parts of a text that are shaped separately in order to be measured. */
export function partsOf(text: string): readonly string[] {
  return (text.match(BREAKABLE) ?? []).flatMap(cutLongWord);
}

/** Number of letters of a cleaned paragraph in words that are longer than a line. */
export function lettersOfLongWords(text: string): number {
  const words = text.match(BREAKABLE) ?? [];
  return words.reduce((sum, { length }) => (length > LONGEST_WORD ? sum + length : sum), 0);
}

function atomsOf(spans: readonly Span[]): readonly Atom[] {
  let glueNext = false;
  return spans.flatMap(({ text, weight }) => {
    const parts = partsOf(text);
    return parts.map((part, index): Atom => {
      const isSpace = part === ' ';
      const glued = index === 0 && glueNext && !isSpace;
      if (index === parts.length - 1) glueNext = !isSpace;
      return { text: part, weight, isSpace, glued, width: setLine([{ text: part, weight }]).width };
    });
  });
}

/** Cuts a word that is longer than a line before it is shaped, since shaping thousands of letters is slow. */
export function cutLongWord(word: string): readonly string[] {
  if (word.length <= LONGEST_WORD) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece.length + segment.length > LONGEST_WORD) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece].filter((one) => one !== '');
}

function units(spans: readonly Span[]): readonly (readonly Atom[])[] {
  const result: Atom[][] = [];
  for (const atom of atomsOf(spans)) {
    const last = result.at(-1);
    if (atom.glued && last) last.push(atom);
    else result.push([atom]);
  }
  return result;
}

function widthOf(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, atom) => sum + atom.width, 0);
}

/** Cuts a unit that is wider than a whole line into pieces that fit. */
function split(unit: readonly Atom[], limit: number): readonly (readonly Atom[])[] {
  if (widthOf(unit) <= limit) return [unit];
  return unit.flatMap((atom) => splitAtom(atom, limit).map((piece) => [piece]));
}

function splitAtom(atom: Atom, limit: number): readonly Atom[] {
  const pieces: Atom[] = [];
  let text = '';
  let width = 0;
  const push = (): void => {
    if (text !== '') pieces.push({ ...atom, text, width: setLine([{ text, weight: atom.weight }]).width });
  };
  for (const { segment } of graphemes.segment(atom.text)) {
    const added = setLine([{ text: segment, weight: atom.weight }]).width;
    if (text !== '' && width + added > limit) {
      push();
      text = '';
      width = 0;
    }
    text += segment;
    width += added;
  }
  push();
  return pieces;
}

function withoutEndSpaces(atoms: readonly Atom[]): readonly Atom[] {
  let end = atoms.length;
  while (atoms[end - 1]?.isSpace) end -= 1;
  return atoms.slice(0, end);
}

function merge(atoms: readonly Atom[]): readonly Span[] {
  const spans: { text: string; weight: Span['weight'] }[] = [];
  for (const { text, weight } of atoms) {
    const last = spans.at(-1);
    if (last?.weight === weight) last.text += text;
    else spans.push({ text, weight });
  }
  return spans;
}
