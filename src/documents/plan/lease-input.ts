import type { Address } from '../../address/address.ts';

type Maybe<Value> = Value | null | undefined;
export type Provision = 'NO' | 'FREE' | 'PAY_PER_USE';
export type Payer = 'LANDLORD' | 'TENANT';

export interface ServicesInput {
  readonly gas?: Maybe<boolean>;
  readonly airConditioning?: Maybe<boolean>;
  readonly extraStorage?: Maybe<boolean>;
  readonly laundry?: Maybe<Provision>;
  readonly guestParking?: Maybe<Provision>;
  readonly others?: Maybe<readonly { readonly description: string; readonly included: boolean }[]>;
  readonly details?: Maybe<string>;
  readonly electricity?: Maybe<Payer>;
  readonly heat?: Maybe<Payer>;
  readonly water?: Maybe<Payer>;
  readonly utilityDetails?: Maybe<string>;
}

/** Fields that only a lease accepts. Amounts in cents. A finished lease needs every choice of its sections. */
export interface LeaseInput {
  readonly parking?: Maybe<string>;
  readonly isCondominium?: Maybe<boolean>;
  readonly noticeAddress?: Maybe<Address>;
  readonly emailService?: Maybe<{ readonly agreed: boolean; readonly addresses?: Maybe<readonly string[]> }>;
  readonly dailyContact?: Maybe<{ readonly given: boolean; readonly details?: Maybe<string> }>;
  readonly rentPayment?: Maybe<{
    readonly payableTo?: Maybe<string>;
    readonly methods?: Maybe<string>;
    readonly parking?: Maybe<number>;
    readonly services?: Maybe<readonly { readonly description: string; readonly amount: number }[]>;
    readonly returnedPayment?: Maybe<number>;
    readonly partial?: Maybe<{
      readonly amount: number;
      readonly dueOn: string;
      readonly from: string;
      readonly to: string;
    }>;
  }>;
  readonly services?: Maybe<ServicesInput>;
  readonly discount?: Maybe<{ readonly offered: boolean; readonly description?: Maybe<string> }>;
  readonly keyDeposit?: Maybe<{
    readonly required: boolean;
    readonly amount?: Maybe<number>;
    readonly description?: Maybe<string>;
  }>;
  readonly smoking?: Maybe<{ readonly hasRules: boolean; readonly rules?: Maybe<string> }>;
  readonly insurance?: Maybe<{ readonly required: boolean }>;
  readonly additionalTerms?: Maybe<string>;
}
