import type { Prisma } from '../generated/prisma/client.ts';
import type { LedgerBudget } from '../request/ledger-budget.ts';
import { isNoticeForm, noticeStanding, type NoticeStanding } from '../law/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { fromColumnOrNull } from '../db/date-column.ts';
import { leaseReceipts, LEDGER_SELECTION, ledgerOf, type LedgerLease } from '../accounts/tenancy-ledger.ts';

/** What of a form its standing is computed from. */
export const STANDING_SELECTION = {
  lease: { select: LEDGER_SELECTION },
  supersededBy: { select: { id: true } },
} as const satisfies Prisma.FormSelect;

type StandingForm = Prisma.FormGetPayload<{ include: typeof STANDING_SELECTION }>;

/** The paydays by whose end as much had come in as had fallen due. */
function evenDays(lease: LedgerLease, paydays: readonly string[], { rows }: Ledger): string[] {
  const receipts = leaseReceipts(lease);
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
 * The first day, from the giving of an N4 on, on which no rent at all is owing: everything claimed and everything due
 * since has then been paid (RTA s.59(3)).
 */
function paidInFullOn(
  lease: LedgerLease,
  givenOn: string,
  asOf: string,
  budget: LedgerBudget | null,
): string | null {
  const paydays = leaseReceipts(lease).flatMap(({ receivedOn }) => receivedOn ?? []);
  const candidates = [...new Set(paydays)].filter((day) => day >= givenOn && day <= asOf).sort();
  const last = candidates.at(-1);
  if (last === undefined) return null;
  // Sums first: a ledger for each payday of years would take long, and hardly any day is even.
  const even = evenDays(lease, candidates, ledgerOf(lease, last, budget));
  return even.find((day) => ledgerOf(lease, day, budget).arrearsCents === 0) ?? null;
}

/**
 * What a notice of termination amounts to on a day; null for what ends no tenancy.
 * @throws DomainError BAD_INPUT `query_too_costly` when the budget of ledgers does not allow for it
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
    vacatedOn: form.lease.status === 'PAST' ? fromColumnOrNull(form.lease.endedOn) : null,
    asOf,
  });
}
