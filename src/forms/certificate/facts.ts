import type { ServiceMethod } from '../../vocabulary/service-method.ts';
import type { Address, PlainDate, PlainTime, Signer } from '../facts.ts';

/** One person served, with how and when. */
export interface Service {
  readonly recipient: string;
  readonly method: ServiceMethod;
  /** Where it was served or sent to: an address, a fax number, an e-mail address. Absent: left to be written. */
  readonly place?: string | undefined;
  readonly servedOn: PlainDate;
  readonly servedAt?: PlainTime | undefined;
  /** The day it counts as given; computed by the caller. */
  readonly deemedGivenOn: PlainDate;
  /** Tracking number, name of the adult who took it, and the like. */
  readonly remark?: string | undefined;
}

/** Certificate of service: what was served, on whom, where, by whom, how and when. */
export interface CertificateOfServiceFacts {
  readonly rentalUnit: Address;
  /** What was served, e.g. `N4 notice dated 29/11/2026`. */
  readonly documents: readonly string[];
  readonly services: readonly Service[];
  /** Who served and signs. */
  readonly server: Signer<'LANDLORD' | 'TENANT' | 'REPRESENTATIVE'>;
  /** The Board's file number, once there is one. */
  readonly fileNumber?: string | undefined;
}
