import { money } from '../money/words.ts';
import type { CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { amountFault, fault, refuse, requiredDateFault } from './fault.ts';
import { applied, type AppliedRule, RULE_SET_VERSION, ruleInForce } from './rules.ts';

/** Whether a charge for a cheque returned unpaid is lawful. */
export interface NsfChargeAnswer {
  readonly allowed: boolean;
  readonly maxCents: number;
  readonly defects: readonly Fault[];
  readonly rules: readonly AppliedRule[];
}

/**
 * Judges the landlord's own charge for a cheque returned unpaid, in cents, besides what the bank charges
 * (O. Reg. 516/06 s.17).
 * @param onDate The day of the charge; if left out, the day the rules were last checked.
 * @throws DomainError `BAD_INPUT` for an impossible amount or date.
 */
export function judgeNsfCharge(
  administrationCents: number,
  onDate: CalendarDate = RULE_SET_VERSION,
): NsfChargeAnswer {
  refuse([
    ...amountFault('administrationCents', administrationCents),
    ...requiredDateFault('onDate', onDate),
  ]);
  const rule = ruleInForce('charge.nsf_administration', onDate);
  const isTooMuch = administrationCents > rule.value;
  const message = `The landlord's own charge may be at most ${money(rule.value)}, besides what the bank charges.`;
  const defect = fault('administrationCents', 'charge_too_large', message, { section: rule.section });
  return {
    allowed: !isTooMuch,
    maxCents: rule.value,
    defects: isTooMuch ? [defect] : [],
    rules: [applied(rule)],
  };
}
