import { lastDayOf, neverBegan, owedUntil, tenancyStatusOn } from '../../accounts/tenancy-status.ts';
import { addDays } from '../../calendar/date.ts';
import { fromColumn, fromColumnOrNull, toColumn, toColumnOrNull } from '../../db/date-column.ts';
import type { Fault } from '../../errors.ts';
import type { Lease, Prisma } from '../../generated/prisma/client.ts';
import type { TenancyStatus } from '../../generated/prisma/enums.ts';
import { agreedTerm, termAfter } from './agreed-term.ts';
import { leaseEndFault } from './lease-dates.ts';

/** What a patch says about how far a tenancy is. Dates `YYYY-MM-DD`. */
export interface LifeInput {
  readonly status?: TenancyStatus | null;
  readonly leaseEnd?: string | null;
  readonly endedOn?: string | null;
  readonly endReason?: string | null;
  /** From this day, rent to the end of the term is forgiven, e.g. because the unit was rented again. */
  readonly creditFrom?: string | null;
  /** The notice or agreement that ends it. */
  readonly endedByFormId?: string | null;
}

type Columns = Prisma.LeaseUncheckedUpdateManyInput;

/** Days that only a tenancy that is over has. */
const DAYS_OF_AN_END = ['endedOn', 'creditFrom'] as const;

/** The end of the fixed term once a patch is applied. */
function termEndOf(lease: Lease, { leaseEnd }: LifeInput): string | null {
  return leaseEnd === undefined ? fromColumnOrNull(lease.endsOn) : leaseEnd;
}

/** The last day of a tenancy that ends without one given: that of its notice, else of its term, else today. */
function defaultLastDay(lease: Lease, input: LifeInput, today: string): string {
  const passed = [lastDayOf(lease), termEndOf(lease, input)].find(
    (day) => day !== null && day <= today && day >= fromColumn(lease.startsOn),
  );
  return passed ?? today;
}

/** The last day that a patch states: `endedOn`, or with the status `PAST` an end of the term that has passed. */
function statedLastDay(lease: Lease, { status, endedOn, leaseEnd }: LifeInput, today: string): string | null {
  if (endedOn) return endedOn;
  const isStated =
    status === 'PAST' && leaseEnd && leaseEnd <= today && leaseEnd >= fromColumn(lease.startsOn);
  return isStated ? leaseEnd : null;
}

function lastDayAfter(lease: Lease, input: LifeInput, today: string): string {
  const isOver = tenancyStatusOn(lease, today) === 'PAST';
  const stated = statedLastDay(lease, input, today);
  return stated ?? (isOver ? lastDayOf(lease) : null) ?? defaultLastDay(lease, input, today);
}

function isPastAfter(lease: Lease, { status }: LifeInput, today: string): boolean {
  return (status ?? tenancyStatusOn(lease, today)) === 'PAST';
}

function endedOnFault(startsOn: string, endedOn: string, today: string): Omit<Fault, 'path'> | null {
  if (endedOn > today) {
    const message = 'A tenancy cannot have ended on a day ahead. Set its status to Notice instead.';
    return { code: 'ends_in_future', message };
  }
  return leaseEndFault(startsOn, endedOn);
}

function creditFault(lastOn: string, creditFrom: string): Omit<Fault, 'path'> | null {
  if (creditFrom > lastOn) return null;
  const message = `The rent is owed through the last day, ${lastOn}. Give a later date.`;
  return { code: 'date_order', message };
}

/** Faults of a patch that follow from the dates of the tenancy. */
export function lifeFaults(lease: Lease, input: LifeInput, today: string): Fault[] {
  const startsOn = fromColumn(lease.startsOn);
  const at = (field: keyof LifeInput, fault: Omit<Fault, 'path'> | null): Fault[] =>
    fault ? [{ path: ['input', field], ...fault }] : [];
  const faults = at('leaseEnd', input.leaseEnd ? leaseEndFault(startsOn, input.leaseEnd) : null);
  if (!isPastAfter(lease, input, today)) {
    const message = 'Only a tenancy that is over has this day. Give the status `Past` with it.';
    const given = DAYS_OF_AN_END.filter((field) => input[field]);
    return [...faults, ...given.flatMap((field) => at(field, { code: 'not_applicable', message }))];
  }
  const { endedOn, creditFrom } = input;
  if (endedOn) faults.push(...at('endedOn', endedOnFault(startsOn, endedOn, today)));
  if (faults.length === 0 && creditFrom) {
    faults.push(...at('creditFrom', creditFault(lastDayAfter(lease, input, today), creditFrom)));
  }
  return faults;
}

/**
 * The day through which rent is charged, if that is after the last day. Who leaves before the end of a term, or before the
 * day of a notice, owes its rent until that day, or until the unit is let again (RTA s.16, s.88).
 */
