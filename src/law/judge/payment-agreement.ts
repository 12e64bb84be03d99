import { addMonths } from '../../calendar/date.ts';
import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import { money } from '../../money/words.ts';
import { fault } from '../fault.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts, PaymentAgreementFacts } from './case-facts.ts';

/** Five years, longer than any plan of payment that makes sense. */
const MOST_MONTHS_AHEAD = 60;

const SECTION = 'RTA s.206(1)';

/** The instalments must pay exactly what the agreement says is owing. */
function sumFaults({ totalCents, instalments }: PaymentAgreementFacts, { claim }: CaseFacts): Fault[] {
  const sum = instalments.reduce((total, { amountCents }) => total + amountCents, 0);
  const nothingOwing = claim !== null && claim.owingCents <= 0;
  if (instalments.length === 0 || nothingOwing || sum === totalCents) return [];
  const message = `The instalments add up to ${money(sum)}, but ${money(totalCents)} is owing with the fee and charges. Give instalments that add up to ${money(totalCents)}.`;
  return [fault('instalments', 'sum_differs', message, { section: `${SECTION}(a)` })];
}

function dayFaults({ instalments }: PaymentAgreementFacts, on: string): Fault[] {
  const latest = addMonths(on, MOST_MONTHS_AHEAD);
  return instalments.flatMap(({ dueOn }, index): Fault[] => {
    const path = ['input', 'instalments', index, 'dueOn'];
    const before = instalments[index - 1]?.dueOn;
    if (dueOn < on) {
      const message = `This instalment is due before the signing on ${on}. Give ${on} or a later date.`;
      return [faultAt(path, 'date_before_signing', message, { section: SECTION, earliestDate: on })];
    }
    if (before !== undefined && dueOn < before) {
      const message = `The instalment before it is due on ${before}. Give the instalments in order of their days.`;
      return [faultAt(path, 'date_order', message)];
    }
    if (dueOn <= latest) return [];
    return [faultAt(path, 'out_of_range', `Give a day from ${on} to ${latest}.`)];
  });
}

/** Faults of an agreement to pay arrears (RTA s.206). */
export function paymentAgreementFaults(facts: CaseFacts): Fault[] {
  const { paymentAgreement: agreement, on } = facts;
  if (agreement === null) return [];
  const faults = [...sumFaults(agreement, facts), ...dayFaults(agreement, on)];
  const { application, hearingOn, hasBreachClause } = agreement;
  if (hearingOn !== null && on > hearingOn) {
    const message = `The hearing was on ${hearingOn}. The Board takes an agreement that is filed before the hearing begins.`;
    faults.push(fault('hearingOn', 'hearing_begun', message, { section: `${SECTION}(c)` }));
  }
  if (application === 'L9' && hasBreachClause) {
    const message = 'An L9 does not ask to end the tenancy, so its order has no such clause. Leave it out.';
    faults.push(fault('breachClause', 'clause_needs_l1', message, { section: 'RTA s.78(1)' }));
  }
  return faults;
}

/** `no_application`: the Board makes an order on an agreement once the landlord has applied. */
function applicationWarnings({ application, isApplicationOnRecord }: PaymentAgreementFacts): Warning[] {
  if (application !== 'L1' || isApplicationOnRecord) return [];
  const message =
    'No application on an N4 is on record. The Board can order an agreement only of an application that was made.';
  return [{ code: 'no_application', message, section: SECTION }];
}

/** `after_last_day`: instalments after the day on which the tenancy ends. */
function lastDayWarnings({ instalments }: PaymentAgreementFacts, { lastDay }: CaseFacts): Warning[] {
  const last = instalments.at(-1)?.dueOn;
  if (lastDay === null || last === undefined || last <= lastDay) return [];
  const message = `The tenancy ends on ${lastDay}, and the last instalment is due on ${last}. Agree how it will be paid then.`;
  return [{ code: 'after_last_day', message, section: SECTION, date: lastDay }];
}

/** Doubts about an agreement to pay arrears. */
export function paymentAgreementWarnings(facts: CaseFacts): Warning[] {
  const { paymentAgreement: agreement } = facts;
  if (agreement === null) return [];
  return [...applicationWarnings(agreement), ...lastDayWarnings(agreement, facts)];
}
