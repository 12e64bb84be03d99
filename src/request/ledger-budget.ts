import { DomainError } from '../errors.ts';

/** Rental periods and payments that the ledgers of one request may be worked out from. */
export const MAX_LEDGER_PERIODS = 250_000;

/** Fields of ledgers' and statements' rows that one request may be shown, all rows together. */
export const MAX_LEDGER_VALUES = 100_000;

const grouped = new Intl.NumberFormat('en-CA');

function tooCostly(message: string): DomainError {
  return new DomainError('BAD_INPUT', message, { reason: 'query_too_costly' });
}

/**
 * What the ledgers of one request may come to, all operations of a batch together. They are as long as the tenancies
 * are, which no estimate of a document's cost can know; and nothing else cuts them off, since they are worked out in one
 * go, in which no timer fires.
 */
export class LedgerBudget {
  #periods = 0;
  #values = 0;

  /** To be asked before a ledger is worked out. @throws DomainError BAD_INPUT `query_too_costly` */
  takePeriods(count: number): void {
    this.#periods += count;
    if (this.#periods <= MAX_LEDGER_PERIODS) return;
    const most = grouped.format(MAX_LEDGER_PERIODS);
    const message = `The ledgers that this request asks for have more than ${most} rental periods and payments. Ask for fewer tenancies or days, or send several requests.`;
    throw tooCostly(message);
  }

  /** To be asked before rows are shown. @throws DomainError BAD_INPUT `query_too_costly` */
  takeValues(rows: number, fieldsOfEach: number): void {
    this.#values += rows * fieldsOfEach;
    if (this.#values <= MAX_LEDGER_VALUES) return;
    const most = grouped.format(MAX_LEDGER_VALUES);
    const message = `The rows of ledgers and statements that this request asks for have more than ${most} fields. Ask for statements of less time, for fewer fields or tenancies, or send several requests.`;
    throw tooCostly(message);
  }
}
