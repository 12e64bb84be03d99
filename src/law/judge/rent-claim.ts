import { money } from '../../money/words.ts';
import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import { findRule } from '../rules.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts, JudgedDocument } from './case-facts.ts';

/** Documents other than an N4 that claim rent, as an object and as a subject. */
const NAMES: Partial<Record<JudgedDocument, readonly [string, string]>> = {
  L1_SCHEDULE: ['a schedule of arrears', 'The schedule'],
  PAYMENT_AGREEMENT: ['a payment agreement', 'The agreement'],
};
const N4_NAMES = ['an N4', 'The N4'] as const;

const SECTION = 'RTA s.59(1), (2)';

/** Rent that is not owing on the day of service cannot be claimed. */
export function rentClaimFaults({ document, claim, on }: CaseFacts): Fault[] {
  if (claim === null) return [];
  const { claimedCents, owingCents } = claim;
  const [name, subject] = NAMES[document] ?? N4_NAMES;
  if (owingCents <= 0) {
    const message = `No rent due before the day of service is owing, so ${name} has nothing to claim.`;
    return [fault('tenantId', 'nothing_owing', message, { section: 'RTA s.59(1)' })];
  }
  if (claimedCents <= owingCents) return [];
  const message = `${subject} claims ${money(claimedCents)}, but ${money(owingCents)} of rent is owing on ${on}. Void it and make a new one for ${money(owingCents)}.`;
  return [fault('tenantId', 'claims_more_than_rent', message, { section: SECTION })];
}

/** `agreement_running`: arrears are being paid by a signed agreement, which has remedies of its own. */
function agreementWarnings({ document, claim }: CaseFacts): Warning[] {
  if (!claim?.agreement || document === 'L1_SCHEDULE') return [];
  const { id, signedOn, lastDueOn } = claim.agreement;
  const remedy =
    document === 'PAYMENT_AGREEMENT'
      ? 'Void it first, or correct it with `supersedesId`.'
      : 'Do not rely on arrears that it covers. If the tenant missed an instalment, ask the Board under the agreement.';
  const message = `Form ${id}, an agreement to pay arrears signed on ${signedOn}, runs until ${lastDueOn}. ${remedy}`;
  return [{ code: 'agreement_running', message, section: 'RTA ss.78(1), 206(6)', date: lastDueOn }];
}

/**
 * Doubts about a claim of rent. `above_board_limit`: what the Board cannot order is lost once it makes an order
 * (RTA s.207(3)).
 */
export function rentClaimWarnings(facts: CaseFacts): Warning[] {
  const { document, notices, claim, on } = facts;
  if (claim === null) return [];
  const warnings = agreementWarnings(facts);
  if (document === 'L1_SCHEDULE' && !notices.some(({ type, isRunning }) => type === 'N4' && isRunning)) {
    const message =
      'No N4 in effect is on record. An L1 needs one, and can be filed from the day after its date. An L9 needs none.';
    warnings.push({ code: 'no_notice_running', message, section: 'RTA ss.69(3), 74(1), 87(1)' });
  }
  const limit = findRule('board.limit', on);
  if (limit && claim.claimedCents > limit.value) {
    const message = `The claim is above ${money(limit.value)}, the most that the Board can order. The rest is lost once it orders.`;
    warnings.push({ code: 'above_board_limit', message, section: 'RTA s.207(1), (3)' });
  }
  if (claim.claimedCents < claim.owingCents) {
    const [, subject] = NAMES[document] ?? N4_NAMES;
    const message = `${subject} claims ${money(claim.claimedCents)}, less than the ${money(claim.owingCents)} of rent owing.`;
    warnings.push({ code: 'claims_less_than_owing', message, section: SECTION });
  }
  return warnings;
}
