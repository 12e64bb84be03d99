import { money } from '../../money/words.ts';
import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import { findRule } from '../rules.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts } from './case-facts.ts';

const SECTION = 'RTA s.59(1), (2)';

/** Rent that is not owing on the day of service cannot be claimed. */
export function rentClaimFaults({ claim, on }: CaseFacts): Fault[] {
  if (claim === null) return [];
  const { claimedCents, owingCents } = claim;
  if (owingCents <= 0) {
    const message = 'No rent due before the day of service is owing, so an N4 has nothing to claim.';
    return [fault('tenantId', 'nothing_owing', message, { section: 'RTA s.59(1)' })];
  }
  if (claimedCents <= owingCents) return [];
  const message = `The N4 claims ${money(claimedCents)}, but ${money(owingCents)} of rent is owing on ${on}. Void it and give a new N4 for ${money(owingCents)}.`;
  return [fault('tenantId', 'claims_more_than_rent', message, { section: SECTION })];
}

/** `above_board_limit`: what the Board cannot order is lost once it makes an order (RTA s.207(3)). */
export function rentClaimWarnings({ claim, on }: CaseFacts): Warning[] {
  if (claim === null) return [];
  const warnings: Warning[] = [];
  const limit = findRule('board.limit', on);
  if (limit && claim.claimedCents > limit.value) {
    const message = `The claim is above ${money(limit.value)}, the most that the Board can order. The rest is lost once it orders.`;
    warnings.push({ code: 'above_board_limit', message, section: 'RTA s.207(1), (3)' });
  }
  if (claim.claimedCents < claim.owingCents) {
    const message = `The notice claims ${money(claim.claimedCents)}, less than the ${money(claim.owingCents)} of rent owing.`;
    warnings.push({ code: 'claims_less_than_owing', message, section: SECTION });
  }
  return warnings;
}
