import { cancelRents, readRentFacts, voidReplacedNotices } from '../tenancy/change-rent.ts';
import { decideRentChange } from '../tenancy/rent-change.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { increaseTerms, type RentFacts, type RentRow } from '../tenancy/rent-facts.ts';
import { laterIncreaseFaults } from '../tenancy/later-rents.ts';
import { fromColumn, toColumn } from '../../db/date-column.ts';
import type { FormPlan } from '../../documents/plan/plan.ts';
import { wrongNotice } from '../../documents/plan/rent-increase.ts';
import { DomainError, type Fault } from '../../errors.ts';
import type { Form, Prisma } from '../../generated/prisma/client.ts';
import type { FormType } from '../../generated/prisma/enums.ts';
import { deemedGiven, increaseObstacles, type ServiceMethod } from '../../law/index.ts';
import type { Context } from '../../request/context.ts';

type Transaction = Prisma.TransactionClient;

const BASES: Partial<Record<FormType, 'INCREASE' | 'AGREEMENT'>> = {
  N1: 'INCREASE',
  N2: 'INCREASE',
  N10: 'AGREEMENT',
};

/** Whether a document changes the rent once it is served, or signed. */
export function raisesRent(type: FormType): boolean {
  return BASES[type] !== undefined;
}

function conflict(reason: string, message: string, details: readonly Fault[] = []): DomainError {
  return new DomainError('CONFLICT', message, { reason, details });
}

/** The rent of a form that still counts or may come to count. */
function rowOf({ rows }: RentFacts, formId: string | null | undefined): RentRow | undefined {
  if (!formId) return undefined;
  return rows.find((row) => row.formId === formId && row.standing !== 'CANCELLED');
}

/**
 * Takes the rent of a form back, when the form is voided or corrected. Rents that it had replaced count again.
 *
 * @throws DomainError CONFLICT `later_increase_exceeds` if a later rent is not lawful without it.
 */
async function takeBack(tx: Transaction, facts: RentFacts, formId: string | null | undefined): Promise<void> {
  const row = rowOf(facts, formId);
  if (!row) return;
  const [fault] = laterIncreaseFaults(facts, { cancelled: [row.id], amended: null, added: null });
  if (fault) throw conflict(fault.code, fault.message, [{ ...fault, path: ['input'] }]);
  await cancelRents(tx, facts, [row.id], null);
}

/** Takes the rent of a voided form back. */
export async function voidFormRent(context: Context, tx: Transaction, form: Form): Promise<void> {
  if (!raisesRent(form.type)) return;
  await lockLease(tx, form.leaseId);
  await takeBack(tx, await readRentFacts(context, tx, form.leaseId), form.id);
}

function assertNoneAwaits({ rows }: RentFacts, supersedesId: string | null): void {
  const waiting = rows.find(
    ({ standing, formId }) => standing === 'AWAITING_SERVICE' && formId !== supersedesId,
  );
  if (!waiting) return;
  const message = `The increase of form ${waiting.formId ?? ''} awaits service. Serve or void it first, or supersede it.`;
  throw conflict('increase_awaiting_service', message);
}

interface NewForm {
  readonly id: string;
  readonly type: FormType;
  readonly leaseId: string;
  readonly supersedesId: string | null;
}

/** Adds the rent of a new notice or agreement to the schedule, where it awaits service. Drafts add none. */
export async function addFormRent(
  context: Context,
  tx: Transaction,
  { id: formId, type, leaseId, supersedesId }: NewForm,
  { document: { facts } }: FormPlan,
): Promise<void> {
  const basis = BASES[type];
  if (!basis) return;
  await lockLease(tx, leaseId);
  const rentFacts = await readRentFacts(context, tx, leaseId);
  assertNoneAwaits(rentFacts, supersedesId);
  await takeBack(tx, rentFacts, supersedesId);
  const { effectiveOn, newRentCents } = facts as { effectiveOn: string; newRentCents: number };
  await tx.leaseRent.create({
    data: {
      id: context.newId('LeaseRent'),
      workspaceId: context.viewer.workspaceId,
      leaseId,
      effectiveOn: toColumn(effectiveOn),
      amountCents: newRentCents,
      basis,
      standing: 'AWAITING_SERVICE',
      formId,
    },
  });
}

interface Service {
  readonly servedOn: string;
  readonly method: ServiceMethod;
}

