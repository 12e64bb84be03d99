import {
  FormStatus as FormStatuses,
  FormType as FormTypes,
  PaymentMethod as PaymentMethods,
  PaymentPurpose as PaymentPurposes,
  PaymentSource as PaymentSources,
  PaymentStatus as PaymentStatuses,
  RentBasis as RentBases,
  RentPeriod as RentPeriods,
  Role as Roles,
  ServerCapacity as ServerCapacities,
  ServiceMethod as ServiceMethods,
  TenancyStatus as TenancyStatuses,
  TicketPriority as TicketPriorities,
  TicketStatus as TicketStatuses,
} from '../../generated/prisma/enums.ts';
import { CHANGE_BASIS_WORDS, type ChangeBasis as ChangeBasisName } from '../../vocabulary/rent-basis.ts';
import { PROVINCES } from '../../vocabulary/province.ts';
import { builder } from '../builder.ts';
import { defineEnum } from './define-enum.ts';

export const Role = defineEnum(
  'Role',
  'Role of a user in the workspace. A user may hold several; a session acts in one.',
  Roles,
  {
    ADMIN: 'Manages the workspace, its members and its settings. Sees all data.',
    LANDLORD: 'Manages the whole portfolio: properties, tenancies, payments, tickets and documents.',
    MANAGER:
      'Works on assigned properties as a landlord does. Cannot delete properties, assign managers or create API keys.',
    TENANT: 'Reads their own tenancies, opens tickets and gives notice with an N9.',
    CONTRACTOR: 'Reads the tickets assigned to them, and sets their status and cost.',
  },
);

export const Province = builder.enumType('Province', {
  description: 'Province or territory of Canada, by its Canada Post code.',
  values: Object.fromEntries(
    Object.entries(PROVINCES).map(([code, name]) => [code, { description: `${name}.` }]),
  ) as Record<keyof typeof PROVINCES, { description: string }>,
});

export const RentPeriod = defineEnum('RentPeriod', 'How often rent is due.', RentPeriods, {
  DAILY: 'Every day.',
  WEEKLY: 'Every week.',
  BIWEEKLY: 'Every two weeks.',
  MONTHLY: 'Every month.',
  YEARLY: 'Every year.',
});

export const RentBasis = defineEnum('RentBasis', 'Why a rent is lawful.', RentBases, {
  INITIAL: 'Rent that the parties agreed on when the tenancy began.',
  INCREASE: 'Increase by a served notice, N1 or N2 (RTA s.116).',
  AGREEMENT: 'Increase by a signed agreement, N10 (RTA s.121).',
  ORDER: 'Rent that the Landlord and Tenant Board or a court ordered.',
  DECREASE: 'Lower rent. It needs no notice.',
  CORRECTION: 'Correction of a rent that was entered by mistake.',
  HISTORY: 'Rent from before the tenancy was put into KeyNest.',
});

export const ChangeBasis = defineEnum(
  'ChangeBasis',
  'Basis on which a change of the rent needs no served notice.',
  Object.fromEntries(Object.keys(CHANGE_BASIS_WORDS).map((basis) => [basis, basis])) as {
    [Basis in ChangeBasisName]: Basis;
  },
  {
    DECREASE: 'The rent is lower.',
    CORRECTION:
      'The schedule states a wrong rent. It replaces the rent of `rentEffectiveOn`, by default the rent of today. Give a `reason`. It is refused if rent was received at the wrong rate, unless it lowers the rent.',
    ORDER: 'An order sets the rent. Needs `rentEffectiveOn` and `reason`.',
    AGREEMENT:
      'A signed agreement, N10 (RTA s.121). Needs `agreedOn`. At most the guideline plus 3 %, and in force at least six days after it was signed.',
    HISTORY:
      'The rent changed before the tenancy was put into KeyNest. Needs `rentEffectiveOn` and `reason`.',
  },
);

