import type { PrismaClient } from '../generated/prisma/client.ts';
import { senderOf, type SqlStatement } from './read-sql.ts';

/**
 * Sends a change past Prisma where the client has a sender, and through Prisma otherwise. The change is a transaction by
 * itself, without an author: for tables that the audit log leaves out. Gives the number of changed rows.
 */
export function writeSql(prisma: PrismaClient, statement: SqlStatement): Promise<number> {
  const sender = senderOf(prisma);
  return sender ? sender.write(statement) : prisma.$executeRawUnsafe(statement.text, ...statement.parameters);
}
