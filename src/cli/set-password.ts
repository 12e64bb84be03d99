/**
 * For whoever forgot theirs, or whose password got out: sets it, and ends every session of the account:
 *
 *   KEYNEST_PASSWORD='…' npm run set-password -- --email lou@example.com
 *
 * API keys go on working. The server must not be running on the same embedded database.
 */
import { parseArgs } from 'node:util';
import { hashPassword } from '../commands/account/password.ts';
import { stampWrites } from '../db/stamps.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { givenPassword } from './given-password.ts';
import { operatorCommand, withDatabase } from './operator-command.ts';

async function setPassword(prisma: PrismaClient, email: string): Promise<string> {
  const user = await prisma.user.findUnique({ where: { email: email.toLowerCase() } });
  if (!user)
    throw new Error(`No account has the address ${email}. Give --email as somebody signs in with it.`);
  const passwordHash = await hashPassword(await givenPassword(user));
  const now = new Date();
  const { count } = await prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    const open = { userId: user.id, revokedAt: null, expiresAt: { gt: now } };
    return tx.session.updateMany({ where: open, data: { revokedAt: now } });
  });
  return `Set the password of ${user.email} and ended ${count} of its sessions.`;
}

await operatorCommand(async () => {
  const { email } = parseArgs({ options: { email: { type: 'string' } } }).values;
  if (!email) throw new Error('Give --email, the address that somebody signs in with.');
  return withDatabase({ mustExist: true }, ({ prisma }) =>
    setPassword(stampWrites(prisma, { now: () => new Date() }), email),
  );
});
