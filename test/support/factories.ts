import type { Prisma } from '../../src/generated/prisma/client.ts';
import type { RentPeriod } from '../../src/generated/prisma/enums.ts';
import type { Store, TestWorkspace } from './workspace.ts';

/** A DATE column's value. */
export function day(date: string): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

export interface NewProperty {
  readonly name?: string;
  readonly units?: number;
  /** Assigns it to the workspace's manager. */
  readonly isManaged?: boolean;
}

export interface NewTenancy {
  readonly unitId: string;
  readonly name?: string;
  readonly startsOn?: string;
  readonly endsOn?: string | null;
  readonly endedOn?: string | null;
  readonly rentCents?: number;
  readonly rentalPeriod?: RentPeriod;
  /** The day of `startsOn` when absent. */
  readonly rentDueDay?: number;
  readonly status?: 'PENDING' | 'ACTIVE' | 'NOTICE' | 'PAST';
  /** The account that signs in as this tenant. */
  readonly userId?: string | null;
}

export interface Tenancy {
  readonly tenantId: string;
  readonly leaseId: string;
  readonly unitId: string;
}

type PaymentParts = Partial<Omit<Prisma.PaymentUncheckedCreateInput, 'receivedOn'>> & {
  receivedOn?: string | null;
};
type TicketParts = Partial<Prisma.TicketUncheckedCreateInput>;
type FormParts = Partial<Omit<Prisma.FormUncheckedCreateInput, 'servedOn'>>;

const ADDRESS = { street: '145 Queen Street East', city: 'Toronto', province: 'ON', postalCode: 'M5C 1S1' };

/** What every document says, and its certificate of service after it. */
const FORM_FACTS = {
  tenants: ['Sarah Thompson'],
  landlords: ['Lou Landry'],
  rentalUnit: {
    street: '45 Maple Avenue',
    unit: 'Unit 1',
    city: 'Toronto',
    province: 'ON',
    postalCode: 'M4W 2T8',
  },
};

/** Puts rows of a workspace into the database, past the rules that requests go through. */
export class Factory {
  readonly #store: Store;
  readonly workspace: TestWorkspace;

  constructor(store: Store, workspace: TestWorkspace) {
    this.#store = store;
    this.workspace = workspace;
  }

  async property({ name = 'Maple Court', units = 1, isManaged = false }: NewProperty = {}) {
    const { prisma, newId } = this.#store;
    const workspaceId = this.workspace.id;
    const propertyId = newId('Property');
    const address = {
      street: '45 Maple Avenue',
      city: 'Toronto',
      province: 'ON',
      postalCode: 'M4W 2T8',
    } as const;
    await prisma.property.create({ data: { id: propertyId, workspaceId, name, ...address } });
    const rows = Array.from({ length: units }, (_, position) => ({
      id: newId('Unit'),
      workspaceId,
      propertyId,
      label: String(position + 1),
      position,
    }));
    await prisma.unit.createMany({ data: rows });
    if (isManaged) await this.manager(propertyId);
    return { propertyId, unitIds: rows.map(({ id }) => id), unitId: rows[0]?.id ?? '' };
  }

  /** Assigns a property to the workspace's manager. */
  async manager(propertyId: string): Promise<void> {
    const { prisma, newId } = this.#store;
    const workspaceId = this.workspace.id;
    const userId = this.workspace.userIds.manager;
    await prisma.propertyManager.create({
      data: { id: newId('PropertyManager'), workspaceId, propertyId, userId },
    });
  }

  async tenancy(given: NewTenancy): Promise<Tenancy> {
    const { prisma, newId } = this.#store;
    const workspaceId = this.workspace.id;
    const { unitId, name = 'Sarah Thompson', startsOn = '2026-09-01', endsOn = null, endedOn = null } = given;
    const { rentCents = 240_000, status = 'ACTIVE', userId = null } = given;
    const { rentalPeriod = 'MONTHLY', rentDueDay = Number(startsOn.slice(8)) } = given;
    const leaseId = newId('Lease');
    const tenantId = newId('Tenant');
    await prisma.lease.create({
      data: {
        id: leaseId,
        workspaceId,
        unitId,
        status,
        startsOn: day(startsOn),
        endsOn: endsOn === null ? null : day(endsOn),
        endedOn: endedOn === null ? null : day(endedOn),
        rentalPeriod,
        rentDueDay,
      },
    });
    await prisma.leaseRent.create({
      data: {
        id: newId('LeaseRent'),
        workspaceId,
        leaseId,
        effectiveOn: day(startsOn),
        amountCents: rentCents,
      },
    });
    const phone = '647-555-0188';
    await prisma.tenant.create({
      data: { id: tenantId, workspaceId, leaseId, isPrimary: true, name, phone, userId },
    });
    return { tenantId, leaseId, unitId };
  }

  /** A property with one unit, and somebody in it. */
  async home(tenancy: Omit<NewTenancy, 'unitId'> = {}, property: NewProperty = {}) {
    const { propertyId, unitId } = await this.property(property);
    return { propertyId, ...(await this.tenancy({ unitId, ...tenancy })) };
  }

