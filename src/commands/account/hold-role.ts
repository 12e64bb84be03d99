import type { Prisma } from '../../generated/prisma/client.ts';
import type { Role } from '../../generated/prisma/enums.ts';

/**
 * Whether a user holds a role, which they then do until the transaction ends: whoever takes it away waits for it, and
 * finds what was done in it.
 */
export async function holdRole(tx: Prisma.TransactionClient, userId: string, role: Role): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Membership" WHERE "userId" = ${userId} AND "role" = ${role}::"Role" FOR SHARE`;
  return held.length > 0;
}
