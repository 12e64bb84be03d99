import type { FormDocument } from '../../../src/forms/index.ts';
import { certificate, certificateHostile } from './certificate.ts';
import { n11, n11Hostile, n13, n13Hostile, n7, n7Hostile, n8, n8Hostile } from './endings.ts';
import { entry, entryHostile } from './entry.ts';
import { l1Schedule, l1ScheduleHostile } from './l1-schedule.ts';
import { paymentAgreement, paymentAgreementHostile } from './payment-agreement.ts';
import { lease, leaseHostile } from './lease.ts';
import { n12, n12Hostile } from './n12.ts';
import { n4, n4Hostile, n4ManyScripts } from './n4.ts';
import { n5, n5Hostile } from './n5.ts';
import { n9, n9Hostile } from './n9.ts';

/** Every document as a landlord would have it, with the pages it takes and the version of its layout. */
export const ORDINARY: readonly (readonly [
  name: string,
  document: FormDocument,
  pages: number,
  layout: number,
])[] = [
  ['N4', { type: 'N4', facts: n4 }, 2, 2],
  ['N4 in many scripts', { type: 'N4', facts: n4ManyScripts }, 2, 2],
  ['N5', { type: 'N5', facts: n5 }, 2, 2],
  ['N7', { type: 'N7', facts: n7 }, 2, 2],
  ['N8', { type: 'N8', facts: n8 }, 2, 2],
  ['N9', { type: 'N9', facts: n9 }, 2, 2],
  ['N11', { type: 'N11', facts: n11 }, 2, 2],
  ['N12', { type: 'N12', facts: n12 }, 2, 3],
  ['N13', { type: 'N13', facts: n13 }, 2, 2],
  ['schedule of arrears', { type: 'L1_SCHEDULE', facts: l1Schedule }, 2, 1],
  ['payment agreement', { type: 'PAYMENT_AGREEMENT', facts: paymentAgreement }, 2, 2],
  ['notice of entry', { type: 'ENTRY', facts: entry }, 1, 1],
  ['certificate of service', { type: 'CERTIFICATE_OF_SERVICE', facts: certificate }, 1, 2],
  ['lease', { type: 'LEASE', facts: lease }, 6, 2],
];

/** Eight co-tenants, forty events or periods, words longer than a line. */
export const HOSTILE: readonly (readonly [name: string, document: FormDocument])[] = [
  ['N4', { type: 'N4', facts: n4Hostile }],
  ['N5', { type: 'N5', facts: n5Hostile }],
  ['N7', { type: 'N7', facts: n7Hostile }],
  ['N8', { type: 'N8', facts: n8Hostile }],
  ['N9', { type: 'N9', facts: n9Hostile }],
  ['N11', { type: 'N11', facts: n11Hostile }],
  ['N12', { type: 'N12', facts: n12Hostile }],
  ['N13', { type: 'N13', facts: n13Hostile }],
  ['schedule of arrears', { type: 'L1_SCHEDULE', facts: l1ScheduleHostile }],
  ['payment agreement', { type: 'PAYMENT_AGREEMENT', facts: paymentAgreementHostile }],
  ['notice of entry', { type: 'ENTRY', facts: entryHostile }],
  ['certificate of service', { type: 'CERTIFICATE_OF_SERVICE', facts: certificateHostile }],
  ['lease', { type: 'LEASE', facts: leaseHostile }],
];
