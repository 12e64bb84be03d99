import type { SqlStatement, SqlRow } from '../db/read-sql.ts';
import { giveWay, ROWS_AT_A_TIME } from '../turns.ts';
import { conditionOf } from './condition.ts';
import { selectRows } from './selection.ts';
import { quoted, Statement } from './statement.ts';
import { tableOf } from './tables.ts';
import { givenIn, Unsupported } from './unsupported.ts';

/** A query of Prisma as one statement. */
export interface CompiledRead {
  readonly statement: SqlStatement;
  /** What Prisma would give for the statement's rows. */
  readonly read: (rows: readonly SqlRow[]) => unknown;
  /** The same of a long list, in turns so that other requests run in between. Absent where lists are short. */
  readonly readInTurns?: (rows: readonly SqlRow[]) => Promise<unknown>;
}

type ReadRows = (rows: readonly SqlRow[]) => readonly unknown[];

async function readPieces(rows: readonly SqlRow[], read: ReadRows): Promise<readonly unknown[]> {
  if (rows.length <= ROWS_AT_A_TIME) return read(rows);
  const found: unknown[] = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    await giveWay();
    found.push(...read(rows.slice(start, start + ROWS_AT_A_TIME)));
  }
  return found;
}

function compileMany(model: string, args: unknown, isSingle: boolean): CompiledRead {
  const statement = new Statement();
  const place = { statement, table: tableOf(model), alias: statement.alias() };
  const { sql, read, isPage } = selectRows(place, args);
  const readRows: ReadRows = (rows) => read(rows.map(({ j }) => j as unknown[]));
  return {
    statement: statement.withText(sql),
    read: (rows) => (isSingle ? (readRows(rows)[0] ?? null) : readRows(rows)),
    ...(isPage ? {} : { readInTurns: (rows) => readPieces(rows, readRows) }),
  };
}

function compileCount(model: string, args: unknown): CompiledRead {
  const [[name] = [], ...more] = givenIn(args, 'these arguments');
  if (more.length > 0 || (name !== undefined && name !== 'where')) throw new Unsupported('this count');
  const statement = new Statement();
  const place = { statement, table: tableOf(model), alias: statement.alias() };
  const condition = conditionOf(place, (args as { where?: unknown }).where);
  const text = `SELECT count(*)::int AS n FROM ${quoted(model)} ${place.alias} WHERE ${condition}`;
  return { statement: statement.withText(text), read: (rows) => rows[0]?.['n'] };
}

function withLimitOne(args: object): object {
  if ('take' in args) throw new Unsupported('a page of a single row');
  return { ...args, take: 1 };
}

function compile(model: string, operation: string, args: object): CompiledRead {
  switch (operation) {
    case 'findMany':
      return compileMany(model, args, false);
    case 'findUnique':
    case 'findUniqueOrThrow':
    case 'findFirst':
    case 'findFirstOrThrow':
      return compileMany(model, withLimitOne(args), true);
    case 'count':
      return compileCount(model, args);
    default:
      throw new Unsupported(operation);
  }
}

/** The statement of a read; null where Prisma has to run it. */
export function compileRead(model: string, operation: string, args: object): CompiledRead | null {
  try {
    return compile(model, operation, args);
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}
