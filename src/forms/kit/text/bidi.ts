import { charactersOf } from './characters.ts';
/** A stretch of text of one direction. Level 0 and 2 read left to right, 1 right to left. */
export interface DirectedText {
  readonly text: string;
  readonly level: number;
}

type Kind = 'left' | 'right' | 'digit' | 'arabicDigit' | 'neutral';

const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT = /\p{L}/u;
const NUMBER_JOINT = /[.,:/+-]/u;
const OPENING = '([{';
const CLOSING = ')]}';
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
};

function kindOf(character: string): Kind {
  if (/[0-9]/u.test(character)) return 'digit';
  if (/[\u0660-\u0669\u06f0-\u06f9]/u.test(character)) return 'arabicDigit';
  if (/\p{P}|\p{S}|\p{Z}/u.test(character)) return 'neutral';
  if (RIGHT.test(character)) return 'right';
  return LEFT.test(character) ? 'left' : 'neutral';
}

/** Whether a text holds anything that reads right to left. */
export function readsRightToLeft(text: string): boolean {
  return RIGHT.test(text) || /[\u0660-\u0669]/u.test(text);
}

/**
 * Embedding levels of a line in a left-to-right document: the part of UAX #9 that names, addresses
 * and short texts need (no explicit embeddings; those characters are taken out beforehand).
 */
function levelsOf(characters: readonly string[]): number[] {
  const kinds = characters.map(kindOf);
  characters.forEach((character, index) => {
    if (/\p{M}/u.test(character) && index > 0) kinds[index] = kinds[index - 1] ?? 'neutral';
  });
  let strong: Kind = 'left';
  const levels = kinds.map((kind): number | undefined => {
    if (kind === 'left' || kind === 'right') strong = kind;
    if (kind === 'arabicDigit') return 2;
    if (kind === 'digit') return strong === 'right' ? 2 : 0;
    if (kind === 'neutral') return undefined;
    return kind === 'right' ? 1 : 0;
  });
  joinNumbers(characters, levels);
  pairBrackets(characters, levels);
  return resolveNeutrals(levels);
}

/** Both brackets of a pair read like the text before them (UAX #9, rule N0, in short). */
function pairBrackets(characters: readonly string[], levels: (number | undefined)[]): void {
  const open: number[] = [];
  characters.forEach((character, index) => {
    if (OPENING.includes(character)) open.push(index);
    if (!CLOSING.includes(character)) return;
    const start = open.pop();
    if (start === undefined) return;
    const before = levels.slice(0, start).findLast((level) => level !== undefined) ?? 0;
    const inside = levels.slice(start + 1, index);
    const level = before > 0 && !inside.includes(0) && inside.includes(1) ? 1 : 0;
    levels[start] = level;
    levels[index] = level;
  });
}

/** 12.50 and 29/11/2026 stay one number inside right-to-left text. */
function joinNumbers(characters: readonly string[], levels: (number | undefined)[]): void {
  characters.forEach((character, index) => {
    if (!NUMBER_JOINT.test(character)) return;
    if (levels[index - 1] === 2 && levels[index + 1] === 2) levels[index] = 2;
  });
}

function resolveNeutrals(levels: readonly (number | undefined)[]): number[] {
  const following = new Array<number>(levels.length).fill(0);
  let next = 0;
  for (let index = levels.length - 1; index >= 0; index -= 1) {
    next = levels[index] ?? next;
    following[index] = next;
  }
  let before = 0;
  return levels.map((level, index) => {
    if (level !== undefined) before = level;
    return level ?? (before > 0 && (following[index] ?? 0) > 0 ? 1 : 0);
  });
}

/** Splits a line into stretches of one direction, in the order they stand on paper from left to right. */
export function visualOrder(line: string): readonly DirectedText[] {
  const characters = charactersOf(line);
  const levels = levelsOf(characters);
  const runs: { text: string; level: number }[] = [];
  characters.forEach((character, index) => {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    const shown = level === 1 ? (MIRRORED[character] ?? character) : character;
    if (last?.level === level) last.text += shown;
    else runs.push({ text: shown, level });
  });
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
