import type { SqlStatement } from '../db/read-sql.ts';
import type { Column } from './tables.ts';
import { Unsupported } from './unsupported.ts';

/** Enum members are part of the text, so that partial indexes fit. */
const ENUM_MEMBER = /^\w+$/;

/** Columns that hold ids, whose parameters are all text. */
const IS_ID = /(^id|Id)$/;

/** Days and instants that lists are ordered by, and filtered by from one to another. */
const RANGED_COLUMN = /^(dueKey|receivedKey|servedKey|updatedAt)$/;

export function quoted(name: string): string {
  return `"${name}"`;
}

/** What a value is sent as: the server reads it by the type of the column beside it. */
function parameterOf({ type }: Column, value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string' && type !== 'Json') return value;
  if (typeof value === 'boolean' && type === 'Boolean') return value;
  if (typeof value === 'number' && (type === 'Int' || type === 'BigInt')) return value;
  throw new Unsupported(`a value of ${type}`);
}

function literalOf(member: unknown): string {
  if (typeof member !== 'string' || !ENUM_MEMBER.test(member)) throw new Unsupported('this enum member');
  return `'${member}'`;
}

/** A statement in the making: its aliases and its parameters. */
export class Statement {
  readonly #parameters: unknown[] = [];
  readonly #places = new Map<unknown, string>();
  #aliases = 0;
  #isPlannedAnew = false;

  /** The statement with its text, and the parameters that the text has places for. */
  withText(text: string): SqlStatement {
    return { text, parameters: this.#parameters, isPlannedAnew: this.#isPlannedAnew };
  }

  alias(): string {
    return `t${this.#aliases++}`;
  }

  /** The place of a value that is compared with a column. An id that occurs again has the same place. */
  place(column: Column, value: unknown): string {
    if (column.type === 'Enum') return literalOf(value);
    const isId = IS_ID.test(column.name) && column.type === 'String';
    const known = isId ? this.#places.get(value) : undefined;
    if (known !== undefined) return known;
    this.#parameters.push(parameterOf(column, value));
    const place = `$${this.#parameters.length}`;
    if (isId) this.#places.set(value, place);
    return place;
  }

  /**
   * The place of the bound of a range. A plan that fits any days would walk the order of the list, and read all of it where
   * the days have few rows.
   */
  bound(column: Column, value: unknown): string {
    if (RANGED_COLUMN.test(column.name)) this.#isPlannedAnew = true;
    return this.place(column, value);
  }

  /** A condition that a column has one of the values. One parameter, so that its text is the same for any number. */
  isOneOf(column: Column, expression: string, values: readonly unknown[]): string {
    if (values.length === 0) return 'FALSE';
    if (values.some((value) => value === null || value === undefined))
      throw new Unsupported('null in a list');
    if (column.type === 'Enum') return `${expression} IN (${values.map(literalOf).join(', ')})`;
    // Alone, it is compared as itself: of lists PostgreSQL guesses the length, and plans such a statement anew each time.
    const [only] = values;
    if (values.length === 1) return `${expression} = ${this.place(column, only)}`;
    this.#parameters.push(values.map((value) => parameterOf(column, value)));
    return `${expression} = ANY($${this.#parameters.length})`;
  }
}
