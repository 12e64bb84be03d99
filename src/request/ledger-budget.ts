import { DomainError } from '../errors.ts';

/** Rental periods and payments that the ledgers of one request may cover. */
export const MAX_LEDGER_PERIODS = 250_000;

/** Fields of ledger and statement rows in the answer to one request, all rows together. */
export const MAX_LEDGER_FIELDS = 100_000;

/** Periods and payments of a ledger that the cost of its field covers. */
const COVERED_PERIODS = 30;

/** Further ones that cost 1: a ledger of 4,000 periods takes as long as some 400 fields. */
const PERIODS_PER_COST = 10;

/** Tenancies of a report that the cost of its field covers. Each further one costs 1. */
export const COVERED_TENANCIES = 1_000;

const grouped = new Intl.NumberFormat('en-CA');

function tooCostly(message: string): DomainError {
  return new DomainError('BAD_INPUT', message, { reason: 'query_too_costly' });
}

/** What the ledgers of one request have used, all operations of a batch together. */
class RequestTotals {
  periods = 0;
  fields = 0;
  /** Cost that ledgers may add. */
  allowance = Number.POSITIVE_INFINITY;
  cost = 0;
}

/**
 * Limits the ledgers of one request, all operations of a batch together. The estimated cost of a document can't know how
 * long the tenancies are, and no deadline fires while a ledger is computed.
 */
export class LedgerBudget {
  readonly #isLimited: () => boolean;
  readonly #totals: RequestTotals;
  #cost = 0;

  /** `isLimited`: whether exceeding the budget fails. The cost is counted anyway. */
  constructor(isLimited: () => boolean = () => true, totals: RequestTotals = new RequestTotals()) {
    this.#isLimited = isLimited;
    this.#totals = totals;
  }

  /** The budget of another operation of the same request: it shares the totals, and counts its own cost. */
  forOperation(): LedgerBudget {
    return new LedgerBudget(this.#isLimited, this.#totals);
  }

  /** The same for all operations of a request. */
  get request(): object {
    return this.#totals;
  }

  /** What this operation's ledgers, reports and rows of rent cost beyond their fields. */
  get cost(): number {
    return this.#cost;
  }

  /** Sets the cost that the ledgers of the request may add. */
  allow(cost: number): void {
    this.#totals.allowance = cost;
  }

  /** Call this before a ledger is computed. @throws DomainError BAD_INPUT `query_too_costly` */
  spendPeriods(count: number): void {
    const totals = this.#totals;
    totals.periods += count;
    const fits = this.#spendCost(Math.ceil(Math.max(0, count - COVERED_PERIODS) / PERIODS_PER_COST));
    if (!this.#isLimited()) return;
    if (totals.periods <= MAX_LEDGER_PERIODS && fits) return;
    const most = grouped.format(MAX_LEDGER_PERIODS);
    const message =
      totals.periods > MAX_LEDGER_PERIODS
        ? `The ledgers in this request cover more than ${most} rental periods and payments. Ask for fewer tenancies or days, or send several requests.`
        : 'The ledgers in this request make it too costly, since their tenancies are long. Ask for fewer tenancies or days, or send several requests.';
    throw tooCostly(message);
  }

  /** Call this before rows of rent owing are written. @throws DomainError BAD_INPUT `query_too_costly` */
  spendNewRows(count: number): void {
    if (this.#spendCost(count) || !this.#isLimited()) return;
    throw tooCostly(
      'The rent behind these tenancies makes the request too costly. Send fewer of them at a time.',
    );
  }

  /** Charges the tenancies of a report. It refuses none: a report of fewer would be another one. */
  chargeTenancies(count: number): void {
    this.charge(Math.max(0, count - COVERED_TENANCIES));
  }

  /** Charges what a field turned out to take. It refuses nothing, since the work is done. */
  charge(cost: number): void {
    this.#cost += cost;
  }

  /** Adds to the cost; whether the maximum of the request has room for it. */
  #spendCost(cost: number): boolean {
    this.#totals.cost += cost;
    this.#cost += cost;
    return this.#totals.cost <= this.#totals.allowance;
  }

  /** Call this before rows are shown. @throws DomainError BAD_INPUT `query_too_costly` */
  spendFields(rows: number, fieldsOfEach: number): void {
    this.#totals.fields += rows * fieldsOfEach;
    if (!this.#isLimited() || this.#totals.fields <= MAX_LEDGER_FIELDS) return;
    const most = grouped.format(MAX_LEDGER_FIELDS);
    const message = `The ledger and statement rows in this request have more than ${most} fields. Ask for shorter statements, fewer fields or fewer tenancies, or send several requests.`;
    throw tooCostly(message);
  }
}
