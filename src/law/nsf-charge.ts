import { money } from '../money/words.ts';
import type { CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { amountFault, fault, refuse, requiredDateFault } from './fault.ts';
import { applied, type AppliedRule, RULE_SET_VERSION, ruleInForce } from './rules.ts';

/** Whether a charge for a returned cheque is lawful. */
export interface NsfChargeCheck {
  readonly allowed: boolean;
  readonly maxCents: number;
  readonly defects: readonly Fault[];
  readonly rules: readonly AppliedRule[];
}

/**
 * Checks the landlord's administration charge for a returned cheque, in cents, without the bank's charge
 * (O. Reg. 516/06 s.17).
 * @param onDate Date of the charge; defaults to `RULE_SET_VERSION`.
 * @throws DomainError `BAD_INPUT` for an invalid amount or date.
 */
export function checkNsfCharge(
  administrationCents: number,
  onDate: CalendarDate = RULE_SET_VERSION,
): NsfChargeCheck {
  refuse([
    ...amountFault('administrationCents', administrationCents),
    ...requiredDateFault('onDate', onDate),
  ]);
  const rule = ruleInForce('charge.nsf_administration', onDate);
  const isTooMuch = administrationCents > rule.value;
  const message = `The charge for a returned payment exceeds ${money(rule.value)}, not counting the bank's charge. Lower it.`;
  const defect = fault('administrationCents', 'charge_too_large', message, { section: rule.section });
  return {
    allowed: !isTooMuch,
    maxCents: rule.value,
    defects: isTooMuch ? [defect] : [],
    rules: [applied(rule)],
  };
}
