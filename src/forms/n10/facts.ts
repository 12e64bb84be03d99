import type { NoticeParties, PlainDate } from '../facts.ts';
import type { AgreementSigners } from '../notice/party-signatures.ts';
import type { RentPeriodName } from '../rent-increase/facts.ts';

/** What the landlord gives for the increase (RTA s.121(1)). */
export const IN_EXCHANGE_FOR = ['CAPITAL_WORK', 'SERVICE'] as const;

export type InExchangeFor = (typeof IN_EXCHANGE_FOR)[number];

/** N10: agreement to increase the rent above the guideline (RTA s.121). */
export interface N10Facts extends NoticeParties, AgreementSigners {
  /** First day of the new rent, at least six days after the signing. */
  readonly effectiveOn: PlainDate;
  /** Last lawful rent before that day, per rental period. */
  readonly rentBeforeCents: number;
  readonly newRentCents: number;
  readonly rentPeriod: RentPeriodName;
  readonly inExchangeFor: InExchangeFor;
  /** The work or the service. */
  readonly purpose: string;
  /** Day of signing, and the last day on which the tenant can cancel then (RTA s.121(4)). */
  readonly agreedOn?: PlainDate | undefined;
  readonly cancelBy?: PlainDate | undefined;
}
