import { LAWFUL_RENTS } from '../accounts/lawful-rents.ts';
import { presentOn } from '../accounts/tenancy-status.ts';
import { toColumn } from '../db/date-column.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { canRiseByNotice, planIncrease, type IncreasePlan } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { takeTurn } from '../turns.ts';
import { increaseTermsOf } from './plan/rent-increase.ts';

/** Tenancies that are judged in one piece. */
const AT_ONCE = 200;

const SELECTION = {
  id: true,
  startsOn: true,
  endedOn: true,
  lastDayOn: true,
  rentalPeriod: true,
  rentDueDay: true,
  rents: LAWFUL_RENTS,
  unit: { select: { guidelineExempt: true } },
} as const satisfies Prisma.LeaseSelect;

/** A tenancy whose rent can rise by a notice of a day. */
export interface PossibleIncrease {
  readonly leaseId: string;
  readonly isExempt: boolean;
  readonly plan: IncreasePlan;
}

/** Tenancies of Ontario that run on a day without a known end and without an increase that awaits service. */
function candidatesOn(day: string, today: string, property: string | null): Prisma.LeaseWhereInput {
  return {
    AND: [presentOn(day, today)],
    startsOn: { lte: toColumn(day) },
    endedOn: null,
    lastDayOn: null,
    rents: { none: { standing: 'AWAITING_SERVICE' } },
    unit: {
      ...(property ? { propertyId: property } : {}),
      property: { OR: [{ province: null }, { province: 'ON' }] },
    },
  };
}

function byDay(a: PossibleIncrease, b: PossibleIncrease): number {
  const [one, other] = [a.plan.earliestOn ?? '', b.plan.earliestOn ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return a.leaseId < b.leaseId ? -1 : 1;
}

/** Tenancies whose rent a notice given by hand on a day can raise, the earliest increase first. One statement. */
export async function possibleIncreases(
  { db, today, ledgerBudget }: Context,
  day: string,
  property: string | null,
): Promise<PossibleIncrease[]> {
  const leases = await db.lease.findMany({
    where: candidatesOn(day, today, property),
    select: SELECTION,
  });
  ledgerBudget.chargeTenancies(leases.length);
  const possible: PossibleIncrease[] = [];
  for (const [index, lease] of leases.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await takeTurn();
    const terms = increaseTermsOf({ lease });
    if (!canRiseByNotice(terms, day)) continue;
    const plan = planIncrease(terms, { givenOn: day });
    if (plan.obstacles.length > 0) continue;
    possible.push({ leaseId: lease.id, isExempt: terms.isExempt, plan });
  }
  return possible.sort(byDay);
}
