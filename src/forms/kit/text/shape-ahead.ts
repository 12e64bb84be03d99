import { setImmediate } from 'node:timers/promises';
import type { Weight } from '../font/catalog.ts';
import { SHAPED } from './characters.ts';
import { cleanParagraphs } from './clean.ts';
import { setLine } from './line.ts';
import { partsOf } from './wrap.ts';

/** Characters that are shaped at a time: some milliseconds of work. */
const CHARACTERS_AT_A_TIME = 200;

function shape(text: string, weight: Weight): void {
  try {
    setLine([{ text, weight }]);
  } catch {
    // The check of the facts finds it again, and names the fact that it stands in.
  }
}

/**
 * Shapes the words of texts that are going to be laid out, and lets others have their turn in between: shaping is most
 * of the work, and the faces keep what they have shaped.
 */
export async function shapeAhead(texts: readonly string[]): Promise<void> {
  let shaped = 0;
  for (const part of texts.flatMap(cleanParagraphs).flatMap(partsOf)) {
    shape(part, 'regular');
    // The check of the facts looks at these in both weights.
    if (SHAPED.test(part)) shape(part, 'bold');
    shaped += part.length;
    if (shaped < CHARACTERS_AT_A_TIME) continue;
    shaped = 0;
    await setImmediate();
  }
}
