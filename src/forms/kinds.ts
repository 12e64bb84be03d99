import type { Fault } from '../errors.ts';
import { certificateFaults } from './certificate/check.ts';
import { CERTIFICATE_IMPRINT, certificateSlices } from './certificate/render.ts';
import { entryFaults } from './entry/check.ts';
import { ENTRY_IMPRINT, entrySlices } from './entry/render.ts';
import { l1ScheduleFaults } from './l1-schedule/check.ts';
import { L1_SCHEDULE_IMPRINT, l1ScheduleSlices } from './l1-schedule/render.ts';
import { leaseFaults } from './lease/check.ts';
import { LEASE_IMPRINT, leaseSlices } from './lease/render.ts';
import { n10Faults } from './n10/check.ts';
import { N10_IMPRINT, n10Slices } from './n10/render.ts';
import { rentIncreaseFaults } from './rent-increase/check.ts';
import { N1_IMPRINT, n1Slices, N2_IMPRINT, n2Slices } from './rent-increase/render.ts';
import { n12Faults } from './n12/check.ts';
import { N12_IMPRINT, n12Slices } from './n12/render.ts';
import { n11Faults } from './n11/check.ts';
import { N11_IMPRINT, n11Slices } from './n11/render.ts';
import { n13Faults } from './n13/check.ts';
import { N13_IMPRINT, n13Slices } from './n13/render.ts';
import { n7Faults } from './n7/check.ts';
import { N7_IMPRINT, n7Slices } from './n7/render.ts';
import { n8Faults } from './n8/check.ts';
import { N8_IMPRINT, n8Slices } from './n8/render.ts';
import { n4Faults } from './n4/check.ts';
import { N4_IMPRINT, n4Slices } from './n4/render.ts';
import { n5Faults } from './n5/check.ts';
import { N5_IMPRINT, n5Slices } from './n5/render.ts';
import { n9Faults } from './n9/check.ts';
import { N9_IMPRINT, n9Slices } from './n9/render.ts';
import { paymentAgreementFaults } from './payment-agreement/check.ts';
import { PAYMENT_AGREEMENT_IMPRINT, paymentAgreementSlices } from './payment-agreement/render.ts';
import { receiptFaults } from './receipt/check.ts';
import { RECEIPT_IMPRINT, receiptSlices } from './receipt/render.ts';
import { reportFaults } from './report/check.ts';
import { REPORT_IMPRINT, reportSlices } from './report/render.ts';
import type { FactsByType, FormType } from './document.ts';
import type { Draft } from './facts.ts';
import type { Imprint } from './kit/imprint.ts';
import type { Slice } from './kit/slice.ts';

/** Check and layout of a form. */
export interface FormKind<Facts> {
  readonly imprint: Imprint;
  /** The title of a document in particular, where it has one. */
  readonly titleOf?: (facts: Draft<Facts>) => string | undefined;
  readonly slices: (facts: Draft<Facts>) => readonly Slice[];
  readonly faults: (facts: Draft<Facts>) => readonly Fault[];
}

/** Every form, by its type. */
export const KINDS: { readonly [Type in FormType]: FormKind<FactsByType[Type]> } = {
  N1: { imprint: N1_IMPRINT, slices: n1Slices, faults: rentIncreaseFaults },
  N2: { imprint: N2_IMPRINT, slices: n2Slices, faults: rentIncreaseFaults },
  N4: { imprint: N4_IMPRINT, slices: n4Slices, faults: n4Faults },
  N5: { imprint: N5_IMPRINT, slices: n5Slices, faults: n5Faults },
  N7: { imprint: N7_IMPRINT, slices: n7Slices, faults: n7Faults },
  N8: { imprint: N8_IMPRINT, slices: n8Slices, faults: n8Faults },
  N9: { imprint: N9_IMPRINT, slices: n9Slices, faults: n9Faults },
  N10: { imprint: N10_IMPRINT, slices: n10Slices, faults: n10Faults },
  N12: { imprint: N12_IMPRINT, slices: n12Slices, faults: n12Faults },
  N11: { imprint: N11_IMPRINT, slices: n11Slices, faults: n11Faults },
  N13: { imprint: N13_IMPRINT, slices: n13Slices, faults: n13Faults },
  L1_SCHEDULE: { imprint: L1_SCHEDULE_IMPRINT, slices: l1ScheduleSlices, faults: l1ScheduleFaults },
  PAYMENT_AGREEMENT: {
    imprint: PAYMENT_AGREEMENT_IMPRINT,
    slices: paymentAgreementSlices,
    faults: paymentAgreementFaults,
  },
  ENTRY: { imprint: ENTRY_IMPRINT, slices: entrySlices, faults: entryFaults },
  LEASE: { imprint: LEASE_IMPRINT, slices: leaseSlices, faults: leaseFaults },
  CERTIFICATE_OF_SERVICE: {
    imprint: CERTIFICATE_IMPRINT,
    slices: certificateSlices,
    faults: certificateFaults,
  },
  RECEIPT: { imprint: RECEIPT_IMPRINT, slices: receiptSlices, faults: receiptFaults },
  REPORT: {
    imprint: REPORT_IMPRINT,
    titleOf: ({ title }) => title,
    slices: reportSlices,
    faults: reportFaults,
  },
};
