import { claimLedger, claimReceipts, type Claim } from './claim.ts';
import { OWNED_SELECTION } from '../address/property-owner.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Context } from '../request/context.ts';
import type { LedgerBudget } from '../request/ledger-budget.ts';
import { takeTurn } from '../turns.ts';
import { fromEach } from '../accounts/find-accounts.ts';
import { addDays } from '../calendar/date.ts';
import { isEndingForm, noticeStanding, type NoticeStanding } from '../law/index.ts';
import { arrearsTable, type Ledger, type Receipt } from '../ledger/index.ts';
import { fromColumnOrNull } from '../db/date-column.ts';
import { endedOnOf } from '../accounts/tenancy-status.ts';
import { LEDGER_SELECTION, ledgerOf, type LedgerLease } from '../accounts/tenancy-ledger.ts';

/** The record of a form that its standing is computed from. */
export const RECORD_SELECTION = {
  id: true,
  type: true,
  status: true,
  input: true,
  facts: true,
  terminationDate: true,
  servedOn: true,
  deemedGivenOn: true,
  correctedOn: true,
  appliedOn: true,
  hearingOn: true,
  compensationPaidOn: true,
  withdrawnOn: true,
  supersededBy: { select: { id: true } },
  lease: { select: OWNED_SELECTION },
} as const satisfies Prisma.FormSelect;

export type FormRecord = Prisma.FormGetPayload<{ select: typeof RECORD_SELECTION }>;

/** The relations of a form that its standing is computed from. */
export const STANDING_SELECTION = {
  lease: { select: { ...LEDGER_SELECTION, ...OWNED_SELECTION } },
  supersededBy: { select: { id: true } },
} as const satisfies Prisma.FormSelect;

/** Receipts for a claim that were not returned by a day. A returned cheque paid nothing. */
function goodReceipts(claim: Claim, asOf: string): Receipt[] {
  const receipts = claimReceipts(claim);
  return receipts.filter(({ returnedOn }) => !returnedOn || returnedOn > asOf);
}

/** Days of payment at whose end the total received covers the total due. */
function coveredDays(receipts: readonly Receipt[], paydays: readonly string[], { rows }: Ledger): string[] {
  const sumThrough = (day: string) => {
    const due = rows.reduce((sum, { dueOn, chargedCents }) => (dueOn <= day ? sum + chargedCents : sum), 0);
    return receipts.reduce(
      (sum, { receivedOn, amountCents }) => (receivedOn && receivedOn <= day ? sum - amountCents : sum),
      due,
    );
  };
  return paydays.filter((day) => sumThrough(day) <= 0);
}

/**
 * First day, from the service of an N4, on which nothing is left to claim: the claim and all rent due since are paid (RTA
 * s.59(3)).
 */
function paidInFullOn(claim: Claim, asOf: string, budget: LedgerBudget | null): string | null {
  const { lease, servedOn } = claim;
  const receipts = goodReceipts(claim, asOf);
  const paydays = receipts.flatMap(({ receivedOn }) => receivedOn ?? []);
  const candidates = [...new Set(paydays)].filter((day) => day >= servedOn && day <= asOf).sort();
  const last = candidates.at(-1);
  if (last === undefined) return null;
  // Compare totals first: a ledger for each day of payment would be slow, and few days are covered.
  const covered = coveredDays(receipts, candidates, ledgerOf(lease, last, budget));
  const owingOn = (day: string) => claimLedger({ ...claim, asOf: day }, budget).arrearsCents;
  return covered.find((day) => owingOn(day) === 0) ?? null;
}

/** The claim of an N4, and the rent that was owing on the day before its service as money is recorded now. */
function claimOf(
  { facts }: FormRecord,
  claim: Claim,
  budget: LedgerBudget | null,
): { readonly claimedCents: number; readonly owingCents: number } {
  const { rentOwedCents } = facts as { rentOwedCents?: number | null };
  const { servedOn } = claim;
  const ledger = claimLedger({ ...claim, asOf: addDays(servedOn, -1) }, budget);
  return { claimedCents: rentOwedCents ?? 0, owingCents: arrearsTable(ledger, servedOn).totalCents };
}

/** The status on a day: a notice that was withdrawn later was a served one. */
function statusOn({ status, withdrawnOn }: FormRecord, day: string): FormRecord['status'] {
  const on = fromColumnOrNull(withdrawnOn);
  return on !== null && on > day ? 'SERVED' : status;
}

/** What the ledger tells of an N4 since its service. */
function moneyFacts(form: FormRecord, lease: LedgerLease, asOf: string, budget: LedgerBudget | null) {
  const servedOn = fromColumnOrNull(form.servedOn);
  if (form.type !== 'N4' || statusOn(form, asOf) !== 'SERVED' || servedOn === null) return {};
  const claim = { lease, property: form.lease.unit.property, servedOn, asOf: servedOn };
  return {
    claim: claimOf(form, claim, budget),
    paidInFullOn: paidInFullOn(claim, asOf, budget),
  };
}

/**
 * Standing of a notice of termination, or of an agreement to end the tenancy, on a day; null for other documents.
 * @throws DomainError BAD_INPUT `query_too_costly` if the ledger budget is exceeded.
 */
export function recordStanding(
  form: FormRecord,
  lease: LedgerLease,
  asOf: string,
  budget: LedgerBudget | null,
): NoticeStanding | null {
  const terminationDate = fromColumnOrNull(form.terminationDate);
  const { type } = form;
  if (terminationDate === null || !isEndingForm(type)) return null;
  const { noticeNumber } = form.input as { noticeNumber?: number | null };
  return noticeStanding({
    form: type,
    noticeNumber,
    terminationDate,
    deemedGiven: fromColumnOrNull(form.deemedGivenOn),
    status: statusOn(form, asOf),
    supersededBy: form.supersededBy?.id,
    ...moneyFacts(form, lease, asOf, budget),
    correctedOn: fromColumnOrNull(form.correctedOn),
    appliedOn: fromColumnOrNull(form.appliedOn),
    vacatedOn: fromColumnOrNull(endedOnOf(lease, asOf)),
    asOf,
  });
}

/** The same, of a form read with its tenancy. */
export function formStanding(
  form: FormRecord & { readonly lease: LedgerLease },
  asOf: string,
  budget: LedgerBudget | null,
): NoticeStanding | null {
  return recordStanding(form, form.lease, asOf, budget);
}

/** A form with its standing on a day. */
export interface Judged<Form> {
  readonly form: Form;
  readonly standing: NoticeStanding;
}

/**
 * The standing of forms on a day; those of documents that end no tenancy are left out. Each tenancy is read once: hundreds
 * of notices may be about one with thousands of payments.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` if the ledger budget is exceeded.
 */
export async function judgeForms<Form extends FormRecord & { readonly leaseId: string }>(
  { db, ledgerBudget }: Context,
  forms: readonly Form[],
  day: string,
): Promise<Judged<Form>[]> {
  const byLease = new Map<string, Form[]>();
  for (const form of forms) {
    const known = byLease.get(form.leaseId);
    if (known) known.push(form);
    else byLease.set(form.leaseId, [form]);
  }
  const found = await fromEach(db, [...byLease.keys()], async (lease) => {
    const judged: Judged<Form>[] = [];
    for (const form of byLease.get(lease.id) ?? []) {
      await takeTurn();
      const standing = recordStanding(form, lease, day, ledgerBudget);
      if (standing) judged.push({ form, standing });
    }
    return judged;
  });
  return [...found.values()].flatMap((judged) => {
    if (judged instanceof Error) throw judged;
    return judged;
  });
}
