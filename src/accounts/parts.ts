/** Tenancies of one statement of a report. No more are held in memory with their money, however many it covers. */
export const TENANCIES_AT_ONCE = 1_000;

/** Parts of a list, in its order. */
export function* partsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Reads parts of a list one after the other. While the caller works on one, the database finds the next one. */
export async function* readAhead<Item, Found>(
  items: readonly Item[],
  size: number,
  read: (part: Item[]) => Promise<Found>,
): AsyncGenerator<Found> {
  let reading: Promise<Found> | null = null;
  for (const part of partsOf(items, size)) {
    const before: Promise<Found> | null = reading;
    if (before) await before;
    reading = read(part);
    // The caller may stop before it asks for this part.
    reading.catch(() => undefined);
    if (before) yield before;
  }
  if (reading) yield reading;
}
