/**
 * Makes a workspace and its first admin, where there is no demo to start from:
 *
 *   KEYNEST_PASSWORD='…' npm run create-workspace -- --landlord "Lou Landry" --email lou@example.com
 *
 * The admin is the landlord as well. The server must not be running on the same embedded database.
 */
import { parseArgs } from 'node:util';
import type { GraphQLInputType } from 'graphql';
import { hashPassword } from '../commands/account/password.ts';
import { stampWrites } from '../db/stamps.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { findFaults } from '../graphql/input/input-check.ts';
import { schema } from '../graphql/schema.ts';
import { provinceOf } from '../vocabulary/province.ts';
import { createIds } from '../ids.ts';
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

const readOptions = () => parseArgs({ options: OPTIONS }).values;

type Options = ReturnType<typeof readOptions>;

interface Given extends Options {
  readonly landlord: string;
  readonly email: string;
  readonly password: string;
}

/** What fills a field of the API's, by the field's name. */
const OPTION_OF: Readonly<Record<string, keyof Options>> = {
  name: 'name',
  landlordName: 'landlord',
  landlordPhone: 'phone',
  landlordEmail: 'email',
  street: 'street',
  city: 'city',
  province: 'province',
  postalCode: 'postal-code',
};

/** What the API would refuse, by the same checks. An address is whole, or there is none. */
function faultsOf({ landlord, email, name, phone, street, city, province, ...rest }: Options): string[] {
  const workspace = { name, landlordName: landlord, landlordPhone: phone, landlordEmail: email };
  const address = { street, city, province, postalCode: rest['postal-code'] };
  const hasAddress = [street, city, address.postalCode].some((part) => part !== undefined);
  const found = [
    findFaults(schema.getType('UpdateWorkspaceInput') as GraphQLInputType, workspace, [], 'raw'),
    ...(hasAddress
      ? [findFaults(schema.getType('AddressInput') as GraphQLInputType, address, [], 'raw')]
      : []),
  ];
  const faults = found.flatMap((one) => one.faults);
  return faults.map(({ path: [field], message }) => `--${OPTION_OF[String(field)] ?? ''}: ${message}`);
}

/** Looked at before a database is opened, which would make one. */
async function readGiven(): Promise<Given> {
  const options = readOptions();
  const { landlord, email } = options;
  if (landlord === undefined || email === undefined) throw new Error(USAGE);
  const faults = faultsOf(options);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  // Throws a RangeError that names it, where there is no such time zone.
  new Intl.DateTimeFormat('en-CA', { timeZone: options['time-zone'] });
  const password = await givenPassword({ name: landlord, email });
  return { ...options, landlord, email, password };
}

async function createWorkspace(prisma: PrismaClient, given: Given): Promise<string> {
  const { landlord, email, password } = given;
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
        name: given.name ?? landlord,
        timeZone: given['time-zone'],
        landlordName: landlord,
        landlordPhone: given.phone ?? null,
        landlordStreet: given.street ?? null,
        landlordCity: given.city ?? null,
        landlordProvince: provinceOf(given.province),
        landlordPostalCode: given['postal-code'] ?? null,
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
  const id = await withDatabase({ mustExist: false }, ({ prisma }) =>
    createWorkspace(stampWrites(prisma, { now: () => new Date() }), given),
  );
  return `Made workspace ${id}. Sign in with the e-mail and the password given.`;
});
