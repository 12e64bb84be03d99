import { Prisma } from '../generated/prisma/client.ts';

/** SQLSTATE of a row that a unique index refuses. */
const UNIQUE_VIOLATION = '23505';
/** SQLSTATE of a row that an exclusion constraint refuses. */
const EXCLUSION_VIOLATION = '23P01';

/** Whether a unique index refused a row. Raw SQL reports the SQLSTATE, Prisma P2002. */
export function isUniqueViolation(error: unknown): boolean {
  const isKnown = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
  return isKnown || causeCodes(error).includes(UNIQUE_VIOLATION);
}

/** Whether an exclusion constraint refused a row. Prisma has no code of its own for it. */
export function isExclusionViolation(error: unknown): boolean {
  return causeCodes(error).includes(EXCLUSION_VIOLATION);
}

/** Every code in an error and its causes: Prisma's, PostgreSQL's, the operating system's. */
export function causeCodes(error: unknown, depth = 0): unknown[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, originalCode, kind, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  const below = [cause, meta, driverAdapterError].flatMap((inner) => causeCodes(inner, depth + 1));
  return [code, originalCode, kind, ...below];
}

/** Whether a row to read or change is missing or invisible. */
export function isMissingRow(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025';
}
