import { DomainError, type ErrorCode, type Fault } from '../errors.ts';

/** The most rows that one mutation takes. */
export const MAX_ROWS = 100;

/** Whether one refused row refuses them all. */
export const BulkMode = { TRANSACTIONAL: 'TRANSACTIONAL', PARTIAL: 'PARTIAL' } as const;
export type BulkMode = keyof typeof BulkMode;

/** A row of an input, with its place. */
export interface PlacedRow<Row> {
  readonly index: number;
  readonly row: Row;
}

/** What became of a row: the ids of what was written, or why it was refused. */
export interface RowOutcome<Ids> {
  readonly ids: Ids | null;
  readonly faults: readonly Fault[];
}

/** The rows of a call, and what is wrong with those that were malformed, by their places among all. */
export interface Bulk<Row> {
  readonly rows: readonly Row[];
  readonly mode: BulkMode;
  readonly malformed: ReadonlyMap<number, readonly Fault[]>;
}

/** Refusals by the place of their row. */
export type Refusals = ReadonlyMap<number, DomainError>;

/** Transactions that are tried before rows that are refused anew refuse them all. */
const MAX_PASSES = 5;

/** The faults of a row, with paths from the operation's arguments down. */
function faultsOfRow(index: number, { reason, message, details }: DomainError): Fault[] {
  if (details.length === 0) return [{ path: ['rows', index], code: reason, message }];
  return details.map((fault) => ({ ...fault, path: ['rows', index, ...fault.path.slice(1)] }));
}

/** The same error, as the fault of a field of its row. */
export function atField(field: string, { code, reason, message }: DomainError): DomainError {
  const details = [{ path: ['input', field], code: reason, message }];
  return new DomainError(code, message, { reason, details });
}

function summaryOf(errors: readonly DomainError[]): string {
  const [first] = errors;
  if (first && errors.length === 1) return first.message;
  return `${errors.length} rows are refused, so nothing was changed. Correct each of them, or use the mode PARTIAL.`;
}

const shared = <Value extends string>(values: readonly Value[], otherwise: Value): Value =>
  new Set(values).size === 1 ? (values[0] ?? otherwise) : otherwise;

/** The refusal of all rows because of some. Its code and reason are theirs, where they agree. */
export class RowsRefused extends DomainError {
  readonly refusals: Refusals;

  constructor(refusals: Refusals) {
    const errors = [...refusals.values()];
    const code = shared<ErrorCode>(
      errors.map((error) => error.code),
      'BAD_INPUT',
    );
    const reason = shared(
      errors.map((error) => error.reason),
      'rows_refused',
    );
    const details = [...refusals].flatMap(([index, error]) => faultsOfRow(index, error));
    super(code, summaryOf(errors), { reason, details });
    this.refusals = refusals;
  }
}

/** Writes rows in one transaction, or throws RowsRefused. `record` gives the subject of the effect. */
export type WriteRows<Row, Ids> = (
  rows: readonly PlacedRow<Row>[],
  record: (ids: readonly Ids[]) => string,
) => Promise<readonly Ids[]>;

function outcomesOf<Ids>(
  { rows, malformed }: Bulk<unknown>,
  kept: readonly PlacedRow<unknown>[],
  ids: readonly Ids[],
  refusals: Refusals,
): RowOutcome<Ids>[] {
  const written = new Map(kept.map(({ index }, place) => [index, ids[place] ?? null]));
  return Array.from({ length: rows.length + malformed.size }, (_, index) => {
    const refusal = refusals.get(index);
    const faults = refusal ? faultsOfRow(index, refusal) : [];
    return { ids: written.get(index) ?? null, faults: malformed.get(index) ?? faults };
  });
}

/** The rows in their places among all. */
function placed<Row>({ rows, malformed }: Bulk<Row>): readonly PlacedRow<Row>[] {
  let index = -1;
  return rows.map((row) => {
    do index += 1;
    while (malformed.has(index));
    return { row, index };
  });
}

/**
 * Writes many rows at once. In the mode `PARTIAL` malformed rows were set aside. There, rows that a transaction refuses
 * are left out of the next one, so that what is committed is sound as a whole.
 *
 * @throws RowsRefused in the mode `TRANSACTIONAL`.
 */
export async function writeRows<Row, Ids>(
  bulk: Bulk<Row>,
  write: WriteRows<Row, Ids>,
): Promise<readonly RowOutcome<Ids>[]> {
  const rows = placed(bulk);
  const refusals = new Map<number, DomainError>();
  for (let pass = 1; ; pass += 1) {
    const kept = rows.filter(({ index }) => !refusals.has(index));
    const outcomes = (ids: readonly Ids[]) => outcomesOf(bulk, kept, ids, refusals);
    if (kept.length === 0) return outcomes([]);
    try {
      return outcomes(await write(kept, (ids) => JSON.stringify(outcomes(ids))));
    } catch (error) {
      if (!(error instanceof RowsRefused) || bulk.mode === 'TRANSACTIONAL' || pass === MAX_PASSES)
        throw error;
      for (const [index, refusal] of error.refusals) refusals.set(index, refusal);
    }
  }
}

/** Refusals of rows, collected one by one. */
export class RefusalList {
  readonly #refusals = new Map<number, DomainError>();

  /** Runs the work of a row; undefined where it is refused. */
  attempt<Result>(index: number, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#refusals.set(index, error);
      return undefined;
    }
  }

  /** Adds the refusals of rows that were written elsewhere. @throws any other error. */
  readonly takeOver = (error: unknown): void => {
    if (!(error instanceof RowsRefused)) throw error;
    for (const [index, refusal] of error.refusals) this.#refusals.set(index, refusal);
  };

  /** @throws RowsRefused if there are any. */
  assertNone(): void {
    if (this.#refusals.size > 0)
      throw new RowsRefused(new Map([...this.#refusals].sort(([a], [b]) => a - b)));
  }
}
