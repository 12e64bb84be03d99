import { Temporal } from 'temporal-polyfill';
import { alignLeases, alignMarked, type AlignRules } from '../accounts/expected/align.ts';
import { hashPassword } from '../commands/account/password-hash.ts';
import { dateIn, ONTARIO_TIME_ZONE } from '../calendar/zone.ts';
import { type Clock } from '../clock.ts';
import { toColumn } from '../db/date-column.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Role } from '../generated/prisma/enums.ts';
import type { NewId } from '../ids.ts';
import { createDemoIds } from './demo-ids.ts';

export interface DemoOptions {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly password: string;
}

/** What making it takes: one count of ids for the whole demo. */
interface Making extends DemoOptions {
  readonly newId: NewId;
}

const RENT_CENTS = 240_000;
const UNITS = 6;
const MONTHS_OF_HISTORY = 6;

const PEOPLE = [
  { name: 'Avery Admin', role: 'ADMIN' },
  { name: 'Lou Landry', role: 'LANDLORD' },
  { name: 'Morgan Manager', role: 'MANAGER' },
  { name: 'Sarah Thompson', role: 'TENANT' },
  { name: 'Casey Contractor', role: 'CONTRACTOR' },
] as const satisfies readonly { name: string; role: Role }[];

/** Addresses that the demo's accounts sign in with. */
export const demoEmails = (): readonly string[] => PEOPLE.map(({ role }) => emailOf(role));

/** Whether the database holds the demo workspace, and not another one. */
export async function findDemo({ user }: PrismaClient): Promise<boolean> {
  const emails = [...demoEmails()];
  return (await user.count({ where: { email: { in: emails } } })) === emails.length;
}

const emailOf = (role: Role) => `${role.toLowerCase()}@example.com`;

type Transaction = Prisma.TransactionClient;
type Accounts = Record<(typeof PEOPLE)[number]['role'], string>;

async function makeWorkspace(tx: Transaction, id: string): Promise<void> {
  await tx.workspace.create({
    data: {
      id,
      name: 'Demo workspace',
      timeZone: ONTARIO_TIME_ZONE,
      landlordName: 'Lou Landry',
      landlordStreet: '20 Bay Street',
      landlordCity: 'Toronto',
      landlordProvince: 'ON',
      landlordPostalCode: 'M5J 2N8',
      landlordPhone: '416-555-0123',
      landlordEmail: 'landlord@example.com',
    },
  });
}

async function makePeople(tx: Transaction, { newId }: Making, workspaceId: string, passwordHash: string) {
  const users = PEOPLE.map(({ name, role }) => ({
    id: newId('User'),
    workspaceId,
    name,
    email: emailOf(role),
    passwordHash,
    role,
  }));
  await tx.user.createMany({ data: users.map(({ role: _role, ...user }) => user) });
  await tx.membership.createMany({
    data: users.map(({ id: userId, role }) => ({ id: newId('Membership'), workspaceId, userId, role })),
  });
  return Object.fromEntries(users.map(({ role, id }) => [role, id])) as Accounts;
}

/** "Maple Court", managed by the manager. Gives the unit that Sarah rents. */
async function makeProperty(tx: Transaction, { newId }: Making, workspaceId: string, managerId: string) {
  const propertyId = newId('Property');
  const address = {
    street: '45 Maple Avenue',
    city: 'Toronto',
    province: 'ON',
    postalCode: 'M4W 2T8',
  } as const;
  await tx.property.create({ data: { id: propertyId, workspaceId, name: 'Maple Court', ...address } });
  const units = Array.from({ length: UNITS }, (_, position) => ({
    id: newId('Unit'),
    workspaceId,
    propertyId,
    label: String(position + 1),
    position,
    bedrooms: 1 + (position % 3),
    rentCents: RENT_CENTS,
  }));
  await tx.unit.createMany({ data: units });
  await tx.propertyManager.create({
    data: { id: newId('PropertyManager'), workspaceId, propertyId, userId: managerId },
  });
  return { propertyId, unitId: units[0]?.id ?? '' };
}

/** Sarah's lease to 1 December 2026, begun early enough for the months of history. */
async function makeTenancy(
  tx: Transaction,
  { newId }: Making,
  workspaceId: string,
  tenancy: { unitId: string; startsOn: string; userId: string },
) {
  const leaseId = newId('Lease');
  const tenantId = newId('Tenant');
  const startsOn = toColumn(tenancy.startsOn);
  await tx.lease.create({
    data: {
      id: leaseId,
      workspaceId,
      unitId: tenancy.unitId,
      status: 'ACTIVE',
      startsOn,
      endsOn: toColumn(tenancy.startsOn > '2026-12-01' ? tenancy.startsOn : '2026-12-01'),
      rentalPeriod: 'MONTHLY',
      rentDueDay: 1,
      depositCents: RENT_CENTS,
    },
  });
  await tx.leaseRent.create({
    data: { id: newId('LeaseRent'), workspaceId, leaseId, effectiveOn: startsOn, amountCents: RENT_CENTS },
  });
  await tx.tenant.create({
    data: {
      id: tenantId,
      workspaceId,
      leaseId,
      isPrimary: true,
      name: 'Sarah Thompson',
      email: 'tenant@example.com',
      phone: '647-555-0188',
      userId: tenancy.userId,
    },
  });
  return { leaseId, tenantId };
}

interface DemoPayment {
  /** The first of the month that it pays for. */
  readonly month: Temporal.PlainDate;
  readonly amountCents: number;
}

