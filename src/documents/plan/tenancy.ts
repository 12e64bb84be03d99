import { addDays, dateOf, dayOfMonth, endOfMonth, monthNumber } from '../../calendar/date.ts';
import { weekdayNumber, WEEKDAYS } from '../../calendar/weekday.ts';
import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { Address } from '../../forms/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { type NoticeTerms } from '../../law/index.ts';
import { rentalPeriods } from '../../ledger/index.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import { LAWFUL } from '../../accounts/lawful-rents.ts';
import { leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';

const TENANCY = {
  lease: {
    select: {
      ...LEDGER_SELECTION,
      rents: { where: LAWFUL, select: { effectiveOn: true, amountCents: true, formId: true } },
      forms: { where: { rents: { some: { standing: 'AWAITING_SERVICE' } } }, select: { id: true } },
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

/** A tenant with the data of the tenancy that documents need. */
export type Tenancy = Prisma.TenantGetPayload<{ include: typeof TENANCY }>;

/** The tenancy of a tenant; null if it does not exist or the viewer cannot see it. */
export function readTenancy(context: Context, tenantId: string): Promise<Tenancy | null> {
  return context.db.tenant.findUnique({ where: { id: tenantId }, include: TENANCY });
}

/** @throws DomainError NOT_FOUND if the tenant does not exist or is not visible. */
export async function findTenancy(context: Context, tenantId: string): Promise<Tenancy> {
  const tenancy = await readTenancy(context, tenantId);
  if (!tenancy) throw notFound('tenant');
  return tenancy;
}

/** The known parts of an address. A finished document needs a complete address. */
type KnownAddress = { readonly [Part in keyof Address]?: Address[Part] | undefined };

/** A unit as an address names it: a label that begins with a digit is a number. */
export function unitName(label: string): string {
  return /^\d/.test(label) ? `Unit ${label}` : label;
}

export function rentalUnitOf({ lease: { unit } }: Tenancy): KnownAddress {
  const { street, city, province, postalCode } = unit.property;
  return {
    street: street ?? undefined,
    unit: unitName(unit.label),
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
 * Last day of the first rental period, if every later end follows from it: biweekly rent, or yearly rent on a day that
 * every year has. Null otherwise.
 */
function knownPeriodEnd(lease: Tenancy['lease']): string | null {
  const { rentalPeriod, rentDueDay } = lease;
  if (rentalPeriod !== 'BIWEEKLY' && rentalPeriod !== 'YEARLY') return null;
  const [first] = rentalPeriods(leaseTerms(lease), fromColumn(lease.startsOn));
  if (!first) return null;
  const rentMonth = monthNumber(addDays(first.wholeTo, 1));
  return rentalPeriod === 'BIWEEKLY' || isInEveryYear(rentMonth, rentDueDay) ? first.wholeTo : null;
}

/** The terms of a notice that come from the lease. */
export type TenancyTerms = Pick<NoticeTerms, 'rentalPeriod' | 'rentDueDay' | 'rentDueWeekday' | 'termEnd'>;

/**
 * Terms of the tenancy on a day (`YYYY-MM-DD`): a fixed term until its end, then a periodic tenancy (RTA s.38(1)).
 * Weekly rent is due on the weekday on which the lease starts, as in the ledger and in the lease document.
 */
export function termsOf({ lease }: Tenancy, day: string): TenancyTerms {
  const termEnd = fromColumnOrNull(lease.endsOn);
  const isFixed = termEnd !== null && termEnd >= day;
  return {
    rentalPeriod: isFixed ? 'FIXED' : lease.rentalPeriod,
    rentDueDay: lease.rentDueDay,
    rentDueWeekday: WEEKDAYS[weekdayNumber(fromColumn(lease.startsOn)) - 1],
    termEnd: isFixed ? termEnd : knownPeriodEnd(lease),
  };
}
