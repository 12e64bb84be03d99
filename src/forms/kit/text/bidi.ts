import bidiFactory, { type Bidi } from 'bidi-js';
import { charactersOf } from './characters.ts';

/** A run of text in one direction. Even levels read left to right, odd levels right to left. */
export interface DirectedText {
  readonly text: string;
  readonly level: number;
}

const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A sign within a number, as in 416-555-0100. */
const SIGN_IN_NUMBER = /(?<=\d)[+-](?=\d)/g;

/** The Unicode Bidirectional Algorithm (UAX #9). Its types describe an ES module; Node.js loads the CommonJS one. */
const bidi = (bidiFactory as unknown as () => Bidi)();

/** Whether a text contains right-to-left characters. */
export function readsRightToLeft(text: string): boolean {
  return RIGHT.test(text) || /[\u0660-\u0669]/u.test(text);
}

/**
 * Embedding levels of a line in a left-to-right document. After Arabic letters, UAX #9 would reverse the groups of
 * 416-555-0100. A phone number must stay in order, so a sign within a number counts as a decimal point (rule HL2).
 */
function levelsOf(line: string) {
  return bidi.getEmbeddingLevels(line.replace(SIGN_IN_NUMBER, '.'), 'ltr').levels;
}

/** Splits a line into runs of one direction, in visual order from left to right. */
export function visualOrder(line: string): readonly DirectedText[] {
  const levels = levelsOf(line);
  const mirrored = bidi.getMirroredCharactersMap(line, levels);
  const runs: { text: string; level: number }[] = [];
  let index = 0;
  for (const character of charactersOf(line)) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    const shown = mirrored.get(index) ?? character;
    if (last?.level === level) last.text += shown;
    else runs.push({ text: shown, level });
    index += character.length;
  }
  return reorder(reorder(runs, 2), 1);
}

/** Reverses every unbroken sequence of runs of at least `level` (UAX #9, rule L2). */
function reorder(runs: readonly DirectedText[], level: number): readonly DirectedText[] {
  const result: DirectedText[] = [];
  let held: DirectedText[] = [];
  for (const run of runs) {
    if (run.level >= level) {
      held.unshift(run);
      continue;
    }
    result.push(...held, run);
    held = [];
  }
  return [...result, ...held];
}
