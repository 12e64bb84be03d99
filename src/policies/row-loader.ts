import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '../generated/prisma/client.ts';
import { notFound } from '../errors.ts';

type Id = string | bigint;
type Row = Readonly<Record<string, unknown>>;
type Selection = Readonly<Record<string, unknown>>;

/** Reads the rows of a model that a `where` names. */
type ReadRows = (model: Prisma.ModelName, args: Selection) => Promise<readonly Row[]>;

/** Rows that are read together: the same of each. */
interface Batch {
  readonly model: Prisma.ModelName;
  readonly selection: Selection;
  readonly ids: Set<Id>;
  readonly rows: Promise<ReadonlyMap<unknown, Row>>;
}

/** With the id, by which the rows of a batch are told apart. */
function withId(selection: Selection): Selection {
  const { select } = selection;
  return select ? { ...selection, select: { ...select, id: true } } : selection;
}

/** After everything that is about to ask has asked. */
function askedBySoon(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

/**
 * Rows that are read again, each for itself: those of which the same is asked at once are read by one statement, and
 * not by as many as a list has rows.
 */
export class ShownRows {
  readonly #read: ReadRows;
  #open: Batch[] = [];

  constructor(read: ReadRows) {
    this.#read = read;
  }

  /** @throws DomainError NOT_FOUND for a row that is there no more. */
  async find(model: Prisma.ModelName, id: Id, selection: Selection): Promise<Row> {
    const open = this.#open.find(
      (batch) => batch.model === model && isDeepStrictEqual(batch.selection, selection),
    );
    const batch = open ?? this.#begin(model, selection);
    batch.ids.add(id);
    const row = (await batch.rows).get(id);
    if (!row) throw notFound('row');
    return row;
  }

  #begin(model: Prisma.ModelName, selection: Selection): Batch {
    const ids = new Set<Id>();
    const read = async () => {
      await askedBySoon();
      this.#open = this.#open.filter((other) => other !== batch);
      const rows = await this.#read(model, { ...withId(selection), where: { id: { in: [...ids] } } });
      return new Map(rows.map((row) => [row['id'], row]));
    };
    const batch = { model, selection, ids, rows: read() };
    this.#open.push(batch);
    return batch;
  }
}
