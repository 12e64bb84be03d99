import { day, type Factory } from '../../../support/factories.ts';
import { seedUser } from '../../../support/workspace.ts';
import { furnish, type Home } from './fill.ts';
import { rowsOf, shownId, type Noun, type Sight } from './oracle.ts';
import type { Rows } from './rows.ts';
import type { World } from './world.ts';

/** What is written over the columns of a row, so that whatever is made of them comes out otherwise. */
const CHANGES = {
  Workspace: () => ({
    name: 'SECRET',
    timeZone: 'Asia/Tokyo',
    landlordName: 'SECRET',
    landlordStreet: 'SECRET',
    landlordPhone: 'SECRET',
    landlordEmail: 'secret@example.com',
  }),
  User: (id: string) => ({ name: 'SECRET', email: `secret-${id}@example.com` }),
  Session: () => ({ expiresAt: day('2030-01-01'), lastUsedAt: day('2026-11-02') }),
  ApiKey: () => ({ name: 'SECRET', hint: 'SECR', lastUsedAt: day('2026-11-02') }),
  Invitation: (id: string) => ({ email: `secret-${id}@example.com`, expiresAt: day('2030-01-01') }),
  Property: () => ({ name: 'SECRET', street: 'SECRET', city: 'SECRET', postalCode: 'SECRET' }),
  Unit: (id: string) => ({ label: `SECRET ${id}`, bedrooms: 9, rentCents: 999_900 }),
  Lease: () => ({ depositCents: 777, rentDueDay: 28, rentalPeriod: 'WEEKLY', emailConsent: true }),
  LeaseRent: () => ({ amountCents: 99_999 }),
  Tenant: () => ({ name: 'SECRET', email: 'secret@example.com', phone: 'SECRET' }),
  Payment: () => ({
    amountCents: 98_765,
    status: 'PAID',
    receivedOn: day('2026-11-01'),
    reference: 'SECRET',
  }),
  Charge: () => ({ amountCents: 54_321, note: 'SECRET', voidReason: 'SECRET', voidedOn: day('2026-11-02') }),
  Suggestion: () => ({ status: 'DISMISSED', closedOn: day('2026-11-02') }),
  RentRun: () => ({ opened: 99, closed: 99, skipped: 99, finishedAt: day('2026-11-02') }),
  Ticket: () => ({
    title: 'SECRET',
    costCents: 5,
    status: 'RESOLVED',
    priority: 'EMERGENCY',
    contractor: 'SECRET',
  }),
  Form: () => ({ facts: { SECRET: true }, ruleSetVersion: 'SECRET', servedBy: 'SECRET', layout: 'SECRET' }),
} as const satisfies Partial<Record<Noun, (id: string) => object>>;

type Table = keyof typeof CHANGES;

interface Delegate {
  update(args: { where: { id: string }; data: object }): Promise<unknown>;
  delete(args: { where: { id: string } }): Promise<unknown>;
}

function tableOf({ keynest: { prisma } }: World, table: Table): Delegate {
  const name = table.charAt(0).toLowerCase() + table.slice(1);
  return (prisma as unknown as Record<string, Delegate>)[name]!;
}

/** What can be taken away, unless a receipt shows it. */
const REMOVABLE: readonly Table[] = ['Payment', 'Charge', 'Suggestion', 'RentRun', 'Ticket'];

async function changeRow(
  world: World,
  rows: Rows,
  table: Table,
  [index, { id }]: readonly [number, { readonly id: string }],
): Promise<void> {
  const delegate = tableOf(world, table);
  const isShown = rows.Receipt.some(({ paymentId }) => paymentId === id);
  if (REMOVABLE.includes(table) && index % 3 === 0 && !isShown) await delegate.delete({ where: { id } });
  else await delegate.update({ where: { id }, data: CHANGES[table](id) });
}

/** Changes every row that is neither seen nor mentioned, and takes some away. Gives how many there were. */
export async function disturb(
  world: World,
  rows: Rows,
  sight: Sight,
  mentioned: Readonly<Record<string, ReadonlySet<string>>>,
): Promise<number> {
  let count = 0;
  for (const table of Object.keys(CHANGES) as Table[]) {
    const unseen = rowsOf(rows, table).filter(
      ({ id }) => !sight[table].has(shownId(table, id)) && !mentioned[table]?.has(id),
    );
    for (const entry of unseen.entries()) await changeRow(world, rows, table, entry);
    count += unseen.length;
  }
  return count;
}

/** Puts a further home with all that is in it, and a further manager, on a property. */
export async function plant({ store }: World, factory: Factory, propertyId: string): Promise<void> {
  const { prisma, newId } = store;
  const workspaceId = factory.workspace.id;
  const unitId = newId('Unit');
  await prisma.unit.create({ data: { id: unitId, workspaceId, propertyId, label: unitId, position: 99 } });
  await furnish(factory, { propertyId, ...(await factory.tenancy({ unitId, name: 'SECRET' })) });
  const user = { name: 'SECRET', email: `${unitId}@example.com`, roles: ['MANAGER' as const] };
  const userId = await seedUser(store, workspaceId, user);
  await prisma.propertyManager.create({
    data: { id: newId('PropertyManager'), workspaceId, propertyId, userId },
  });
}

/** Puts on the unit of a home what whoever lives there does not see: an earlier tenancy, a ticket, a correction. */
export async function plantBeside(factory: Factory, home: Home, servedFormId: string | null): Promise<void> {
  const { propertyId, unitId } = home;
  const earlier = { startsOn: '1999-01-01', status: 'PAST' as const, name: 'SECRET' };
  await furnish(factory, { propertyId, ...(await factory.tenancy({ unitId, ...earlier })) });
  await factory.ticket({ propertyId, unitId }, { title: 'SECRET' });
  await factory.ticket({ propertyId }, { title: 'SECRET' });
  if (servedFormId !== null) await factory.form(home, { supersedesId: servedFormId });
}
