import type { ReadStatement, SqlRow } from '../db/read-sql.ts';
import { conditionOf } from './condition.ts';
import { selectRows } from './selection.ts';
import { quoted, Statement } from './statement.ts';
import { tableOf } from './tables.ts';
import { givenIn, Unsupported } from './unsupported.ts';

/** A query of Prisma as one statement. */
export interface CompiledRead {
  readonly statement: ReadStatement;
  /** What Prisma would give for the statement's rows. */
  read(rows: readonly SqlRow[]): unknown;
}

function compileMany(model: string, args: unknown, isSingle: boolean): CompiledRead {
  const statement = new Statement();
  const place = { statement, table: tableOf(model), alias: statement.alias() };
  const { sql, read } = selectRows(place, args);
  return {
    statement: { text: sql, parameters: statement.parameters },
    read: (rows) => {
      const found = read(rows.map(({ j }) => j as unknown[]));
      return isSingle ? (found[0] ?? null) : found;
    },
  };
}

function compileCount(model: string, args: unknown): CompiledRead {
  const [[name] = [], ...more] = givenIn(args, 'these arguments');
  if (more.length > 0 || (name !== undefined && name !== 'where')) throw new Unsupported('this count');
  const statement = new Statement();
  const place = { statement, table: tableOf(model), alias: statement.alias() };
  const condition = conditionOf(place, (args as { where?: unknown }).where);
  const text = `SELECT count(*)::int AS n FROM ${quoted(model)} ${place.alias} WHERE ${condition}`;
  return { statement: { text, parameters: statement.parameters }, read: (rows) => rows[0]?.['n'] };
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
