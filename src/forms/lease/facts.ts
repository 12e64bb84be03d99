import type { Address, PlainDate } from '../facts.ts';

/** A tenant on the lease. */
export interface LeaseTenant {
  readonly lastName: string;
  readonly firstName: string;
}

export type LeaseTerm =
  | { readonly kind: 'FIXED'; readonly endsOn: PlainDate }
  | { readonly kind: 'MONTHLY' }
  | { readonly kind: 'OTHER'; readonly description: string };

/** A service or charge with its share of the rent. */
export interface PricedService {
  readonly description: string;
  readonly amountCents: number;
}

/** Rent for a partial first period. */
export interface PartialRent {
  readonly amountCents: number;
  readonly dueOn: PlainDate;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export interface LeaseRent {
  /** Day rent is due, in words, e.g. `first` or `Friday`. */
  readonly dueDay: string;
  /** Rental period in words, e.g. `month`. */
  readonly duePeriod: string;
  readonly baseCents: number;
  readonly parkingCents?: number | undefined;
  /** The prescribed form has room for three; more print as well. */
  readonly services: readonly PricedService[];
  /** Sum of the amounts above. */
  readonly totalCents: number;
  readonly payableTo: string;
  readonly methods: string;
  readonly partial?: PartialRent | undefined;
  /** Landlord's administration charge for a returned payment, if any. */
  readonly returnedPaymentCents?: number | undefined;
}

/** Availability of on-site laundry or guest parking. */
export type Provision = 'NO' | 'FREE' | 'PAY_PER_USE';
export type Payer = 'LANDLORD' | 'TENANT';

export interface LeaseServices {
  readonly gas: boolean;
  readonly airConditioning: boolean;
  readonly extraStorage: boolean;
  readonly laundry: Provision;
  readonly guestParking: Provision;
  readonly others: readonly { readonly description: string; readonly included: boolean }[];
  readonly details?: string | undefined;
  readonly electricity: Payer;
  readonly heat: Payer;
  readonly water: Payer;
  /** Utilities that the tenant arranges and pays; required if the tenant pays for any. */
  readonly utilityDetails?: string | undefined;
}

/** Facts of the standard form of lease (RTA s.12.1, O. Reg. 9/18). Every yes or no is required. */
export interface LeaseFacts {
  /** Legal names. */
  readonly landlords: readonly string[];
  readonly tenants: readonly LeaseTenant[];
  readonly rentalUnit: Address;
  /** Number and description of parking spaces. */
  readonly parking?: string | undefined;
  readonly isCondominium: boolean;
  /** Landlord's address for notices. */
  readonly noticeAddress: Address;
  /** Whether both parties agree to notices by e-mail. */
  readonly emailService: { readonly agreed: boolean; readonly addresses: readonly string[] };
  /** Phone or e-mail for emergencies and day-to-day matters. */
  readonly dailyContact: { readonly given: boolean; readonly details?: string | undefined };
  readonly startsOn: PlainDate;
  readonly term: LeaseTerm;
  readonly rent: LeaseRent;
  readonly services: LeaseServices;
  readonly discount: { readonly offered: boolean; readonly description?: string | undefined };
  readonly rentDeposit: { readonly required: boolean; readonly amountCents?: number | undefined };
  readonly keyDeposit: {
    readonly required: boolean;
    readonly amountCents?: number | undefined;
    readonly description?: string | undefined;
  };
  readonly smoking: { readonly hasRules: boolean; readonly rules?: string | undefined };
  readonly insurance: { readonly required: boolean };
  /** Printed as an attachment. Line breaks start paragraphs. */
  readonly additionalTerms: { readonly attached: boolean; readonly text?: string | undefined };
}
