import type { Address, PlainDate } from '../facts.ts';

/** Money that a receipt is for. */
export interface ReceivedMoney {
  readonly receivedOn: PlainDate;
  readonly amountCents: number;
  /** In words, e.g. `Rent for 2026-11`. */
  readonly purpose: string;
  /** In words; absent: unknown. */
  readonly method?: string | undefined;
  /** E.g. a cheque number. */
  readonly reference?: string | undefined;
}

/** Facts of a receipt (RTA s.109; O. Reg. 516/06 s.9). */
export interface ReceiptFacts {
  readonly number: number;
  readonly issuedOn: PlainDate;
  readonly rentalUnit: Address;
  readonly tenants: readonly string[];
  readonly landlord: string;
  readonly landlordAddress?: Address | undefined;
  readonly payments: readonly ReceivedMoney[];
  readonly totalCents: number;
  /** The landlord or the agent who signs. */
  readonly signer: string;
}
