import { addDays, dateOf, dayOfMonth, endOfMonth, monthNumber } from '../../calendar/date.ts';
import { weekdayNumber, WEEKDAYS } from '../../calendar/weekday.ts';
import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { Address } from '../../forms/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { FormType } from '../../generated/prisma/enums.ts';
import { NOTICE_FORMS, type NoticeTerms } from '../../law/index.ts';
import { rentalPeriods } from '../../ledger/index.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import { isTenantOn, STAY_SELECTION } from '../../accounts/present-tenants.ts';
import { DEPOSIT_SELECTION } from '../../accounts/deposits.ts';
import { LAWFUL } from '../../accounts/lawful-rents.ts';
import { leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';
import { RECORD_SELECTION } from '../standing.ts';

/** Notices of termination whose record decides whether another one can be given. */
const NOTICES: FormType[] = [...NOTICE_FORMS];
/** More than any tenancy has; it bounds the rows that are read. */
const MOST_NOTICES = 50;

const TENANCY = {
  lease: {
    select: {
      ...LEDGER_SELECTION,
      rents: { where: LAWFUL, select: { effectiveOn: true, amountCents: true, formId: true } },
      forms: {
        where: {
          OR: [
            { rents: { some: { standing: 'AWAITING_SERVICE' } } },
            { type: { in: [...NOTICES, 'PAYMENT_AGREEMENT'] }, status: 'SERVED' },
          ],
        },
        select: {
          ...RECORD_SELECTION,
          fileNumber: true,
          rents: { where: { standing: 'AWAITING_SERVICE' }, select: { id: true } },
        },
        orderBy: { id: 'desc' },
        take: MOST_NOTICES,
      },
      id: true,
      endsOn: true,
      removedTermEnd: true,
      endedByFormId: true,
      depositCents: true,
      deposits: { orderBy: { id: 'asc' }, select: DEPOSIT_SELECTION },
      emailConsent: true,
      unit: { include: { property: { include: { _count: { select: { units: true } } } } } },
      tenants: {
        orderBy: { id: 'asc' },
        select: {
          id: true,
          name: true,
          firstName: true,
          lastName: true,
          phone: true,
          createdAt: true,
          ...STAY_SELECTION,
        },
      },
    },
  },
  workspace: true,
} as const satisfies Prisma.TenantInclude;

/** A tenant with the data of the tenancy that documents need. */
export type Tenancy = Prisma.TenantGetPayload<{ include: typeof TENANCY }>;

/** The tenancy of a tenant; null if it does not exist or the viewer cannot see it. */
export async function readTenancy(
  { dbForRereads: db, today, clock }: Context,
  tenantId: string,
): Promise<Tenancy | null> {
  const tenancy = await db.tenant.findUnique({ where: { id: tenantId }, include: TENANCY });
  if (!tenancy) return null;
  // Who has left by now was taken off; who joins later is not there yet.
  const tenants = tenancy.lease.tenants
    .filter(({ joinedOn }) => joinedOn === null || fromColumn(joinedOn) <= today)
    .map((one) => (isTenantOn(one, today) ? one : { ...one, removedAt: one.removedAt ?? clock.now() }));
  return { ...tenancy, lease: { ...tenancy.lease, tenants } };
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

/** The tenants on the lease, without those who were taken off it. */
export function tenantsOf({ lease }: Tenancy): Tenancy['lease']['tenants'] {
  return lease.tenants.filter(({ removedAt }) => removedAt === null);
}

/** Every tenant on the lease, and the landlord by legal name. */
export function partiesOf(tenancy: Tenancy) {
  return {
    tenants: tenantsOf(tenancy).map(({ name }) => name),
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