/** Paid in full until two months ago, half of last month, and nothing of this month. */
function demoPayments(thisMonth: Temporal.PlainDate): DemoPayment[] {
  return Array.from({ length: MONTHS_OF_HISTORY - 1 }, (_, index) => {
    const monthsAgo = MONTHS_OF_HISTORY - 1 - index;
    const month = thisMonth.subtract({ months: monthsAgo });
    return { month, amountCents: monthsAgo === 1 ? RENT_CENTS / 2 : RENT_CENTS };
  });
}

/** The rent flow as it runs on a day: what is owing opens, and money that came settles it. */
async function flow(
  tx: Transaction,
  rules: Omit<AlignRules, 'today'>,
  leaseId: string,
  today: Temporal.PlainDate,
) {
  await alignLeases(tx, [leaseId], { ...rules, today: today.toString() });
}

/** The months as they went by: rent fell due on the first, was paid on it, and what was left became overdue. */
async function makePayments(
  tx: Transaction,
  making: Making,
  ids: { workspaceId: string; leaseId: string; tenantId: string },
  thisMonth: Temporal.PlainDate,
) {
  // The money has the first ids, which the examples of the documents name.
  const payments = demoPayments(thisMonth).map((payment) => ({ ...payment, id: making.newId('Payment') }));
  const { rentAheadDays, overdueAfterDays } = await tx.workspace.findUniqueOrThrow({
    where: { id: ids.workspaceId },
  });
  const rules = { rentAheadDays, overdueAfterDays, now: making.clock.now(), newId: making.newId };
  for (const { id, month, amountCents } of payments) {
    await flow(tx, rules, ids.leaseId, month);
    await tx.payment.create({
      data: {
        id,
        ...ids,
        amountCents,
        status: 'PAID',
        period: month.toPlainYearMonth().toString(),
        method: 'E_TRANSFER',
        receivedOn: toColumn(month.toString()),
      },
    });
    await flow(tx, rules, ids.leaseId, month);
    await flow(tx, rules, ids.leaseId, month.add({ days: 1 }));
  }
}

/** The deposit that Sarah paid when she signed. */
async function makeDeposit(
  tx: Transaction,
  { newId }: Making,
  workspaceId: string,
  { leaseId, startsOn }: { leaseId: string; startsOn: string },
) {
  const receivedOn = toColumn(startsOn);
  const id = newId('Deposit');
  const amountCents = RENT_CENTS;
  await tx.deposit.create({
    data: { id, workspaceId, leaseId, kind: 'LAST_MONTH', amountCents, receivedOn },
  });
}

async function makeEverything(tx: Transaction, options: Making, passwordHash: string): Promise<string> {
  const { newId, clock } = options;
  const workspaceId = newId('Workspace');
  await makeWorkspace(tx, workspaceId);
  const people = await makePeople(tx, options, workspaceId, passwordHash);
  const { propertyId, unitId } = await makeProperty(tx, options, workspaceId, people.MANAGER);
  const thisMonth = Temporal.PlainDate.from(dateIn(ONTARIO_TIME_ZONE, clock.now())).with({ day: 1 });
  const startsOn = thisMonth.subtract({ months: MONTHS_OF_HISTORY - 1 }).toString();
  const tenancy = { unitId, startsOn, userId: people.TENANT };
  const { leaseId, tenantId } = await makeTenancy(tx, options, workspaceId, tenancy);
  await makePayments(tx, options, { workspaceId, leaseId, tenantId }, thisMonth);
  await makeDeposit(tx, options, workspaceId, { leaseId, startsOn });
  const today = dateIn(ONTARIO_TIME_ZONE, clock.now());
  await alignMarked(tx, workspaceId, { today, now: clock.now(), newId });
  await tx.ticket.create({
    data: {
      id: newId('Ticket'),
      workspaceId,
      propertyId,
      unitId,
      leaseId,
      title: 'Furnace makes a rattling noise',
      description: 'It starts about a minute after the heat comes on, mostly at night.',
      status: 'OPEN',
      priority: 'HIGH',
      openedById: people.TENANT,
      contractor: 'Casey Contractor',
      contractorId: people.CONTRACTOR,
    },
  });
  return workspaceId;
}

/** The demo workspace that was made. */
export interface Demo {
  readonly workspaceId: string;
  /** Addresses that the demo's accounts sign in with. */
  readonly emails: readonly string[];
  /** Lines that describe the demo to the reader of a terminal. */
  readonly lines: readonly string[];
}

/**
 * Fills an empty database with the demo workspace. It is the same every time, ids too, except for months, which follow
 * today's date. Gives null, and changes nothing, when the database has a workspace.
 *
 * @param onStart - called when there is something to make.
 */
export async function makeDemo(options: DemoOptions, onStart?: () => void): Promise<Demo | null> {
  if ((await options.prisma.workspace.count()) > 0) return null;
  onStart?.();
  const passwordHash = await hashPassword(options.password);
  const making = { ...options, newId: createDemoIds() };
  const workspaceId = await options.prisma.$transaction((tx) => makeEverything(tx, making, passwordHash));
  const lines = [
    '',
    'It has a demo workspace: property "Maple Court" with 6 units, tenant Sarah Thompson with rent in arrears, and a',
    'ticket about a furnace. Sign in as admin@, landlord@, manager@, tenant@ or contractor@example.com. The password is',
    `${options.password === 'keynest-demo' ? '"keynest-demo"' : 'your DEMO_PASSWORD'}.`,
  ];
  return { workspaceId, emails: demoEmails(), lines };
}
