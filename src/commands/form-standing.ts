import type { Prisma } from '../generated/prisma/client.ts';
import { isNoticeForm, noticeStanding, type NoticeStanding } from '../law/index.ts';
import { fromColumnOrNull } from './dates.ts';
import { leaseReceipts, LEDGER_SELECTION, ledgerOf, type LedgerLease } from './tenancy-ledger.ts';

/** What of a form its standing is computed from. */
export const STANDING_SELECTION = {
  lease: { select: LEDGER_SELECTION },
  supersededBy: { select: { id: true } },
} as const satisfies Prisma.FormSelect;

type StandingForm = Prisma.FormGetPayload<{ include: typeof STANDING_SELECTION }>;

/**
 * The first day, from the giving of an N4 on, on which no rent at all is owing: everything claimed and everything due
 * since has then been paid (RTA s.59(3)).
 */
function paidInFullOn(lease: LedgerLease, givenOn: string, asOf: string): string | null {
  const paydays = leaseReceipts(lease).flatMap(({ receivedOn }) => receivedOn ?? []);
  const candidates = [...new Set(paydays)].filter((day) => day >= givenOn && day <= asOf).sort();
  return candidates.find((day) => ledgerOf(lease, day).arrearsCents === 0) ?? null;
}

/** What a notice of termination amounts to on a day; null for what ends no tenancy. */
export function formStanding(form: StandingForm, asOf: string): NoticeStanding | null {
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
    paidInFullOn: type === 'N4' && deemedGiven ? paidInFullOn(form.lease, deemedGiven, asOf) : null,
    vacatedOn: form.lease.status === 'PAST' ? fromColumnOrNull(form.lease.endedOn) : null,
    asOf,
  });
}
