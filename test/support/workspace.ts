import { START, TODAY } from './clock.ts';
import { hashPassword } from '../../src/commands/account/password-hash.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import type { Role } from '../../src/generated/prisma/enums.ts';
import type { NewId } from '../../src/ids.ts';

export const ROLES = ['admin', 'landlord', 'manager', 'tenant', 'contractor'] as const;
export type RoleName = (typeof ROLES)[number];

export const PASSWORD = 'correct horse battery';
const passwordHash = hashPassword(PASSWORD);

/** What the helpers write with. */
export interface Store {
  readonly prisma: PrismaClient;
  readonly newId: NewId;
}

/** A workspace with one account for every role. */
export interface TestWorkspace {
  readonly id: string;
  readonly userIds: Readonly<Record<RoleName, string>>;
  readonly emails: Readonly<Record<RoleName, string>>;
}

/** A user who holds the roles given. */
export async function seedUser(
  { prisma, newId }: Store,
  workspaceId: string,
  user: { name: string; email: string; roles: readonly Role[] },
): Promise<string> {
  const id = newId('User');
  const { name, email, roles } = user;
  await prisma.user.create({ data: { id, workspaceId, name, email, passwordHash: await passwordHash } });
  await prisma.membership.createMany({
    data: roles.map((role) => ({ id: newId('Membership'), workspaceId, userId: id, role })),
  });
  return id;
}

export async function seedWorkspace(
  store: Store,
  domain: string,
  timeZone = 'America/Toronto',
): Promise<TestWorkspace> {
  const { prisma, newId } = store;
  const id = newId('Workspace');
  await prisma.workspace.create({
    data: {
      id,
      name: `Workspace of ${domain}`,
      timeZone,
      landlordName: 'Lou Landry',
      landlordStreet: '20 Bay Street',
      landlordCity: 'Toronto',
      landlordProvince: 'ON',
      landlordPostalCode: 'M5J 2N8',
      landlordPhone: '416-555-0123',
      landlordEmail: `landlord@${domain}`,
    },
  });
  // Rows that tests put into the database directly stay as they are on the first day.
  const timer = {
    workspaceId: id,
    nextRunAt: new Date(START),
    ranThrough: new Date(`${TODAY}T00:00:00.000Z`),
  };
  // A server in a process of its own may have made it.
  await prisma.rentTimer.upsert({ where: { workspaceId: timer.workspaceId }, create: timer, update: timer });
  const users = await Promise.all(
    ROLES.map(async (role) => {
      const email = `${role}@${domain}`;
      const roles = [role.toUpperCase() as Role];
      return [role, email, await seedUser(store, id, { name: `The ${role}`, email, roles })] as const;
    }),
  );
  return {
    id,
    userIds: Object.fromEntries(users.map(([role, , userId]) => [role, userId])) as TestWorkspace['userIds'],
    emails: Object.fromEntries(users.map(([role, email]) => [role, email])) as TestWorkspace['emails'],
  };
}
