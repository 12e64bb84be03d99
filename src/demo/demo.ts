import { Temporal } from 'temporal-polyfill';
import { alignLeases, alignMarked, type AlignRules } from '../accounts/expected/align.ts';
import { refunded, returned, type PaymentColumns } from '../commands/payment/payment-moves.ts';
import { hashPassword } from '../commands/account/password-hash.ts';
import { dateIn, ONTARIO_TIME_ZONE } from '../calendar/zone.ts';
import { type Clock } from '../clock.ts';
import { toColumn } from '../db/date-column.ts';
import type { Payment, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { PaymentMethod, Role } from '../generated/prisma/enums.ts';
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
/** A month, so that the rent of the next one is always seen. */
const RENT_AHEAD_DAYS = 31;

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
      rentAheadDays: RENT_AHEAD_DAYS,
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

/** Months ago: a cheque that bounced and was made good later, and rent that came twice and was given back once. */
const MONTH_OF_CHEQUE = 3;
const MONTH_OF_REFUND = 2;
/** Day of the month on which the bank returned the cheque, on which it was made good, and of the refund. */
const RETURNED_DAY = 5;
const MADE_GOOD_DAY = 9;
const REFUND_DAY = 4;

interface DemoMonth {
  readonly monthsAgo: number;
  /** The first of the month that it pays for. */
  readonly month: Temporal.PlainDate;
  readonly amountCents: number;
  /** The day on which money came that was kept. */
  readonly paidOn: Temporal.PlainDate;
}

/** Paid in full until two months ago, half of last month, and nothing of this month. */
function demoMonths(thisMonth: Temporal.PlainDate): DemoMonth[] {
  return Array.from({ length: MONTHS_OF_HISTORY - 1 }, (_, index) => {
    const monthsAgo = MONTHS_OF_HISTORY - 1 - index;
    const month = thisMonth.subtract({ months: monthsAgo });
    const amountCents = monthsAgo === 1 ? RENT_CENTS / 2 : RENT_CENTS;
    const paidOn = monthsAgo === MONTH_OF_CHEQUE ? month.with({ day: MADE_GOOD_DAY }) : month;
    return { monthsAgo, month, amountCents, paidOn };
  });
}

/** Sarah's account while its months go by. */
interface Account {
  readonly tx: Transaction;
  readonly ids: { readonly workspaceId: string; readonly leaseId: string; readonly tenantId: string };
  readonly rules: Omit<AlignRules, 'today'>;
}

/** The rent flow as it runs on a day: what is owing opens, and money that came settles it. */
async function flow({ tx, ids, rules }: Account, day: Temporal.PlainDate): Promise<void> {
  await alignLeases(tx, [ids.leaseId], { ...rules, today: day.toString() });
}

/** Money that comes in on a day. */
async function pay(
  account: Account,
  payment: { id: string; amountCents: number; month: Temporal.PlainDate; method: PaymentMethod },
  day: Temporal.PlainDate,
): Promise<Payment> {
  const { month, ...columns } = payment;
  const row = await account.tx.payment.create({
    data: {
      ...account.ids,
      ...columns,
      status: 'PAID',
      period: month.toPlainYearMonth().toString(),
      receivedOn: toColumn(day.toString()),
    },
  });
  await flow(account, day);
  return row;
}

/** What happens to a payment on a later day. */
async function change({ tx }: Account, { id }: Payment, columns: PaymentColumns): Promise<void> {
  await tx.payment.update({ where: { id }, data: columns });
}

/** Rent that is paid by a cheque which the bank returns: the month is overdue until it is made good. */
async function bounce(account: Account, id: string, month: Temporal.PlainDate): Promise<void> {
  const cheque = await pay(account, { id, amountCents: RENT_CENTS, month, method: 'CHEQUE' }, month);
  const day = month.with({ day: RETURNED_DAY });
  await change(account, cheque, returned(cheque, day.toString()));
  await flow(account, day);
}

/** Rent that comes a second time, and is given back. */
async function payTwice(account: Account, id: string, month: Temporal.PlainDate): Promise<void> {
  const again = { id, amountCents: RENT_CENTS, month, method: 'E_TRANSFER' as const };
  const second = await pay(account, again, month.add({ days: 1 }));
  const day = month.with({ day: REFUND_DAY });
  await change(account, second, refunded(second, day.toString(), RENT_CENTS));
  await flow(account, day);
}

/** The months as they went by: rent fell due on the first, was paid on it or later, and what was left became overdue. */
async function makePayments(
  tx: Transaction,
  making: Making,
  ids: Account['ids'],
  thisMonth: Temporal.PlainDate,
): Promise<void> {
  // The money that was kept has the first ids, which the examples of the documents name.
  const months = demoMonths(thisMonth).map((month) => ({ ...month, id: making.newId('Payment') }));
  const [chequeId, secondId] = [making.newId('Payment'), making.newId('Payment')];
  const { rentAheadDays, overdueAfterDays } = await tx.workspace.findUniqueOrThrow({
    where: { id: ids.workspaceId },
  });
  const rules = { rentAheadDays, overdueAfterDays, now: making.clock.now(), newId: making.newId };
  const account: Account = { tx, ids, rules };
  for (const { id, monthsAgo, month, amountCents, paidOn } of months) {
    await flow(account, month);
    if (monthsAgo === MONTH_OF_CHEQUE) await bounce(account, chequeId, month);
    await pay(account, { id, amountCents, month, method: 'E_TRANSFER' }, paidOn);
    if (monthsAgo === MONTH_OF_REFUND) await payTwice(account, secondId, month);
    await flow(account, paidOn.add({ days: 1 }));
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