export const RentState = builder.enumType('RentState', {
  description: 'Whether a row of the rent schedule applies today.',
  values: {
    IN_FORCE: { description: 'The rent today.' },
    SCHEDULED: { description: 'Takes effect later.' },
    AWAITING_SERVICE: { description: 'Its notice is not served yet, so it is not charged.' },
    PAST: { description: 'A later rent has taken its place, or the tenancy is over.' },
  } as const,
});

export const InExchangeForChoice = builder.enumType('InExchangeFor', {
  description: 'Kind of exchange for an agreed increase of the rent (RTA s.121(1)).',
  values: {
    CAPITAL_WORK: { description: 'Work on the unit or the building.' },
    SERVICE: { description: 'A new or additional service.' },
  } as const,
});

export const PermitsChoice = builder.enumType('Permits', {
  description: 'Whether the permits for the work of an N13 are there (RTA s.73(1)).',
  values: {
    OBTAINED: { description: 'The landlord has them.' },
    WILL_BE_OBTAINED: { description: 'The landlord will get them.' },
    NOT_NEEDED: { description: 'The work needs no permits. Repairs always need a building permit.' },
  } as const,
});

export const TenancyStatus = defineEnum('TenancyStatus', 'Status of a tenancy.', TenancyStatuses, {
  PENDING: 'Agreed, but not begun.',
  ACTIVE: 'The tenant is in possession of the unit.',
  NOTICE: 'The tenant is in possession, and notice to end the tenancy has been given.',
  PAST: 'Ended. This status is final.',
});

export const PaymentStatus = defineEnum('PaymentStatus', 'Status of a payment.', PaymentStatuses, {
  PENDING: 'Expected, and not overdue yet.',
  PAID: 'Received. Counts in the ledger from the day of receipt.',
  OVERDUE: 'Expected and late.',
  FAILED: 'Returned unpaid, e.g. a bounced cheque. Counts in the ledger until the day of its return.',
  REFUNDED: 'Given back to the tenant in full. This status is final.',
  VOID: 'Cancelled, or settled by another payment. This status is final.',
});

export const PaymentSource = defineEnum(
  'PaymentSource',
  'Kind of a payment row: rent expected or money received.',
  PaymentSources,
  {
    EXPECTED: 'Rent that is owing for a due day.',
    RECEIVED: 'Money that was received.',
  },
);

export const PaymentPurpose = defineEnum('PaymentPurpose', 'Purpose of a payment.', PaymentPurposes, {
  RENT: 'Rent.',
  CHARGES: 'Charges apart from rent, e.g. for a returned cheque.',
});

export const PaymentMethod = defineEnum('PaymentMethod', 'How a payment was made.', PaymentMethods, {
  E_TRANSFER: 'Interac e-Transfer.',
  CHEQUE: 'Cheque.',
  CASH: 'Cash.',
  PAD: 'Pre-authorized debit.',
  CARD: 'Credit or debit card.',
  OTHER: 'Any other method.',
});

export const TicketStatus = defineEnum('TicketStatus', 'Status of a maintenance ticket.', TicketStatuses, {
  OPEN: 'Reported.',
  SCHEDULED: 'Scheduled for a date or time.',
  IN_PROGRESS: 'Work has begun.',
  RESOLVED: 'Work is done. The ticket can be reopened.',
  CANCELLED: 'Closed without work.',
});

export const TicketPriority = defineEnum(
  'TicketPriority',
  'Urgency of a maintenance ticket.',
  TicketPriorities,
  {
    LOW: 'When convenient.',
    NORMAL: 'Within the usual time.',
    HIGH: 'As soon as possible.',
    EMERGENCY: 'Immediately: safety or a vital service is at risk.',
  },
);

