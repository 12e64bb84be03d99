/**
 * Makes a workspace and its first admin, where there is no demo to start from:
 *
 *   KEYNEST_PASSWORD='…' npm run create-workspace -- --landlord "Lou Landry" --email lou@example.com
 *
 * The admin is the landlord as well. The server must not be running on the same embedded database.
 */
import { parseArgs } from 'node:util';
import { hashPassword } from '../src/commands/session.ts';
import { stampWrites } from '../src/db/stamps.ts';
import type { PrismaClient } from '../src/generated/prisma/client.ts';
import { createIds } from '../src/ids.ts';
import { withDatabase } from './with-database.ts';

const LEAST_PASSWORD = 12;

const USAGE = `Give --landlord (legal name) and --email; KEYNEST_PASSWORD holds the password, at least ${LEAST_PASSWORD} characters.
Optional: --name (of the workspace), --phone, --street, --city, --province, --postal-code, --time-zone.`;

const OPTIONS = {
  landlord: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  phone: { type: 'string' },
  street: { type: 'string' },
  city: { type: 'string' },
  province: { type: 'string', default: 'ON' },
  'postal-code': { type: 'string' },
  'time-zone': { type: 'string', default: 'America/Toronto' },
} as const;

async function createWorkspace(prisma: PrismaClient): Promise<string> {
  const { values } = parseArgs({ options: OPTIONS });
  const { landlord, email } = values;
  const password = process.env['KEYNEST_PASSWORD'] ?? '';
  if (!landlord || !email?.includes('@') || password.length < LEAST_PASSWORD) throw new Error(USAGE);
  const newId = createIds({ now: () => new Date() });
  const workspaceId = newId('Workspace');
  const userId = newId('User');
  const passwordHash = await hashPassword(password);
  await prisma.$transaction(async (tx) => {
    await tx.workspace.create({
      data: {
        id: workspaceId,
        name: values.name ?? landlord,
        timeZone: values['time-zone'],
        landlordName: landlord,
        landlordPhone: values.phone ?? null,
        landlordStreet: values.street ?? null,
        landlordCity: values.city ?? null,
        landlordProvince: values.province,
        landlordPostalCode: values['postal-code'] ?? null,
        landlordEmail: email,
      },
    });
    await tx.user.create({
      data: { id: userId, workspaceId, email: email.toLowerCase(), name: landlord, passwordHash },
    });
    await tx.membership.createMany({
      data: (['ADMIN', 'LANDLORD'] as const).map((role) => ({
        id: newId('Membership'),
        workspaceId,
        userId,
        role,
      })),
    });
  });
  return workspaceId;
}

await withDatabase(async ({ prisma }) => {
  const id = await createWorkspace(stampWrites(prisma, { now: () => new Date() }));
  return `Made workspace ${id}. Sign in with the e-mail and the password given.`;
});
