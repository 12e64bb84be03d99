/**
 * Makes a workspace and its first admin, where there is no demo to start from:
 *
 *   KEYNEST_PASSWORD='…' npm run create-workspace -- --landlord "Lou Landry" --email lou@example.com
 *
 * The admin is the landlord as well. The server must not be running on the same embedded database.
 */
import { parseArgs } from 'node:util';
import { hashPassword } from '../src/commands/account/password.ts';
import { stampWrites } from '../src/db/stamps.ts';
import type { PrismaClient } from '../src/generated/prisma/client.ts';
import { createIds } from '../src/ids.ts';
import { givenPassword } from './given-password.ts';
import { operatorCommand, withDatabase } from './operator-command.ts';

const USAGE = `Give --landlord (legal name) and --email; KEYNEST_PASSWORD holds the password.
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

interface Given {
  readonly landlord: string;
  readonly email: string;
  readonly password: string;
  readonly values: ReturnType<typeof readOptions>;
}

const readOptions = () => parseArgs({ options: OPTIONS }).values;

/** Looked at before a database is opened, which would make one. */
async function readGiven(): Promise<Given> {
  const values = readOptions();
  const { landlord, email } = values;
  if (!landlord || !email?.includes('@')) throw new Error(USAGE);
  // Throws a RangeError that names it, where there is no such time zone.
  new Intl.DateTimeFormat('en-CA', { timeZone: values['time-zone'] });
  return { landlord, email, password: await givenPassword({ name: landlord, email }), values };
}

async function createWorkspace(prisma: PrismaClient, given: Given): Promise<string> {
  const { landlord, email, password, values } = given;
  if (await prisma.user.findUnique({ where: { email: email.toLowerCase() } })) {
    throw new Error(`${email} signs in already. Give another address with --email.`);
  }
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

await operatorCommand(async () => {
  const given = await readGiven();
  const id = await withDatabase(({ prisma }) =>
    createWorkspace(stampWrites(prisma, { now: () => new Date() }), given),
  );
  return `Made workspace ${id}. Sign in with the e-mail and the password given.`;
});
