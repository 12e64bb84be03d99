import type { GraphQLInputType } from 'graphql';
import { hashPassword } from '../commands/account/password-hash.ts';
import { canonical } from '../address/address.ts';
import { stampWrites } from '../db/stamps.ts';
import { choiceMessage } from '../faults/faults.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { findFaults } from '../graphql/input/input-check.ts';
import { schema } from '../graphql/schema.ts';
import { createIds } from '../ids.ts';
import { ONTARIO, PROVINCES, provinceOf } from '../vocabulary/province.ts';
import { givenPassword } from './given-password.ts';
import type { Outcome } from './outcome.ts';
import { UsageError } from './usage-error.ts';
import { withDatabase } from './with-database.ts';

/** Options of `keynest workspace create`. */
export interface WorkspaceOptions {
  readonly landlord: string;
  readonly email: string;
  readonly name?: string;
  readonly phone?: string;
  readonly street?: string;
  readonly city?: string;
  readonly province: string;
  readonly postalCode?: string;
  readonly timeZone: string;
}

/** The option that gives each field of the API's input. */
const OPTION_OF: Readonly<Record<string, string>> = {
  name: 'name',
  landlordName: 'landlord',
  landlordPhone: 'phone',
  landlordEmail: 'email',
  street: 'street',
  city: 'city',
  province: 'province',
  postalCode: 'postal-code',
};

/** Faults by the API's own checks. An address is complete or absent. */
function faultsOf(options: WorkspaceOptions): string[] {
  const { landlord, email, name, phone, street, city, province, postalCode } = options;
  const workspace = { name, landlordName: landlord, landlordPhone: phone, landlordEmail: email };
  const address = { street, city, province: provinceOf(province) ?? ONTARIO, postalCode };
  const hasAddress = [street, city, postalCode].some((part) => part !== undefined);
  const found = [
    findFaults(schema.getType('UpdateWorkspaceInput') as GraphQLInputType, workspace, [], 'raw'),
    ...(hasAddress
      ? [findFaults(schema.getType('AddressInput') as GraphQLInputType, address, [], 'raw')]
      : []),
  ];
  const faults = found.flatMap((one) => one.faults);
  return faults.map(({ path: [field], message }) => `--${OPTION_OF[String(field)] ?? ''}: ${message}`);
}

function provinceFaults({ province }: WorkspaceOptions): string[] {
  return provinceOf(province) === null ? [`--province: ${choiceMessage(Object.keys(PROVINCES))}`] : [];
}

function timeZoneFaults({ timeZone }: WorkspaceOptions): string[] {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone });
    return [];
  } catch {
    return [`--time-zone: Unknown time zone ${timeZone}. Give one such as America/Toronto.`];
  }
}

/** @throws UsageError with every fault, before a database is opened, which would make one. */
function assertValid(options: WorkspaceOptions): void {
  const faults = [...faultsOf(options), ...provinceFaults(options), ...timeZoneFaults(options)];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

function workspaceRow(id: string, given: WorkspaceOptions) {
  const { street, city, province, postalCode } = given;
  const address = canonical({ street, city, province: provinceOf(province), postalCode });
  return {
    id,
    name: given.name ?? given.landlord,
    timeZone: given.timeZone,
    landlordName: given.landlord,
    landlordPhone: given.phone ?? null,
    landlordStreet: address.street ?? null,
    landlordCity: address.city ?? null,
    landlordProvince: address.province ?? null,
    landlordPostalCode: address.postalCode ?? null,
    landlordEmail: given.email,
  };
}

async function insertWorkspace(
  prisma: PrismaClient,
  given: WorkspaceOptions,
  password: string,
): Promise<string> {
  const { landlord, email } = given;
  if (await prisma.user.findUnique({ where: { email: email.toLowerCase() } })) {
    throw new Error(`${email} already has an account. Give another address with --email.`);
  }
  const newId = createIds({ now: () => new Date() });
  const workspaceId = newId('Workspace');
  const userId = newId('User');
  const passwordHash = await hashPassword(password);
  await prisma.$transaction(async (tx) => {
    await tx.workspace.create({ data: workspaceRow(workspaceId, given) });
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

/**
 * `keynest workspace create`: makes a workspace and its first account, admin and landlord in one. A server of the same
 * database may be running, except PGlite's.
 */
export async function createWorkspace(options: WorkspaceOptions): Promise<Outcome> {
  assertValid(options);
  const password = await givenPassword({ name: options.landlord, email: options.email });
  const id = await withDatabase({ mustExist: false }, ({ prisma }) =>
    insertWorkspace(stampWrites(prisma, { now: () => new Date() }), options, password),
  );
  return {
    text: `Created workspace ${id}. Sign in with the email address and password given.`,
    data: { workspaceId: id },
  };
}
