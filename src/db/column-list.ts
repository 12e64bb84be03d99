import { Prisma } from '../generated/prisma/client.ts';

/** Names of columns for a raw statement, quoted and with commas between them. */
export function columnList(names: readonly string[]): Prisma.Sql {
  return Prisma.raw(names.map((name) => `"${name}"`).join(', '));
}
