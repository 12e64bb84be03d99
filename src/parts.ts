/** Rows of one statement of a long list. No more are held in memory twice, unless the list is so long that its parts grow. */
const ROWS_OF_A_PART = 1_000;

/** Parts of a long list, at most: a list of any length takes a bounded number of statements. */
const MOST_PARTS = 8;

/** Parts of a list, in its order. */
export function* partsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/**
 * Reads a list in parts, one after the other: eight at most. While the caller works on one, the database finds the next
 * one.
 */
export async function* readAhead<Item, Found>(
  items: readonly Item[],
  read: (part: Item[]) => Promise<Found>,
): AsyncGenerator<Found> {
  let reading: Promise<Found> | null = null;
  for (const part of partsOf(items, Math.max(ROWS_OF_A_PART, Math.ceil(items.length / MOST_PARTS)))) {
    const before: Promise<Found> | null = reading;
    if (before) await before;
    reading = read(part);
    // The caller may stop before it asks for this part.
    reading.catch(() => undefined);
    if (before) yield before;
  }
  if (reading) yield reading;
}
