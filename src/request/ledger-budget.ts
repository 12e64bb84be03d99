import { DomainError } from '../errors.ts';

/** Rental periods and payments that the ledgers of one request may cover. */
export const MAX_LEDGER_PERIODS = 250_000;

/** Fields of ledger and statement rows in the answer to one request, all rows together. */
export const MAX_LEDGER_FIELDS = 100_000;

const grouped = new Intl.NumberFormat('en-CA');

function tooCostly(message: string): DomainError {
  return new DomainError('BAD_INPUT', message, { reason: 'query_too_costly' });
}

/**
 * Limits the ledgers of one request, all operations of a batch together. The estimated cost of a document can't know how
 * long the tenancies are, and no deadline fires while a ledger is computed.
 */
export class LedgerBudget {
  #periods = 0;
  #fields = 0;

  /** Call this before a ledger is computed. @throws DomainError BAD_INPUT `query_too_costly` */
  spendPeriods(count: number): void {
    this.#periods += count;
    if (this.#periods <= MAX_LEDGER_PERIODS) return;
    const most = grouped.format(MAX_LEDGER_PERIODS);
    const message = `The ledgers in this request cover more than ${most} rental periods and payments. Ask for fewer tenancies or days, or send several requests.`;
    throw tooCostly(message);
  }

  /** Call this before rows are shown. @throws DomainError BAD_INPUT `query_too_costly` */
  spendFields(rows: number, fieldsOfEach: number): void {
    this.#fields += rows * fieldsOfEach;
    if (this.#fields <= MAX_LEDGER_FIELDS) return;
    const most = grouped.format(MAX_LEDGER_FIELDS);
    const message = `The ledger and statement rows in this request have more than ${most} fields. Ask for shorter statements, fewer fields or fewer tenancies, or send several requests.`;
    throw tooCostly(message);
  }
}
