import { takeTurn } from '../../../turns.ts';
import type { Weight } from '../font/catalog.ts';
import { SHAPED } from './characters.ts';
import { cleanParagraphs } from './clean.ts';
import { setLine } from './line.ts';
import { partsOf } from './wrap.ts';

/** Number of characters shaped at a time, a few milliseconds of work. */
const CHARACTERS_AT_A_TIME = 200;

function shape(text: string, weight: Weight): void {
  try {
    setLine([{ text, weight }]);
  } catch {
    // The check of the facts finds the same fault and reports its fact.
  }
}

/**
 * Shapes the words of texts before the layout and lets other requests run in between. Shaping is most of the work, and
 * the faces cache their shaped words.
 */
export async function shapeAhead(texts: readonly string[]): Promise<void> {
  let shaped = 0;
  for (const part of new Set([...new Set(texts)].flatMap(cleanParagraphs).flatMap(partsOf))) {
    shape(part, 'regular');
    // The check of the facts shapes these words in both weights.
    if (SHAPED.test(part)) shape(part, 'bold');
    shaped += part.length;
    if (shaped < CHARACTERS_AT_A_TIME) continue;
    shaped = 0;
    await takeTurn();
  }
}
