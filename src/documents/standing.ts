import type { Prisma } from '../generated/prisma/client.ts';
import type { LedgerBudget } from '../request/ledger-budget.ts';
import { isNoticeForm, noticeStanding, type NoticeStanding } from '../law/index.ts';
import type { Ledger, Receipt } from '../ledger/index.ts';
import { fromColumnOrNull } from '../db/date-column.ts';
import { rentReceipts } from '../accounts/receipts.ts';
import { endedOnOf } from '../accounts/tenancy-status.ts';
import { LEDGER_SELECTION, ledgerOf, type LedgerLease } from '../accounts/tenancy-ledger.ts';

/** The relations of a form that its standing is computed from. */
export const STANDING_SELECTION = {
  lease: { select: LEDGER_SELECTION },
  supersededBy: { select: { id: true } },
} as const satisfies Prisma.FormSelect;

type StandingForm = Prisma.FormGetPayload<{ include: typeof STANDING_SELECTION }>;

/** Receipts of a tenancy that were not returned by a day. A returned cheque paid nothing. */
function goodReceipts(lease: LedgerLease, asOf: string): Receipt[] {
  return rentReceipts(lease).filter(({ returnedOn }) => !returnedOn || returnedOn > asOf);
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
 * First day, from the giving of an N4, on which no rent is owing: the claim and all rent due since are paid (RTA
 * s.59(3)).
 */
function paidInFullOn(
  lease: LedgerLease,
  givenOn: string,
  asOf: string,
  budget: LedgerBudget | null,
): string | null {
  const receipts = goodReceipts(lease, asOf);
  const paydays = receipts.flatMap(({ receivedOn }) => receivedOn ?? []);
  const candidates = [...new Set(paydays)].filter((day) => day >= givenOn && day <= asOf).sort();
  const last = candidates.at(-1);
  if (last === undefined) return null;
  // Compare totals first: a ledger for each day of payment would be slow, and few days are covered.
  const covered = coveredDays(receipts, candidates, ledgerOf(lease, last, budget));
  return covered.find((day) => ledgerOf(lease, day, budget).arrearsCents === 0) ?? null;
}

/**
 * Standing of a notice of termination on a day; null for other documents.
 * @throws DomainError BAD_INPUT `query_too_costly` if the ledger budget is exceeded.
 */
export function formStanding(
  form: StandingForm,
  asOf: string,
  budget: LedgerBudget | null,
): NoticeStanding | null {
  const terminationDate = fromColumnOrNull(form.terminationDate);
  const { type } = form;
  if (terminationDate === null || !isNoticeForm(type)) return null;
  const deemedGiven = fromColumnOrNull(form.deemedGivenOn);
  const { noticeNumber } = form.input as { noticeNumber?: number | null };
  return noticeStanding({
    form: type,
    noticeNumber,
    terminationDate,
    deemedGiven,
    status: form.status,
    supersededBy: form.supersededBy?.id,
    paidInFullOn: type === 'N4' && deemedGiven ? paidInFullOn(form.lease, deemedGiven, asOf, budget) : null,
    vacatedOn: fromColumnOrNull(endedOnOf(form.lease, asOf)),
    asOf,
  });
}