export const FormType = defineEnum(
  'FormType',
  'Type of document, under the Ontario Residential Tenancies Act, 2006 (RTA).',
  FormTypes,
  {
    N1: 'Notice of rent increase (RTA s.116).',
    N2: 'Notice of rent increase for a unit exempt from the guideline (RTA ss.6.1, 116).',
    N4: 'Notice to End a Tenancy Early for Non-payment of Rent (RTA s.59).',
    N5: 'Notice to End a Tenancy for Interference, Damage or Overcrowding (RTA ss.62, 64, 67).',
    N7: 'Notice to End a Tenancy for Serious Problems in the unit or building (RTA ss.63, 65, 66).',
    N8: 'Notice to End a Tenancy at the End of the Term, e.g. for persistent late payment (RTA s.58).',
    N9: "Tenant's Notice to End the Tenancy (RTA ss.44, 47).",
    N10: 'Agreement to increase the rent above the guideline (RTA s.121).',
    N12: 'Notice to End a Tenancy for own use by the landlord, a purchaser or family (RTA ss.48, 49).',
    N11: 'Agreement to End the Tenancy (RTA ss.37, 77).',
    N13: 'Notice to End a Tenancy for demolition, conversion or repairs (RTA s.50).',
    L1_SCHEDULE:
      'Schedule of arrears for an application L1 or L9 (RTA ss.74, 87). It has a sheet to update it before the hearing.',
    PAYMENT_AGREEMENT:
      'Agreement to pay the arrears of an application L1 or L9 in instalments (RTA ss.78, 206).',
    ENTRY: 'Notice of entry (RTA s.27).',
    LEASE: 'Residential Tenancy Agreement, the standard lease (RTA s.12.1).',
  },
);

export const FormStatus = defineEnum('FormStatus', 'Status of a form.', FormStatuses, {
  DRAFT: 'Generated without legal checks. Every page is marked DRAFT, and it cannot be served.',
  GENERATED: 'Passed every check, but not served.',
  SERVED: 'Given to the other party.',
  VOID: 'Withdrawn. This status is final.',
});

export const ServiceMethod = defineEnum(
  'ServiceMethod',
  'How a document is served on the other party (RTA s.191).',
  ServiceMethods,
  {
    HAND: 'Handed to the person.',
    HAND_EMPLOYEE: "Handed to the landlord's employee in charge of the complex. Notices to a landlord only.",
    HAND_ADULT: 'Handed to an apparently adult person in the unit. Notices to a tenant only.',
    MAILBOX: 'Left in the mailbox where mail is ordinarily delivered.',
    MAIL_PLACE: 'Left where mail is ordinarily delivered, if there is no mailbox.',
    UNDER_DOOR: 'Placed under the door of the unit.',
    MAIL_SLOT: 'Placed through a mail slot in the door of the unit.',
    MAIL: 'Sent by mail. Deemed given on the fifth day after mailing.',
    COURIER: 'Handed to a courier. Deemed given on the next business day.',
    FAX: 'Sent by fax. Deemed given on the date printed on the fax.',
    EMAIL_WITH_CONSENT: 'Sent by e-mail, with written consent. Deemed given on the day it is sent.',
    XPRESSPOST: 'Sent by Xpresspost. Deemed given like mail.',
    POSTED_ON_DOOR: 'Posted on the door of the unit. Notices of entry only.',
  },
);

export const ServerCapacity = defineEnum(
  'ServerCapacity',
  'Capacity of the person who served a document.',
  ServerCapacities,
  {
    LANDLORD: 'The landlord.',
    MANAGER: 'A property manager.',
    SUPERINTENDENT: 'A superintendent of the building.',
    REPRESENTATIVE: 'A licensed representative.',
    PROCESS_SERVER: 'A process server.',
    TENANT: 'A tenant, for an N9.',
    OTHER: 'Any other person.',
  },
);

export const FormLayout = builder.enumType('FormLayout', {
  description: 'Layout of a document.',
  values: {
    OWN: { description: "KeyNest's own layout." },
    OFFICIAL: { description: 'The blank of the Landlord and Tenant Board, filled in.' },
  } as const,
});
