import type { Fault } from '../errors.ts';
import type { Path } from '../faults/faults.ts';
import type { FormType } from '../generated/prisma/enums.ts';

interface StoredFact {
  /** Name of the fact at the beginning of a message. */
  readonly subject: string;
  /** Message with the remedy if the fact is missing. */
  readonly remedy: string;
}

/** Facts that come from the property, the tenancy or the workspace, not from the input. */
const STORED_FACTS: Readonly<Record<string, StoredFact>> = {
  rentalUnit: {
    subject: "The property's address",
    remedy: 'The property has no complete address. Complete the address of the property.',
  },
  tenants: { subject: "A tenant's name", remedy: 'A tenant has no name. Add it to the tenant.' },
  landlords: {
    subject: "The landlord's legal name",
    remedy: 'The workspace has no legal name of the landlord. Add it to the workspace.',
  },
  contact: {
    subject: "The landlord's phone or e-mail",
    remedy: 'The workspace has neither phone nor e-mail of the landlord. Add one to the workspace.',
  },
};

const NO_NOTICE_ADDRESS =
  'The workspace has no complete address of the landlord. Add it to the workspace, or give an address for notices.';

/** Input names of facts in cents; the input takes dollars. */
const STEP_NAMES: Readonly<Record<string, string>> = {
  amountCents: 'amount',
  parkingCents: 'parking',
  repairCents: 'repairCost',
  replacementCents: 'replacementCost',
  returnedPaymentCents: 'returnedPayment',
};

/** Field of the input by the path of a fact. The longest matching prefix counts. */
type Fields = Readonly<Record<string, string>>;

const FIELDS: Fields = {
  'damage.repairCost': 'repairCost',
  'damage.replacementCost': 'replacementCost',
  'overcrowding.personsAllowed': 'personsAllowed',
  interference: 'reasons',
  damage: 'reasons',
  overcrowding: 'reasons',
  signers: 'signer',
  rent: 'rentPayment',
  'additionalTerms.text': 'additionalTerms',
  periods: 'tenantId',
  newRentCents: 'rent',
  rentBeforeCents: 'tenantId',
  landlordSigner: 'signer',
  tenantSigners: 'signer',
  landlordAddress: 'tenantId',
  term: 'tenantId',
  rentDeposit: 'tenantId',
  rentOwedCents: 'tenantId',
  totalCents: 'tenantId',
};

/** Fields of a notice of entry, whose input names differ. */
const FIELDS_OF_ENTRY: Fields = { reason: 'entryReason', method: 'serviceMethod' };

/** Fields whose path is not extended: they hold a single value for several facts. */
const SINGLE_VALUES = new Set(['reasons', 'tenantId']);

function inputPath(type: FormType, path: Path): Path {
  const fields = type === 'ENTRY' ? FIELDS_OF_ENTRY : FIELDS;
  const steps = path.map((step) => STEP_NAMES[step] ?? step);
  for (let length = steps.length; length > 0; length -= 1) {
    const field = fields[steps.slice(0, length).join('.')];
    if (field === undefined) continue;
    if (SINGLE_VALUES.has(field)) return ['input', field];
    const below = steps.slice(length);
    // Several tenants sign, but the input has a single signer, so the index is dropped.
    return [
      'input',
      field,
      ...(field === 'signer' ? below.filter((step) => typeof step === 'string') : below),
    ];
  }
  return ['input', ...steps];
}

/** Moves a fault of a document's facts to the field of the input that holds the fact, or else to `tenantId`. */
export function inputFault(type: FormType, fault: Fault): Fault {
  const [first = ''] = fault.path;
  const isMissing = fault.code === 'required';
  const stored = STORED_FACTS[first];
  if (stored) {
    const message = isMissing ? stored.remedy : `${stored.subject}: ${fault.message}`;
    return { ...fault, path: ['input', 'tenantId'], message };
  }
  const message = isMissing && first === 'noticeAddress' ? NO_NOTICE_ADDRESS : fault.message;
  return { ...fault, path: inputPath(type, fault.path), message };
}
