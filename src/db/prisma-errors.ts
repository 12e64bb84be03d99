import { Prisma } from '../generated/prisma/client.ts';

/** PostgreSQL's SQLSTATE for a row that a unique index refuses. */
const UNIQUE_VIOLATION = '23505';
/** The same for a row that an exclusion constraint refuses. */
const EXCLUSION_VIOLATION = '23P01';

/** Whether the database refused a row because of a unique index; raw SQL tells by SQLSTATE. */
export function isUniqueViolation(error: unknown): boolean {
  const isPrismas = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
  return isPrismas || causeCodes(error).includes(UNIQUE_VIOLATION);
}

/** Whether the database refused a row because of an exclusion constraint; Prisma has no code of its own for it. */
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

/** Whether a row that was to be read or changed is not there, or not the viewer's to see. */
export function isMissingRow(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025';
}
