import type { SqlReader } from '../db/read-sql.ts';
import { compileRead } from './compile.ts';

/** An answer of the database, or that Prisma has to find it. */
type Outcome = { readonly isFound: true; readonly result: unknown } | { readonly isFound: false };

const NOT_FOUND: Outcome = { isFound: false };

/**
 * Runs a query of Prisma as one statement. Prisma runs what is not compiled, and writes the error of a row that has to be
 * there and is not.
 */
export async function runRead(
  reader: SqlReader,
  model: string,
  operation: string,
  args: object,
): Promise<Outcome> {
  const compiled = compileRead(model, operation, args);
  if (!compiled) return NOT_FOUND;
  const rows = await reader.read(compiled.statement);
  const read = reader.isInTransaction ? compiled.read : (compiled.readInTurns ?? compiled.read);
  const result = await read(rows);
  return result === null && operation.endsWith('OrThrow') ? NOT_FOUND : { isFound: true, result };
}
