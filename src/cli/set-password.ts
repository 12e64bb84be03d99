import { hashPassword } from '../commands/account/password-hash.ts';
import { stampWrites } from '../db/stamps.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { givenPassword } from './given-password.ts';
import type { Outcome } from './outcome.ts';
import { withDatabase } from './with-database.ts';

async function changePassword(prisma: PrismaClient, email: string): Promise<Outcome> {
  const user = await prisma.user.findUnique({ where: { email: email.toLowerCase() } });
  if (!user)
    throw new Error(`No account has the address ${email}. Give --email as the account signs in with it.`);
  const passwordHash = await hashPassword(await givenPassword(user));
  const now = new Date();
  const { count } = await prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    const open = { userId: user.id, revokedAt: null, expiresAt: { gt: now } };
    return tx.session.updateMany({ where: open, data: { revokedAt: now } });
  });
  return {
    text: `Set the password of ${user.email} and ended ${count} of its sessions.`,
    data: { email: user.email, endedSessions: count },
  };
}

/**
 * `keynest user set-password`: sets the password of an account and ends its sessions. API keys stay valid. A
 * server of the same database may be running, except PGlite's.
 */
export function setPassword(email: string): Promise<Outcome> {
  return withDatabase({ mustExist: true }, ({ prisma }) =>
    changePassword(stampWrites(prisma, { now: () => new Date() }), email),
  );
}
