import type { Fault } from '../errors.ts';
import type { Path } from '../faults/faults.ts';
import type { FormType } from '../generated/prisma/enums.ts';

interface KnownFact {
  /** The fact as the subject of a message. */
  readonly subject: string;
  /** What to do where it is missing. */
  readonly remedy: string;
}

/** Facts that come from the property, the tenancy or the workspace: no field of the input holds them. */
const KNOWN_FACTS: Readonly<Record<string, KnownFact>> = {
  rentalUnit: {
    subject: "The property's address",
    remedy: 'The property has no complete address. Complete it on the property.',
  },
  tenants: { subject: "A tenant's name", remedy: 'A tenant has no name. Add it on the tenant.' },
  landlords: {
    subject: "The landlord's legal name",
    remedy: 'The workspace has no legal name of the landlord. Add it on the workspace.',
  },
  contact: {
    subject: "The landlord's phone or e-mail",
    remedy: 'The workspace has neither phone nor e-mail of the landlord. Add one on the workspace.',
  },
};

const NO_NOTICE_ADDRESS =
  'The workspace has no complete address of the landlord. Add it there, or give noticeAddress.';

/** Names of steps that the facts keep in cents and the input in dollars. */
const STEP_NAMES: Readonly<Record<string, string>> = {
  amountCents: 'amount',
  parkingCents: 'parking',
  repairCents: 'repairCost',
  replacementCents: 'replacementCost',
  returnedPaymentCents: 'returnedPayment',
};

/** The input's field for a fact, by the fact's path; the longest beginning of a path counts. */
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
  term: 'tenantId',
  rentDeposit: 'tenantId',
  rentOwedCents: 'tenantId',
};

/** A notice of entry states its reason in a field of another name. */
const FIELDS_OF_ENTRY: Fields = { reason: 'entryReason', method: 'serviceMethod' };

/** Fields that hold one value for several facts: their own paths end there. */
const SINGLE_VALUES = new Set(['reasons', 'tenantId']);

function inputPath(type: FormType, path: Path): Path {
  const fields = type === 'ENTRY' ? FIELDS_OF_ENTRY : FIELDS;
  const steps = path.map((step) => STEP_NAMES[step] ?? step);
  for (let length = steps.length; length > 0; length -= 1) {
    const field = fields[steps.slice(0, length).join('.')];
    if (field === undefined) continue;
    if (SINGLE_VALUES.has(field)) return ['input', field];
    const below = steps.slice(length);
    // Several tenants sign; the input has one signer for all.
    return [
      'input',
      field,
      ...(field === 'signer' ? below.filter((step) => typeof step === 'string') : below),
    ];
  }
  return ['input', ...steps];
}

/** A fault of a document's facts as one of the input: at the field that gives the fact, or at the tenant whose data does. */
export function inputFault(type: FormType, fault: Fault): Fault {
  const [first = ''] = fault.path;
  const isMissing = fault.code === 'required';
  const known = KNOWN_FACTS[first];
  if (known) {
    const message = isMissing ? known.remedy : `${known.subject}: ${fault.message}`;
    return { ...fault, path: ['input', 'tenantId'], message };
  }
  const message = isMissing && first === 'noticeAddress' ? NO_NOTICE_ADDRESS : fault.message;
  return { ...fault, path: inputPath(type, fault.path), message };
}
