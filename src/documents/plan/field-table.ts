import type { Fault } from '../../errors.ts';
import { unknownFieldMessage } from '../../faults/faults.ts';
import type { FormType } from '../../generated/prisma/enums.ts';
import type { FormInput } from './plan.ts';

type Field = Exclude<keyof FormInput, 'tenantId' | 'draft' | 'supersedesId' | 'layout'>;

const SERVICE = ['servedOn', 'serviceMethod', 'emailConsent'] as const satisfies Field[];
const NOTICE = [...SERVICE, 'terminationDate', 'signer', 'representative'] as const satisfies Field[];

const INCREASE = [...SERVICE, 'rent', 'effectiveOn', 'signer', 'representative'] as const satisfies Field[];

/** Fields that each document accepts in addition to the common fields. */
const FIELDS_BY_TYPE: Readonly<Record<FormType, readonly Field[]>> = {
  N1: INCREASE,
  N2: INCREASE,
  N4: [...NOTICE, 'noticeDays'],
  N5: [
    ...NOTICE,
    'reasons',
    'noticeNumber',
    'firstNoticeGivenOn',
    'firstNoticeServedBefore',
    'newConductOn',
    'repairCost',
    'replacementCost',
    'personsAllowed',
    'events',
  ],
  N7: [...NOTICE, 'reasons', 'events', 'landlordLivesInBuilding', 'residentialUnitsInComplex'],
  N8: [...NOTICE, 'reasons', 'details', 'periodEnd'],
  N9: [
    ...NOTICE,
    'reason',
    'landlordTerminationDate',
    'signedAtStartOfTenancy',
    'periodEnd',
    'leaseDemandedOn',
    'leaseReceivedOn',
    'assignmentRequestedOn',
    'assignmentRefusedOn',
  ],
  N10: ['servedOn', 'rent', 'effectiveOn', 'inExchangeFor', 'purpose', 'signer', 'representative'],
  N11: ['servedOn', 'terminationDate', 'signedAtStartOfTenancy', 'signer', 'representative'],
  N12: [
    ...NOTICE,
    'reason',
    'periodEnd',
    'noticeDays',
    'landlordType',
    'movingIn',
    'caregiverFor',
    'residentialUnitsInComplex',
    'isCondominiumUnit',
    'hasAgreementOfPurchaseAndSale',
  ],
  N13: [
    ...NOTICE,
    'reason',
    'details',
    'periodEnd',
    'noticeDays',
    'permits',
    'needsVacantUnit',
    'residentialUnitsInComplex',
    'isWorkOrdered',
    'severedOn',
  ],
  L1_SCHEDULE: ['fileNumber', 'hearingOn', 'signer', 'representative'],
  PAYMENT_AGREEMENT: [
    'servedOn',
    'application',
    'fileNumber',
    'hearingOn',
    'filingFee',
    'instalments',
    'instalmentCount',
    'firstInstalmentOn',
    'breachClause',
    'signer',
    'representative',
  ],
  ENTRY: [
    'serviceMethod',
    'emailConsent',
    'signer',
    'representative',
    'entryReason',
    'purpose',
    'agreementClause',
    'authorizedBroker',
    'entryOn',
    'entryFrom',
    'entryUntil',
    'givenAt',
  ],
  LEASE: [
    'parking',
    'isCondominium',
    'noticeAddress',
    'emailService',
    'dailyContact',
    'rentPayment',
    'services',
    'discount',
    'keyDeposit',
    'smoking',
    'insurance',
    'additionalTerms',
  ],
};

const COMMON: readonly string[] = ['tenantId', 'draft', 'supersedesId', 'layout'];

/** `unknown_field` for every field that the document does not use. Ignoring such a field could mislead. */
export function misplacedFields(type: FormType, input: FormInput): readonly Fault[] {
  const accepted: readonly string[] = [...COMMON, ...FIELDS_BY_TYPE[type]];
  return Object.entries(input)
    .filter(([field, value]) => value !== undefined && value !== null && !accepted.includes(field))
    .map(([field]) => ({
      path: ['input', field],
      code: 'unknown_field',
      message: unknownFieldMessage(accepted),
      allowed: accepted,
    }));
}
