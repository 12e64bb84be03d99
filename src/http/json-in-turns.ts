import { giveWay, ROWS_AT_A_TIME } from '../turns.ts';

/** A longer list is written in turns. */
const LONG_LIST = 200;
/** Objects around a list, of a query for instance. */
const MAX_DEPTH = 5;

type Fields = Readonly<Record<string, unknown>>;

/** Rows that are presented while they are written: thousands of them are not held in two forms, nor made in one piece. */
export class PresentedRows<Row, Presented> {
  readonly #rows: readonly Row[];
  readonly #present: (row: Row) => Presented;

  constructor(rows: readonly Row[], present: (row: Row) => Presented) {
    this.#rows = rows;
    this.#present = present;
  }

  get length(): number {
    return this.#rows.length;
  }

  slice(start: number, end: number): Presented[] {
    return this.#rows.slice(start, end).map((row) => this.#present(row));
  }

  *[Symbol.iterator](): Generator<Presented> {
    for (const row of this.#rows) yield this.#present(row);
  }

  toJSON(): Presented[] {
    return [...this];
  }
}

type List = readonly unknown[] | PresentedRows<never, unknown>;

const isList = (value: unknown): value is List => Array.isArray(value) || value instanceof PresentedRows;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !isList(value) && !('toJSON' in value);

/** Whether the objects around a list hold a long one. Lists within rows are not looked at. */
export function hasLongList(value: unknown, depth = MAX_DEPTH): boolean {
  if (isList(value)) return value.length > LONG_LIST;
  if (depth === 0 || !isFields(value)) return false;
  return Object.values(value).some((inner) => hasLongList(inner, depth - 1));
}

/** Takes the next piece of a text. */
type Push = (text: string) => void;

async function writeList(rows: List, push: Push): Promise<void> {
  push('[');
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    await giveWay();
    const text = JSON.stringify(rows.slice(start, start + ROWS_AT_A_TIME)).slice(1, -1);
    push(start > 0 ? `,${text}` : text);
  }
  push(']');
}

async function writeFields(fields: Fields, push: Push): Promise<void> {
  let before = '{';
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    push(`${before}${JSON.stringify(name)}:`);
    before = ',';
    await write(value, push);
  }
  push(before === '{' ? '{}' : '}');
}

async function write(value: unknown, push: Push): Promise<void> {
  if (!hasLongList(value)) push(JSON.stringify(value));
  else if (isList(value)) await writeList(value, push);
  else await writeFields(value as Fields, push);
}

/** The text of JSON.stringify, made in turns: that of thousands of rows would hold other requests up. */
export async function jsonInTurns(value: unknown): Promise<string> {
  const texts: string[] = [];
  await write(value, (text) => texts.push(text));
  return texts.join('');
}

/** The same as bytes, which are made of each piece at once: a whole text would take as much memory again. */
export async function bytesInTurns(value: unknown): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await write(value, (text) => pieces.push(Buffer.from(text)));
  return Buffer.concat(pieces);
}
