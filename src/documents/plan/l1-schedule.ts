import { addDays, daysBetween } from '../../calendar/date.ts';
import { dayFirst } from '../../calendar/words.ts';
import { heldOn } from '../../accounts/deposit-history.ts';
import { describeRow, ON_PAPER } from '../../accounts/statement-words.ts';
import { leaseTerms, rentOn } from '../../accounts/tenancy-ledger.ts';
import { fromColumn } from '../../db/date-column.ts';
import { faultAt } from '../../faults/faults.ts';
import { RULE_SET_VERSION, ruleInForce } from '../../law/index.ts';
import {
  arrearsBefore,
  statement,
  type Ledger,
  type LedgerRow,
  type StatementRow,
} from '../../ledger/index.ts';
import type { Context } from '../../request/context.ts';
import { CHARGE_KIND_WORDS } from '../../vocabulary/charge.ts';
import { claimLedger, claimReceipts, type Claim } from '../claim.ts';
import { interestOwingCents } from '../interest-owing.ts';
import { returnedChargesOwing } from './returned-charges.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** Two years, longer than any wait for a hearing. */
const MOST_DAYS_AHEAD = 730;
const MONTHS = 12;
const DAYS_OF_YEAR = 365;

function hearingFaults({ hearingOn }: FormInput, today: string) {
  if (!hearingOn || (hearingOn >= today && daysBetween(today, hearingOn) <= MOST_DAYS_AHEAD)) return [];
  const message = `Give a day of the hearing from ${today} to ${addDays(today, MOST_DAYS_AHEAD)}.`;
  return [faultAt(['input', 'hearingOn'], 'out_of_range', message)];
}

/** Rent owing before a day, by rental period. */
function owingBefore(ledger: Ledger, day: string) {
  const periods = arrearsBefore(ledger, day);
  return { periods, arrearsCents: periods.reduce((total, { owingCents }) => total + owingCents, 0) };
}

function periodRow({ from, to, chargedCents, paidCents, owingCents }: LedgerRow) {
  return { from, to, chargedCents, paidCents, owingCents };
}

function claimOn({ lease }: Tenancy, day: string): Claim {
  return { lease, property: lease.unit.property, servedOn: day, asOf: day };
}

function hearingOf(context: Context, tenancy: Tenancy, input: FormInput) {
  const { hearingOn } = input;
  if (!hearingOn || hearingFaults(input, context.today).length > 0) return undefined;
  const { arrearsCents } = owingBefore(
    claimLedger(claimOn(tenancy, hearingOn), context.ledgerBudget),
    hearingOn,
  );
  const { value: days } = ruleInForce('hearing.update_days', RULE_SET_VERSION);
  return { on: hearingOn, arrearsCents, updateBy: addDays(hearingOn, -days) };
}

/** What a row is for. The page writes days first, unlike a statement. */
function wordsOf(row: StatementRow): string {
  if (row.kind !== 'charge') return describeRow(row, ON_PAPER);
  const days = `Rent for ${dayFirst(row.from)} – ${dayFirst(row.to)}`;
  return row.basis === 'full' ? days : `${days}, part of a period`;
}

/** The account from the due day of the oldest rent that is owing. */
function accountOf({ today }: Context, tenancy: Tenancy, from: string) {
  const receipts = claimReceipts(claimOn(tenancy, today));
  const { rows, openingBalanceCents } = statement(leaseTerms(tenancy.lease), receipts, from, today);
  const events = rows.map((row) => ({
    on: row.on,
    what: wordsOf(row),
    chargedCents: row.kind === 'charge' ? row.amountCents : undefined,
    paidCents: row.kind === 'charge' ? undefined : -row.amountCents,
    balanceCents: row.balanceCents,
  }));
  return { from, openingCents: openingBalanceCents, events };
}

/** Charges for returned payments that are owing: the bank's, and the landlord's (RTA s.87(5)). */
function returnedOf({ today }: Context, tenancy: Tenancy) {
  return returnedChargesOwing(tenancy, today).map(({ on, kind, amountCents }) => {
    return { on, what: CHARGE_KIND_WORDS[kind], amountCents };
  });
}

function depositsOf({ today }: Context, { lease }: Tenancy) {
  return lease.deposits.flatMap((deposit) => {
    const heldCents = heldOn(deposit, today);
    if (deposit.kind !== 'LAST_MONTH' || heldCents === 0) return [];
    const interestCents = interestOwingCents(deposit, today);
    return [{ receivedOn: fromColumn(deposit.receivedOn), heldCents, interestCents }];
  });
}

/** Schedule of arrears for an application L1 or L9, as of today, with the sheet to update it (RTA ss.74, 87). */
export function planL1Schedule(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { today } = context;
  const { lease } = tenancy;
  const { periods, arrearsCents } = owingBefore(
    claimLedger(claimOn(tenancy, today), context.ledgerBudget),
    today,
  );
  const rentCents = rentOn(lease, today);
  const isMonthly = lease.rentalPeriod === 'MONTHLY';
  return {
    terminationDate: null,
    rules: [],
    defects: hearingFaults(input, today),
    warnings: [],
    document: {
      type: 'L1_SCHEDULE',
      facts: {
        ...partiesOf(tenancy),
        asOf: today,
        fileNumber: input.fileNumber ?? undefined,
        rentCents,
        rentPeriod: lease.rentalPeriod,
        dailyCents: isMonthly ? Math.round((rentCents * MONTHS) / DAYS_OF_YEAR) : undefined,
        ...accountOf(context, tenancy, periods[0]?.dueOn ?? today),
        periods: periods.map(periodRow),
        arrearsCents,
        returned: returnedOf(context, tenancy),
        deposits: depositsOf(context, tenancy),
        hearing: hearingOf(context, tenancy, input),
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
