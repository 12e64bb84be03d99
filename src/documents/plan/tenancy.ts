import { addDays, dateOf, dayOfMonth, endOfMonth, monthNumber } from '../../calendar/date.ts';
import { weekdayNumber, WEEKDAYS } from '../../calendar/weekday.ts';
import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { Address } from '../../forms/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { FormType } from '../../generated/prisma/enums.ts';
import { LANDLORD_NOTICES, type NoticeTerms } from '../../law/index.ts';
import { rentalPeriods } from '../../ledger/index.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import { isTenantOn, STAY_SELECTION } from '../../accounts/present-tenants.ts';
import { DEPOSIT_SELECTION } from '../../accounts/deposits.ts';
import { leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';
import { RECORD_SELECTION } from '../standing.ts';

/**
 * Documents whose record decides about another one: the landlord's notices of termination, and agreements to pay arrears.
 * The index `Form_deciding` has those that were served, so that all others of a tenancy are not read.
 */
const DECIDING: FormType[] = [...LANDLORD_NOTICES, 'PAYMENT_AGREEMENT'];
/** More than any tenancy has; it bounds the rows that are read. */
const MOST_DECIDING = 50;

const TENANCY = {
  lease: {
    select: {
      ...LEDGER_SELECTION,
      rents: {
        where: { standing: { in: ['LAWFUL', 'AWAITING_SERVICE'] } },
        select: { effectiveOn: true, amountCents: true, formId: true, standing: true },
        orderBy: { effectiveOn: 'asc' },
      },
      forms: {
        where: { type: { in: DECIDING }, status: 'SERVED' },
        select: { ...RECORD_SELECTION, fileNumber: true },
        orderBy: { id: 'desc' },
        take: MOST_DECIDING,
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

type FoundTenancy = Prisma.TenantGetPayload<{ include: typeof TENANCY }>;

/** A tenant with the data of the tenancy that documents need. Its rents are the lawful ones. */
export interface Tenancy extends Omit<FoundTenancy, 'lease'> {
  readonly lease: FoundTenancy['lease'] & {
    /** Forms whose rent awaits their service, the newest first. */
    readonly awaitingFormIds: readonly string[];
  };
}

/** Lawful rents, and the forms of those that await service. */
function rentsOf(rows: FoundTenancy['lease']['rents']) {
  const awaiting = rows.flatMap(({ formId, standing }) => (standing === 'LAWFUL' ? [] : (formId ?? [])));
  return {
    rents: rows.filter(({ standing }) => standing === 'LAWFUL'),
    awaitingFormIds: awaiting.sort().reverse(),
  };
}

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
  return { ...tenancy, lease: { ...tenancy.lease, tenants, ...rentsOf(tenancy.lease.rents) } };
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
