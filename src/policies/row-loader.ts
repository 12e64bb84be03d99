import { isDeepStrictEqual } from 'node:util';
import DataLoader from 'dataloader';
import type { Prisma } from '../generated/prisma/client.ts';
import { toldInTurns, type Batches } from '../turns.ts';

export type Id = string | bigint;
export type Row = Readonly<Record<string, unknown>>;
type Selection = Readonly<Record<string, unknown>>;

/** Reads the rows of a model that a `where` names. */
type ReadRows = (model: Prisma.ModelName, args: Selection) => Promise<readonly Row[]>;

/** Reads rows of one model with one selection. */
interface SelectionLoader {
  readonly model: Prisma.ModelName;
  readonly selection: Selection;
  readonly loader: DataLoader<Id, Row | null>;
}

/** Rows of one statement, at most: more would be held in memory twice. */
const ROWS_AT_ONCE = 1_000;

/** Adds the id, by which the rows of a batch are told apart. */
function withId(selection: Selection): Selection {
  const { select } = selection;
  return select ? { ...selection, select: { ...select, id: true } } : selection;
}

/**
 * Reads rows by their ids. What is asked for of the same model and selection in one turn, or by one list, becomes one
 * statement, so a list does not cost a statement for each of its rows. Nothing is cached: a later request reads the row again.
 */
export class RowLoader {
  readonly #read: ReadRows;
  readonly #batches: Batches;
  readonly #loaders: SelectionLoader[] = [];

  constructor(read: ReadRows, batches: Batches) {
    this.#read = read;
    this.#batches = batches;
  }

  /** The row, or null where `read` finds no row of this id. */
  load(model: Prisma.ModelName, id: Id, selection: Selection): Promise<Row | null> {
    const known = this.#loaders.find(
      (other) => other.model === model && isDeepStrictEqual(other.selection, selection),
    );
    return (known ?? this.#add(model, selection)).loader.load(id);
  }

  #add(model: Prisma.ModelName, selection: Selection): SelectionLoader {
    const readAll = async (ids: readonly Id[]) => {
      const where = { id: { in: [...new Set(ids)] } };
      const rows = await this.#read(model, { ...withId(selection), where });
      const byId = new Map(rows.map((row) => [row['id'], row]));
      return toldInTurns(ids.map((id) => byId.get(id) ?? null));
    };
    const { batchScheduleFn } = this.#batches;
    const options = { batchScheduleFn, cache: false, maxBatchSize: ROWS_AT_ONCE };
    const loader = new DataLoader<Id, Row | null>(readAll, options);
    const added = { model, selection, loader };
    this.#loaders.push(added);
    return added;
  }
}
