import { addDays, dateOf, dayOfMonth, endOfMonth, monthNumber } from '../../calendar/date.ts';
import { weekdayNumber, WEEKDAYS } from '../../calendar/weekday.ts';
import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { Address } from '../../forms/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { type NoticeTerms } from '../../law/index.ts';
import { rentalPeriods } from '../../ledger/index.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import { leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';

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

/** Any year without a 29 February. */
const COMMON_YEAR = 2001;

/** Whether every year has a day in a month; `month` 1–12. */
function isInEveryYear(month: number, day: number): boolean {
  return dayOfMonth(endOfMonth(dateOf(COMMON_YEAR, month, 1))) >= day;
}

/**
 * The last day of the rental period that the tenancy starts in, where the ends of all others follow from it: rent every
 * two weeks, or every year on a day that every year has. Null for all else.
 */
function knownPeriodEnd(lease: Tenancy['lease']): string | null {
  const { rentalPeriod, rentDueDay } = lease;
  if (rentalPeriod !== 'BIWEEKLY' && rentalPeriod !== 'YEARLY') return null;
  const [first] = rentalPeriods(leaseTerms(lease), fromColumn(lease.startsOn));
  if (!first) return null;
  const rentMonth = monthNumber(addDays(first.wholeTo, 1));
  return rentalPeriod === 'BIWEEKLY' || isInEveryYear(rentMonth, rentDueDay) ? first.wholeTo : null;
}

/** What of a notice's terms the lease tells. */
export type LeaseTime = Pick<NoticeTerms, 'rentalPeriod' | 'rentDueDay' | 'rentDueWeekday' | 'termEnd'>;

/**
 * How the law sees the tenancy's time on a day, `YYYY-MM-DD`: a fixed term while it runs, and by its rental period
 * afterwards, when it goes on by itself (RTA s.38(1)). Rent by the week falls due on the weekday that the lease starts
 * on, as the ledger and the lease's document have it.
 */
export function termsOf({ lease }: Tenancy, day: string): LeaseTime {
  const termEnd = fromColumnOrNull(lease.endsOn);
  const isFixed = termEnd !== null && termEnd >= day;
  return {
    rentalPeriod: isFixed ? 'FIXED' : lease.rentalPeriod,
    rentDueDay: lease.rentDueDay,
    rentDueWeekday: WEEKDAYS[weekdayNumber(fromColumn(lease.startsOn)) - 1],
    termEnd: isFixed ? termEnd : knownPeriodEnd(lease),
  };
}
