import type { ServiceMethod } from '../../vocabulary/service-method.ts';
import type { Address, PlainDate, PlainTime } from '../facts.ts';

/** Service on one person. */
export interface Service {
  readonly recipient: string;
  readonly method: ServiceMethod;
  /** Address, fax number or e-mail address of the service. If absent, it is filled in by hand. */
  readonly place?: string | undefined;
  readonly servedOn: PlainDate;
  readonly servedAt?: PlainTime | undefined;
  /** Day on which it counts as given; computed by the caller. */
  readonly deemedGivenOn: PlainDate;
  /** E.g. the tracking number, or the name of the adult who received it. */
  readonly remark?: string | undefined;
}

/** Capacities in which a person serves a document. */
export type CertificateCapacity =
  'LANDLORD' | 'MANAGER' | 'SUPERINTENDENT' | 'REPRESENTATIVE' | 'PROCESS_SERVER' | 'TENANT' | 'OTHER';

/** The person who served. What is not known is filled in by hand. */
export interface CertificateServer {
  readonly capacity?: CertificateCapacity | undefined;
  /** Full name. */
  readonly name?: string | undefined;
  /** On certificates from before full names were kept. */
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phone?: string | undefined;
}

/** Facts of a certificate of service. */
export interface CertificateOfServiceFacts {
  readonly rentalUnit: Address;
  /** Documents served, e.g. `N4 notice dated 29/11/2026`. */
  readonly documents: readonly string[];
  readonly services: readonly Service[];
  /** Person who served the document and signs the certificate. */
  readonly server: CertificateServer;
  /** The Board's file number, if known. */
  readonly fileNumber?: string | undefined;
  /** Certificates of others who served, or of another day or manner. */
  readonly others?: readonly CertificateOfServiceFacts[] | undefined;
}
