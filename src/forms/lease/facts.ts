import type { Address, PlainDate } from '../facts.ts';

/** A tenant as the lease lists them. */
export interface LeaseTenant {
  readonly lastName: string;
  readonly firstName: string;
}

export type LeaseTerm =
  | { readonly kind: 'FIXED'; readonly endsOn: PlainDate }
  | { readonly kind: 'MONTHLY' }
  | { readonly kind: 'OTHER'; readonly description: string };

/** A service or charge with its part of the rent. */
export interface PricedService {
  readonly description: string;
  readonly amountCents: number;
}

/** Rent for a first period that is not a whole one. */
export interface PartialRent {
  readonly amountCents: number;
  readonly dueOn: PlainDate;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export interface LeaseRent {
  /** Day rent is due, in words, e.g. `first` or `Friday`. */
  readonly dueDay: string;
  /** How often: `month`, or another period in words. */
  readonly duePeriod: string;
  readonly baseCents: number;
  readonly parkingCents?: number | undefined;
  /** Up to three on the prescribed form; more print too. */
  readonly services: readonly PricedService[];
  /** Sum of all of the above. */
  readonly totalCents: number;
  readonly payableTo: string;
  readonly methods: string;
  readonly partial?: PartialRent | undefined;
  /** Landlord's own charge for a returned payment; absent if none. */
  readonly returnedPaymentCents?: number | undefined;
}

/** On-site laundry and guest parking: not there, there for nothing, or paid per use. */
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
  /** What the tenant arranges and pays; needed if the tenant is responsible for one. */
  readonly utilityDetails?: string | undefined;
}

/** Standard form of lease (RTA s.12.1, O. Reg. 9/18). A choice of yes or no must always be made. */
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
  /** Whether both agree to notices by e-mail. */
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
  /** Printed as an attachment; line ends start paragraphs. */
  readonly additionalTerms: { readonly attached: boolean; readonly text?: string | undefined };
}
