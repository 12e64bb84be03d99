import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '../generated/prisma/client.ts';
import { notFound } from '../errors.ts';

type Id = string | bigint;
type Row = Readonly<Record<string, unknown>>;
type Selection = Readonly<Record<string, unknown>>;

/** Reads rows of a model. */
type ReadRows = (model: Prisma.ModelName, args: Selection) => Promise<readonly Row[]>;

/** Rows of one model to read with one selection. */
interface Batch {
  readonly model: Prisma.ModelName;
  readonly selection: Selection;
  readonly ids: Set<Id>;
  readonly rows: Promise<ReadonlyMap<unknown, Row>>;
}

/** The selection plus the id, the key of a batch's rows. */
function withId(selection: Selection): Selection {
  const { select } = selection;
  return select ? { ...selection, select: { ...select, id: true } } : selection;
}

/** Resolves after all callers of this tick have added their ids. */
function endOfTick(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

/** Loads rows by id. Loads of one tick with the same selection share a statement. */
export class RowLoader {
  readonly #read: ReadRows;
  #batches: Batch[] = [];

  constructor(read: ReadRows) {
    this.#read = read;
  }

  /** @throws DomainError NOT_FOUND for a row that no longer exists. */
  async load(model: Prisma.ModelName, id: Id, selection: Selection): Promise<Row> {
    const open = this.#batches.find(
      (batch) => batch.model === model && isDeepStrictEqual(batch.selection, selection),
    );
    const batch = open ?? this.#startBatch(model, selection);
    batch.ids.add(id);
    const row = (await batch.rows).get(id);
    if (!row) throw notFound('row');
    return row;
  }

  #startBatch(model: Prisma.ModelName, selection: Selection): Batch {
    const ids = new Set<Id>();
    const read = async () => {
      await endOfTick();
      this.#batches = this.#batches.filter((other) => other !== batch);
      const rows = await this.#read(model, { ...withId(selection), where: { id: { in: [...ids] } } });
      return new Map(rows.map((row) => [row['id'], row]));
    };
    const batch = { model, selection, ids, rows: read() };
    this.#batches.push(batch);
    return batch;
  }
}