const REMEDY = 'Void it and generate a new one.';

function lateMessage({ servedOn }: Service, givenOn: string, row: RentRow, faults: readonly Fault[]): string {
  const earliest = faults.find(({ earliestDate }) => earliestDate !== undefined)?.earliestDate;
  if (earliest === undefined) return `${faults[0]?.message ?? ''} ${REMEDY}`;
  return `Served on ${servedOn}, it counts as given on ${givenOn}. The rent can then rise on ${earliest}, but it states ${row.effectiveOn}. ${REMEDY}`;
}

/** Faults that an earlier service would have avoided. */
function isLate({ code }: Fault): boolean {
  return ['notice_too_short', 'increase_too_soon', 'agreement_too_soon'].includes(code);
}

/** Faults of the service of a notice of increase, judged by the unit and by the day on which it counts as given. */
function noticeConflict(
  type: 'N1' | 'N2',
  facts: RentFacts,
  row: RentRow,
  service: Service,
): DomainError | null {
  const terms = increaseTerms(facts);
  const givenOn = deemedGiven(service.servedOn, service.method);
  const { effectiveOn, amountCents: rentCents } = row;
  const wrong = wrongNotice(type, terms);
  const faults = [...wrong, ...increaseObstacles(terms, { givenOn, effectiveOn, rentCents })];
  if (faults.length === 0) return null;
  const details = faults.map((fault) => ({ ...fault, path: ['input', 'servedOn'] }));
  if (wrong[0]) return conflict(wrong[0].code, `${wrong[0].message} ${REMEDY}`, details);
  const reason = faults.some(isLate) ? 'served_too_late' : 'increase_not_lawful';
  return conflict(reason, lateMessage(service, givenOn, row, faults), details);
}

/** Counts an agreement from its signing; notices that it makes void no longer count (RTA s.121(7)). */
async function countAgreement(
  tx: Transaction,
  facts: RentFacts,
  row: RentRow,
  agreedOn: string,
): Promise<void> {
  const { faults, effect } = decideRentChange(facts, {
    rent: row.amountCents,
    rentEffectiveOn: row.effectiveOn,
    rentBasis: 'AGREEMENT',
    agreedOn,
  });
  const [first] = faults;
  if (first) {
    const details = faults.map((fault) => ({ ...fault, path: ['input', 'servedOn'] }));
    const reason = faults.some(isLate) ? 'served_too_late' : 'increase_not_lawful';
    throw conflict(reason, `${first.message} ${REMEDY}`, details);
  }
  await cancelRents(tx, facts, effect.cancelled, row.id);
  await voidReplacedNotices(tx, effect.cancelled);
  await tx.leaseRent.updateMany({
    where: { id: row.id },
    data: { standing: 'LAWFUL', agreedOn: toColumn(agreedOn) },
  });
}

async function count(tx: Transaction, facts: RentFacts, form: Form, service: Service): Promise<void> {
  const row = rowOf(facts, form.id);
  if (!row) {
    const message = `The rent of this form was taken back, e.g. because the tenancy moved. ${REMEDY}`;
    throw conflict('increase_taken_back', message);
  }
  if (row.basis === 'AGREEMENT') return countAgreement(tx, facts, row, service.servedOn);
  const refused = noticeConflict(form.type === 'N2' ? 'N2' : 'N1', facts, row, service);
  if (refused) throw refused;
  await tx.leaseRent.updateMany({ where: { id: row.id }, data: { standing: 'LAWFUL' } });
}

/**
 * Makes the rent of a served notice, or of a signed agreement, count from its day.
 *
 * @throws DomainError CONFLICT `served_too_late` with the day that would hold, `wrong_notice` for a unit that needs another
 *   form, `increase_not_lawful` for other obstacles, and `increase_taken_back` if the rent no longer waits for this form.
 */
export async function serveFormRent(
  context: Context,
  tx: Transaction,
  form: Form,
  { servedOn, serviceMethod }: { readonly servedOn: Date; readonly serviceMethod: ServiceMethod },
): Promise<void> {
  if (!raisesRent(form.type)) return;
  await lockLease(tx, form.leaseId);
  const facts = await readRentFacts(context, tx, form.leaseId);
  await count(tx, facts, form, { servedOn: fromColumn(servedOn), method: serviceMethod });
}