  async payment(
    { tenantId, leaseId }: Pick<Tenancy, 'tenantId' | 'leaseId'>,
    parts: PaymentParts = {},
  ): Promise<string> {
    const id = this.#store.newId('Payment');
    const { receivedOn = '2026-09-01', ...rest } = parts;
    await this.#store.prisma.payment.create({
      data: {
        id,
        workspaceId: this.workspace.id,
        leaseId,
        tenantId,
        amountCents: 240_000,
        status: 'PAID',
        period: '2026-09',
        ...rest,
        receivedOn: receivedOn === null ? null : day(receivedOn),
      },
    });
    return id;
  }

  /** A credit against rent, paid by nobody. */
  async charge({ leaseId }: Pick<Tenancy, 'leaseId'>, paymentId: string | null = null): Promise<string> {
    const { prisma, newId } = this.#store;
    const id = newId('Charge');
    const kind = 'CREDIT' as const;
    const amountCents = 1000;
    const onDate = day('2026-11-02');
    await prisma.charge.create({
      data: { id, workspaceId: this.workspace.id, leaseId, kind, amountCents, onDate, paymentId },
    });
    return id;
  }

  /** A rent deposit of less than the rent, with interest of one year owing. */
  async deposit({ leaseId }: Pick<Tenancy, 'leaseId'>): Promise<string> {
    const { prisma, newId } = this.#store;
    const id = newId('Deposit');
    const kind = 'LAST_MONTH' as const;
    const amountCents = 100_000;
    const receivedOn = day('2025-11-01');
    await prisma.deposit.create({
      data: { id, workspaceId: this.workspace.id, leaseId, kind, amountCents, receivedOn },
    });
    return id;
  }

  /** The same, of a tenancy whose last day is known. */
  async lastDeposit(tenancy: Pick<Tenancy, 'leaseId'>): Promise<string> {
    const { prisma } = this.#store;
    await prisma.lease.update({ where: { id: tenancy.leaseId }, data: { lastDayOn: day('2026-12-31') } });
    return this.deposit(tenancy);
  }

  /** A receipt for a payment, or for some days. */
  async receipt({ leaseId }: Pick<Tenancy, 'leaseId'>, paymentId: string | null = null): Promise<string> {
    const { prisma, newId } = this.#store;
    const id = newId('Receipt');
    const { id: workspaceId } = this.workspace;
    const number = (await prisma.receipt.count({ where: { workspaceId } })) + 1;
    const issuedOn = day('2026-11-02');
    const facts = {
      number,
      issuedOn: '2026-11-02',
      unit: { label: '1', address: ADDRESS },
      tenants: ['Sarah Thompson'],
      landlord: { name: 'Maple Court Holdings Inc.', address: ADDRESS },
      payments: [
        {
          receivedOn: '2026-11-01',
          amountCents: 240_000,
          purpose: 'RENT',
          period: null,
          method: null,
          reference: null,
        },
      ],
      totalCents: 240_000,
    };
    await prisma.receipt.create({ data: { id, workspaceId, leaseId, paymentId, number, issuedOn, facts } });
    return id;
  }

  async suggestion({ leaseId }: Pick<Tenancy, 'leaseId'>): Promise<string> {
    const { prisma, newId } = this.#store;
    const id = newId('Suggestion');
    const dueOn = day('2026-09-01');
    const openedOn = day('2026-09-02');
    await prisma.suggestion.create({
      data: { id, workspaceId: this.workspace.id, leaseId, dueOn, openedOn, status: 'OPEN' },
    });
    return id;
  }

  /** A run of the rent flow that skipped these tenancies. */
  async rentRun(...skippedIds: readonly string[]): Promise<string> {
    const { prisma, newId } = this.#store;
    const id = newId('RentRun');
    const failures = skippedIds.map((leaseId) => ({ leaseId, reason: 'The rent cannot be worked out.' }));
    const skipped = failures.length;
    await prisma.rentRun.create({
      data: { id, workspaceId: this.workspace.id, ranThrough: day('2026-11-22'), skipped, failures },
    });
    return id;
  }

  async ticket(
    place: { propertyId: string; unitId?: string; leaseId?: string },
    parts: TicketParts = {},
  ): Promise<string> {
    const id = this.#store.newId('Ticket');
    await this.#store.prisma.ticket.create({
      data: {
        id,
        workspaceId: this.workspace.id,
        propertyId: place.propertyId,
        unitId: place.unitId ?? null,
        leaseId: place.leaseId ?? null,
        title: 'Furnace makes a noise',
        status: 'OPEN',
        priority: 'NORMAL',
        openedById: this.workspace.userIds.landlord,
        ...parts,
      },
    });
    return id;
  }

  /** A form's rows without a document worth reading. */
  async form(
    { tenantId, leaseId }: Pick<Tenancy, 'tenantId' | 'leaseId'>,
    parts: FormParts = {},
  ): Promise<string> {
    const { prisma, newId } = this.#store;
    const id = newId('Form');
    const workspaceId = this.workspace.id;
    await prisma.form.create({
      data: {
        id,
        workspaceId,
        type: 'N4',
        status: 'GENERATED',
        leaseId,
        tenantId,
        input: {},
        facts: FORM_FACTS,
        ruleSetVersion: 'test',
        rules: [],
        warnings: [],
        layout: 'KEYNEST',
        ...parts,
      },
    });
    const bytes = new TextEncoder().encode('%PDF-1.7 of a test');
    await prisma.formFile.create({ data: { formId: id, workspaceId, bytes, sha256: '0'.repeat(64) } });
    return id;
  }
}
