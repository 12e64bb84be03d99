import type { Prisma } from '../../generated/prisma/client.ts';
import type { Role } from '../../generated/prisma/enums.ts';

/** Whether a user holds a role. Locks the role until the transaction ends: its removal waits, and sees the changes. */
export async function lockRole(tx: Prisma.TransactionClient, userId: string, role: Role): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Membership" WHERE "userId" = ${userId} AND "role" = ${role}::"Role" FOR SHARE`;
  return held.length > 0;
}
