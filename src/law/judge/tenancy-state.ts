import { addMonths, type CalendarDate } from '../../calendar/date.ts';
import type { Fault } from '../../errors.ts';
import { ONTARIO, PROVINCES } from '../../vocabulary/province.ts';
import { fault } from '../fault.ts';
import { findRule } from '../rules.ts';
import type { CaseFacts } from './case-facts.ts';

/** `not_in_ontario`: the property is in another province. An unknown province passes. */
function placeFaults({ province }: CaseFacts): Fault[] {
  if (province === null || province === ONTARIO) return [];
  const message = `The property is in ${PROVINCES[province]}. The Residential Tenancies Act, 2006 and its documents apply in Ontario only.`;
  return [fault('tenantId', 'not_in_ontario', message, { section: 'RTA s.3(1)' })];
}

function lastDayToApply(lastDay: CalendarDate, on: CalendarDate): string {
  const rule = findRule('former_tenant.apply_within_months', on);
  return rule ? ` by ${addMonths(lastDay, rule.value)}` : '';
}

function overMessage({ document, lastDay, on }: CaseFacts): string {
  if (lastDay === null) return 'The tenancy was cancelled before it began. Give no document for it.';
  const over = `The tenancy ended on ${lastDay}.`;
  if (document === 'PAYMENT_AGREEMENT')
    return `${over} No L1 or L9 can be filed any more. To claim the arrears, file an L10${lastDayToApply(lastDay, on)}.`;
  if (document === 'N4' || document === 'L1_SCHEDULE')
    return `${over} An N4 cannot end it. To claim the arrears, file an L10${lastDayToApply(lastDay, on)}.`;
  if (document === 'N1' || document === 'N2' || document === 'N10')
    return `${over} Its rent cannot rise. Plan no increase.`;
  if (document === 'ENTRY') return `${over} Entry needs no notice to a former tenant.`;
  return `${over} A tenancy that is over needs no ${document === 'LEASE' ? 'lease' : 'notice'}.`;
}

const OVER_SECTIONS: Readonly<Record<string, string>> = {
  N4: 'RTA s.87(1), (1.1)',
  L1_SCHEDULE: 'RTA s.87(1), (1.1)',
  PAYMENT_AGREEMENT: 'RTA ss.87(1), (1.1), 206(1)',
  N1: 'RTA s.116(1)',
  N2: 'RTA s.116(1)',
  N10: 'RTA s.121(1)',
  ENTRY: 'RTA s.25',
};

/** Documents that can be made before the tenancy begins. */
const BEFORE_IT_BEGINS: readonly CaseFacts['document'][] = ['LEASE', 'N1', 'N2', 'N10'];

/** `tenancy_over` after the last day, `tenancy_not_begun` before the first. */
function lifeFaults(facts: CaseFacts): Fault[] {
  const { document, on, startsOn, lastDay, isCancelled } = facts;
  if (isCancelled || (lastDay !== null && on > lastDay)) {
    const section = OVER_SECTIONS[document] ?? 'RTA s.37';
    return [fault('tenantId', 'tenancy_over', overMessage(facts), { section })];
  }
  if (on >= startsOn || BEFORE_IT_BEGINS.includes(document)) return [];
  const message = `The tenancy begins on ${startsOn}. Give this document on that day or later.`;
  const more = { section: document === 'ENTRY' ? 'RTA s.25' : 'RTA s.37', earliestDate: startsOn };
  return [fault('tenantId', 'tenancy_not_begun', message, more)];
}

/** Faults of the place and the life of the tenancy. Outside Ontario the Act's other rules say nothing. */
export function tenancyStateFaults(facts: CaseFacts): Fault[] {
  const place = placeFaults(facts);
  return place.length > 0 ? place : lifeFaults(facts);
}
