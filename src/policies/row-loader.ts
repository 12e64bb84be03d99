import { isDeepStrictEqual } from 'node:util';
import DataLoader from 'dataloader';
import type { Prisma } from '../generated/prisma/client.ts';
import { readAhead } from '../parts.ts';
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

/** Adds the id, by which the rows of a batch are told apart. */
function withId(selection: Selection): Selection {
  const { select } = selection;
  return select ? { ...selection, select: { ...select, id: true } } : selection;
}

/**
 * Reads rows by their ids. What is asked for of the same model and selection in one turn, or by one list, is read
 * together, so a list does not cost a statement for each of its rows. Nothing is cached: a later request reads the row again.
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
      const byId = new Map<unknown, Row>();
      const read = (part: Id[]) => this.#read(model, { ...withId(selection), where: { id: { in: part } } });
      for await (const rows of readAhead([...new Set(ids)], read)) {
        for (const row of rows) byId.set(row['id'], row);
      }
      return toldInTurns(ids.map((id) => byId.get(id) ?? null));
    };
    const { batchScheduleFn } = this.#batches;
    const loader = new DataLoader<Id, Row | null>(readAll, { batchScheduleFn, cache: false });
    const added = { model, selection, loader };
    this.#loaders.push(added);
    return added;
  }
}