function rentOwedUntil(
  lease: Lease,
  input: LifeInput,
  { lastOn, nextOn, today }: { lastOn: string; nextOn: string | null; today: string },
): string | null {
  const boundUntil = input.leaseEnd ?? fromColumnOrNull(lease.lastDayOn) ?? termEndOf(lease, input);
  if (boundUntil === null || boundUntil <= lastOn) return null;
  const chargedUntil = owedUntil(lease);
  const isCorrection = tenancyStatusOn(lease, today) === 'PAST';
  const decided = input.creditFrom
    ? addDays(input.creditFrom, -1)
    : isCorrection && chargedUntil !== null && chargedUntil < boundUntil
      ? chargedUntil
      : boundUntil;
  const days = [boundUntil, decided, ...(nextOn === null ? [] : [addDays(nextOn, -1)])];
  const until = days.reduce((first, day) => (day < first ? day : first));
  return until > lastOn ? until : null;
}

function reasonColumns({ endReason, endedByFormId }: LifeInput): Columns {
  return {
    ...(endReason === undefined ? {} : { endReason }),
    ...(endedByFormId ? { endedByFormId } : {}),
  };
}

/** What ends a tenancy, or corrects its end. `nextOn`: the first day of the next tenancy on its unit. */
function endColumns(lease: Lease, input: LifeInput, today: string, nextOn: string | null): Columns {
  const reason = reasonColumns(input);
  const isCorrection = tenancyStatusOn(lease, today) === 'PAST' && lease.status === 'PAST';
  const stated = statedLastDay(lease, input, today);
  if (isCorrection && !stated && !input.creditFrom) return reason;
  if (!stated && (fromColumn(lease.startsOn) > today || (isCorrection && neverBegan(lease)))) {
    return { ...reason, status: 'PAST', endedOn: null, lastDayOn: null, lastDayKnownOn: null };
  }
  const lastOn = lastDayAfter(lease, input, today);
  const owedUntil = rentOwedUntil(lease, input, { lastOn, nextOn, today });
  return {
    ...reason,
    status: 'PAST',
    endedOn: toColumn(lastOn),
    lastDayKnownOn: lease.lastDayKnownOn ?? toColumn(today),
    rentOwedUntil: toColumnOrNull(owedUntil),
  };
}

const NO_END = { lastDayOn: null, lastDayKnownOn: null } as const;

/**
 * The last day of tenants who have given notice: the end of their term, unless a notice on record gives another. A day that
 * has passed counts only if it is stated now: the tenancy goes on after the end of its term (RTA s.38(1)).
 */
function noticeColumns(lease: Lease, input: LifeInput, today: string): Columns {
  const isNew = lease.status !== 'NOTICE' && lease.lastDayOn === null;
  if (!isNew && (input.leaseEnd === undefined || lease.endedByFormId !== null)) return {};
  const lastOn = termEndOf(lease, input);
  if (!lastOn || (lastOn < today && !input.leaseEnd)) return NO_END;
  return { lastDayOn: toColumn(lastOn), lastDayKnownOn: toColumn(today) };
}

/** The last day of a tenancy without a notice: it has one only if the unit is let from the day after its term. */
function termColumns(lease: Lease, { leaseEnd }: LifeInput): Columns {
  if (leaseEnd === undefined || lease.lastDayOn === null) return {};
  return { lastDayOn: toColumnOrNull(leaseEnd) };
}

/** The columns of a lease that a patch of its life changes. */
export function lifeColumns(lease: Lease, input: LifeInput, today: string, nextOn: string | null): Columns {
  const { leaseEnd } = input;
  if (isPastAfter(lease, input, today)) {
    const term = termAfter(lease, leaseEnd, { isLeaving: input.status === 'PAST' });
    return { ...term, ...endColumns(lease, input, today, nextOn) };
  }
  const status = input.status ?? lease.status;
  const stated = { ...reasonColumns(input), ...(input.status ? { status } : {}) };
  if (status === 'NOTICE') {
    const term = termAfter(lease, leaseEnd, { isLeaving: lease.endedByFormId === null });
    return { ...term, ...stated, ...noticeColumns(lease, input, today) };
  }
  const term = termAfter(lease, leaseEnd, { isLeaving: false });
  if (status === lease.status) return { ...term, ...stated, ...termColumns(lease, input) };
  const back = { ...agreedTerm(lease), ...term, ...NO_END, endedByFormId: null };
  return { endReason: null, ...stated, ...back, ...lastDayBefore(withColumns(lease, back), nextOn, today) };
}

/** The last day of a tenancy that goes on: it has one if the unit is let after its term. */
export function lastDayBefore(
  { endsOn }: Pick<Lease, 'endsOn'>,
  nextOn: string | null,
  today: string,
): Columns {
  const isLetAfter = endsOn !== null && nextOn !== null && nextOn > fromColumn(endsOn);
  return isLetAfter ? { lastDayOn: endsOn, lastDayKnownOn: toColumn(today) } : {};
}

/** The tenancy once columns are changed. */
export function withColumns(lease: Lease, columns: Columns): Lease {
  return { ...lease, ...(columns as Partial<Lease>) };
}
