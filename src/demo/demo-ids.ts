import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { typeIdOf, type IdNoun, type NewId } from '../ids.ts';

/** Before any real id, so that what is made later sorts after the demo. */
const MADE_AT = Date.UTC(2026, 0, 1);

/** Ids that are the same in every demo, counted by noun: the examples of the documents name them. */
export function createDemoIds(): NewId {
  const counts = new Map<IdNoun, number>();
  return (noun) => {
    const seq = (counts.get(noun) ?? 0) + 1;
    counts.set(noun, seq);
    // In place of chance, so that ids of two nouns do not look alike.
    const random = createHash('sha256').update(`${noun} ${seq}`).digest();
    return typeIdOf(noun, uuidv7({ msecs: MADE_AT, seq, random }));
  };
}
