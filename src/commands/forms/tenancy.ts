import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import type { Address } from '../../forms/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { NoticeTerms } from '../../law/index.ts';
import { fromColumnOrNull } from '../dates.ts';
import { LEDGER_SELECTION } from '../tenancy-ledger.ts';

const TENANCY = {
  lease: {
    select: {
      ...LEDGER_SELECTION,
      id: true,
      endsOn: true,
      depositCents: true,
      emailConsent: true,
      unit: { include: { property: true } },
      tenants: { where: { removedAt: null }, orderBy: { id: 'asc' }, select: { name: true, phone: true } },
    },
  },
  workspace: true,
} as const satisfies Prisma.TenantInclude;

/** A tenant with everything that a document may have to say about the tenancy. */
export type Tenancy = Prisma.TenantGetPayload<{ include: typeof TENANCY }>;

/** @throws DomainError NOT_FOUND for a tenant who does not exist or may not be seen. */
export async function findTenancy(context: Context, tenantId: string): Promise<Tenancy> {
  const tenant = await context.db.tenant.findUnique({ where: { id: tenantId }, include: TENANCY });
  if (!tenant) throw notFound('tenant');
  return tenant;
}

/** What is known of an address; a document that is no draft needs all of it. */
type KnownAddress = { readonly [Part in keyof Address]?: Address[Part] | undefined };

export function rentalUnitOf({ lease: { unit } }: Tenancy): KnownAddress {
  const { street, city, province, postalCode } = unit.property;
  return {
    street: street ?? undefined,
    unit: /^\d/.test(unit.label) ? `Unit ${unit.label}` : unit.label,
    city: city ?? undefined,
    province: province ?? undefined,
    postalCode: postalCode ?? undefined,
  };
}

/** Every tenant on the lease, and the landlord by legal name. */
export function partiesOf(tenancy: Tenancy) {
  return {
    tenants: tenancy.lease.tenants.map(({ name }) => name),
    landlords: [tenancy.workspace.landlordName],
    rentalUnit: rentalUnitOf(tenancy),
  };
}

/**
 * How the law sees the tenancy's time on a day: a fixed term while it runs, and by its rental period afterwards, when
 * it goes on by itself (RTA s.38(1)).
 */
export function termsOf(
  { lease }: Tenancy,
  today: string,
): Pick<NoticeTerms, 'rentalPeriod' | 'rentDueDay' | 'termEnd'> {
  const termEnd = fromColumnOrNull(lease.endsOn);
  const isFixed = termEnd !== null && termEnd >= today;
  return {
    rentalPeriod: isFixed ? 'FIXED' : lease.rentalPeriod,
    rentDueDay: lease.rentDueDay,
    termEnd: isFixed ? termEnd : null,
  };
}
