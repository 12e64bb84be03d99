import { DomainError } from '../../../errors.ts';
import type { Weight } from '../font/catalog.ts';
import type { Face, ShapedWord } from '../font/face.ts';
import { faceFor } from '../font/fallback.ts';
import { readsRightToLeft, visualOrder } from './bidi.ts';
import { charactersOf } from './characters.ts';

/** A run of text in one weight. */
export interface Span {
  readonly text: string;
  readonly weight: Weight;
}

/** A line ready to draw: words from left to right, width in thousandths of the type size. */
export interface Line {
  readonly words: readonly ShapedWord[];
  readonly width: number;
}

const ATTACHED = /[\p{M}\u200c\u200d]/u;

/** Shapes a single line, which the caller has wrapped and cleaned. Pure except for the font cache. */
export function setLine(spans: readonly Span[]): Line {
  const words = spans.flatMap(({ text, weight }) =>
    readsRightToLeft(text)
      ? visualOrder(text).flatMap((run) =>
          run.level === 1 ? rightToLeft(run.text, weight) : leftToRight(run.text, weight),
        )
      : leftToRight(text, weight),
  );
  return { words, width: words.reduce((sum, word) => sum + word.width, 0) };
}

/** Width in points of a text on a single line. */
export function widthPt(text: string, weight: Weight, sizePt: number): number {
  return (setLine([{ text, weight }]).width * sizePt) / 1000;
}

/** Number of words kept with their faces, e.g. those of a form. A word of a table is measured, checked and drawn. */
const WORDS_KEPT = 6_000;
const wordsKept = new Map<string, readonly ShapedWord[]>();

function leftToRightWord(word: string, weight: Weight): readonly ShapedWord[] {
  const key = `${weight} ${word}`;
  const known = wordsKept.get(key);
  if (known) return known;
  const shaped = splitByFace(word, weight, '').map(({ face, part }) => face.shape(part));
  if (wordsKept.size >= WORDS_KEPT) wordsKept.clear();
  wordsKept.set(key, shaped);
  return shaped;
}

function leftToRight(text: string, weight: Weight): readonly ShapedWord[] {
  return text
    .split(/( )/u)
    .filter((word) => word !== '')
    .flatMap((word) => leftToRightWord(word, weight));
}

/** Shapes right-to-left text together with its spaces, so that PDF readers reverse all of it, not each word. */
function rightToLeft(text: string, weight: Weight): readonly ShapedWord[] {
  return splitByFace(text, weight, ' ')
    .map(({ face, part }) =>
      face.shape(readsRightToLeft(part) ? part : [...charactersOf(part)].reverse().join('')),
    )
    .reverse();
}

/** Runs that a single face prints. Characters of `kept` stay in the previous run if its face has them. */
function splitByFace(
  text: string,
  weight: Weight,
  kept: string,
): readonly { readonly face: Face; readonly part: string }[] {
  const parts: { face: Face; part: string }[] = [];
  for (const character of text) {
    const last = parts.at(-1);
    const codePoint = character.codePointAt(0) ?? 0;
    const stays = kept.includes(character) && last?.face.has(codePoint) === true;
    if (last && (stays || ATTACHED.test(character))) {
      last.part += character;
      continue;
    }
    const face = faceFor(codePoint, weight) ?? refuse(character);
    if (last?.face === face) last.part += character;
    else parts.push({ face, part: character });
  }
  return parts;
}

function refuse(character: string): never {
  throw new DomainError(
    'BAD_INPUT',
    `The document's fonts cannot print “${character}”. Write the text in Latin letters.`,
    {
      reason: 'unsupported_script',
    },
  );
}
