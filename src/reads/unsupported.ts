/** A query that is not compiled here; Prisma runs it. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';

  constructor(what: string) {
    super(`Reads are not compiled with ${what}.`);
  }
}

type Values = Readonly<Record<string, unknown>>;

/** An object of Prisma's arguments. @throws Unsupported for any other value. */
export function valuesOf(value: unknown, what: string): Values {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  throw new Unsupported(what);
}

/** The entries of an object that are given: Prisma ignores undefined. */
export function givenIn(value: unknown, what: string): [name: string, value: unknown][] {
  return Object.entries(valuesOf(value, what)).filter(([, given]) => given !== undefined);
}
