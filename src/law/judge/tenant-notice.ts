import { addDays } from '../../calendar/date.ts';
import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import { ruleInForce } from '../rules.ts';
import { STANDARD_LEASE_FROM } from '../rules/n9.ts';
import type { CaseFacts, TenantNoticeFacts } from './case-facts.ts';

const DEMAND = 'RTA s.47.0.1';

function demandWindowFaults(notice: TenantNoticeFacts, given: string): Fault[] {
  const { leaseDemandedOn: demanded, leaseReceivedOn: received } = notice;
  if (demanded === null || given < STANDARD_LEASE_FROM) return [];
  if (received !== null) {
    if (received < demanded) {
      const message = `The lease was received before the demand of ${demanded}. Give a later date, or leave it out.`;
      return [fault('leaseReceivedOn', 'date_order', message, { section: DEMAND })];
    }
    const last = addDays(received, ruleInForce('n9.lease_proposal_days', given).value);
    if (given <= last) return [];
    const message = `The proposed lease was received on ${received}, so the N9 had to be given by ${last}. Give an ordinary N9.`;
    return [fault('leaseReceivedOn', 'lease_proposal_too_old', message, { section: DEMAND })];
  }
  const first = addDays(demanded, ruleInForce('n9.lease_demand_wait_days', given).value);
  if (given >= first) return [];
  const message = `The landlord has until ${first} to give the standard lease. Give the N9 on that day or later.`;
  return [fault('leaseDemandedOn', 'demand_too_recent', message, { section: DEMAND, earliestDate: first })];
}

function demandFaults(notice: TenantNoticeFacts, given: string | null): Fault[] {
  const { rentalPeriod, leaseDemandedOn } = notice;
  if (rentalPeriod !== 'FIXED' && rentalPeriod !== 'YEARLY') {
    const message =
      'Only a fixed-term or yearly tenancy can end after a demand for the standard lease. Give an ordinary N9.';
    return [fault('reason', 'demand_not_for_period', message, { section: DEMAND })];
  }
  if (leaseDemandedOn === null) {
    const message = 'State the day on which the tenant demanded the standard lease in writing.';
    return [fault('leaseDemandedOn', 'required', message, { section: DEMAND })];
  }
  return given === null ? [] : demandWindowFaults(notice, given);
}

function assignmentFaults(notice: TenantNoticeFacts, given: string | null): Fault[] {
  const { assignmentRequestedOn: requested, assignmentRefusedOn: refused } = notice;
  if (requested === null) {
    const message = 'State the day on which the tenant asked the landlord for consent to assign the unit.';
    return [fault('assignmentRequestedOn', 'required', message, { section: 'RTA s.95(4)' })];
  }
  if (given === null) return [];
  if (refused !== null && refused < requested) {
    const message = `The refusal is before the request of ${requested}. Give a later date.`;
    return [fault('assignmentRefusedOn', 'date_order', message, { section: 'RTA s.95(4)' })];
  }
  const answerBy = addDays(requested, ruleInForce('n9.assignment_answer_days', given).value);
  const isAnswered = refused !== null && refused <= given;
  if (!isAnswered && given <= answerBy) {
    const first = addDays(answerBy, 1);
    const message = `Without a refusal, the landlord has until ${answerBy} to answer. Give the N9 on ${first} or later.`;
    const more = { section: 'RTA s.95(4)(c)', earliestDate: first };
    return [fault('assignmentRequestedOn', 'answer_still_open', message, more)];
  }
  const last = addDays(requested, ruleInForce('n9.assignment_request_days', given).value);
  if (given <= last) return [];
  const message = `The request was made on ${requested}, so the N9 had to be given by ${last}. Ask for consent again.`;
  return [fault('assignmentRequestedOn', 'request_too_old', message, { section: 'RTA ss.95(4), 96(1)' })];
}

/** Faults of the facts that an N9 relies on: a demand for the standard lease, or a refused assignment. */
export function tenantNoticeFaults({ tenantNotice, givenOn }: CaseFacts): Fault[] {
  if (tenantNotice?.reason === 'STANDARD_LEASE_DEMAND') return demandFaults(tenantNotice, givenOn);
  if (tenantNotice?.reason === 'ASSIGNMENT_REFUSED') return assignmentFaults(tenantNotice, givenOn);
  return [];
}
