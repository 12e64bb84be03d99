import {
  FormStatus as FormStatuses,
  FormType as FormTypes,
  PaymentMethod as PaymentMethods,
  PaymentStatus as PaymentStatuses,
  RentPeriod as RentPeriods,
  Role as Roles,
  ServiceMethod as ServiceMethods,
  TenancyStatus as TenancyStatuses,
  TicketPriority as TicketPriorities,
  TicketStatus as TicketStatuses,
} from '../../generated/prisma/enums.ts';
import { PROVINCES } from '../../vocabulary/province.ts';
import { builder } from '../builder.ts';

/** A description for each member, which the types make sure of. */
function described<Member extends string>(descriptions: Record<Member, string>) {
  return Object.fromEntries(
    Object.entries<string>(descriptions).map(([member, description]) => [member, { description }]),
  ) as Record<Member, { description: string }>;
}

function defineEnum<Member extends string>(
  name: string,
  description: string,
  members: Record<Member, Member>,
  descriptions: Record<Member, string>,
) {
  const values = described(descriptions);
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(Object.keys(members).map((key) => [key, values[key as Member]])) as Record<
      Member,
      { description: string }
    >,
  });
}

export const Role = defineEnum('Role', 'What a user is in the workspace.', Roles, {
  ADMIN: 'Runs the workspace itself and sees all of it.',
  LANDLORD: 'Everything about the portfolio.',
  MANAGER: 'As the landlord, on the properties assigned to them; deletes nothing.',
  TENANT: 'Reads their own tenancy, opens tickets, gives notice with an N9.',
  CONTRACTOR: 'Reads the tickets assigned to them, moves their status and sets the cost.',
});

export const Province = builder.enumType('Province', {
  description: 'A province or territory of Canada, by the code of Canada Post.',
  values: Object.fromEntries(
    Object.entries(PROVINCES).map(([code, name]) => [code, { description: `${name}.` }]),
  ) as Record<keyof typeof PROVINCES, { description: string }>,
});

export const RentPeriod = defineEnum('RentPeriod', 'How often the rent of a tenancy is due.', RentPeriods, {
  DAILY: 'Every day.',
  WEEKLY: 'Every week.',
  BIWEEKLY: 'Every second week.',
  MONTHLY: 'Every month.',
  YEARLY: 'Every year.',
});

export const TenancyStatus = defineEnum('TenancyStatus', 'Where a tenancy stands.', TenancyStatuses, {
  PENDING: 'Agreed, not begun.',
  ACTIVE: 'The tenant is in possession.',
  NOTICE: 'The tenant is in possession and notice to end the tenancy has been given.',
  PAST: 'Over; it can not be taken up again.',
});

export const PaymentStatus = defineEnum('PaymentStatus', 'Where a payment stands.', PaymentStatuses, {
  PENDING: 'Expected.',
  PAID: 'Received; only these count in the ledger.',
  OVERDUE: 'Expected and late.',
  FAILED: 'Bounced.',
  REFUNDED: 'Given back.',
  VOID: 'Cancelled.',
});

export const PaymentMethod = defineEnum('PaymentMethod', 'How money came.', PaymentMethods, {
  E_TRANSFER: 'Interac e-Transfer.',
  CHEQUE: 'Cheque.',
  CASH: 'Cash.',
  PAD: 'Pre-authorised debit.',
  CARD: 'Credit or debit card.',
  OTHER: 'Any other way.',
});

export const TicketStatus = defineEnum('TicketStatus', 'Where a maintenance ticket stands.', TicketStatuses, {
  OPEN: 'Reported.',
  SCHEDULED: 'A time is set.',
  IN_PROGRESS: 'Work has begun.',
  RESOLVED: 'Done; may be reopened.',
  CANCELLED: 'Not to be done.',
});

export const TicketPriority = defineEnum('TicketPriority', 'How urgent a ticket is.', TicketPriorities, {
  LOW: 'When convenient.',
  NORMAL: 'In the usual time.',
  HIGH: 'Soon.',
  EMERGENCY: 'Now: safety or a vital service.',
});

export const FormType = defineEnum('FormType', 'An Ontario tenancy document.', FormTypes, {
  N4: 'Notice to end a tenancy early for non-payment of rent (RTA s.59).',
  N5: 'Notice to end a tenancy for interference, damage or overcrowding (RTA ss.62, 64, 67).',
  N9: "Tenant's notice to end the tenancy (RTA ss.44, 47).",
  N12: "Notice to end a tenancy for the landlord's, a purchaser's or family's own use (RTA ss.48, 49).",
  ENTRY: 'Notice of entry (RTA s.27).',
  LEASE: 'Residential tenancy agreement (RTA s.12.1).',
});

export const FormStatus = defineEnum('FormStatus', 'Where a form stands.', FormStatuses, {
  DRAFT: 'Made without the checks; every page says so.',
  GENERATED: 'Checked and made; not served.',
  SERVED: 'Given to the other side.',
  VOID: 'Withdrawn.',
});

export const ServiceMethod = defineEnum(
  'ServiceMethod',
  'How a document is given (RTA s.191).',
  ServiceMethods,
  {
    HAND: 'Handed to the person.',
    HAND_EMPLOYEE: "To the landlord's employee with authority for the complex; notices to a landlord only.",
    HAND_ADULT: 'To an apparently adult person in the unit; notices to a tenant only.',
    MAILBOX: 'Left in the mail box where mail is ordinarily delivered.',
    MAIL_PLACE: 'Left where mail is ordinarily delivered, when there is no mail box.',
    UNDER_DOOR: "Under the unit's door.",
    MAIL_SLOT: "Through a slot in the unit's door.",
    MAIL: 'Ordinary or registered mail; given on the fifth day after mailing.',
    COURIER: 'Courier; given on the next business day.',
    FAX: 'Fax; given on the date printed on it.',
    EMAIL_WITH_CONSENT: 'E-mail, with consent in writing; given on the day it is sent.',
    XPRESSPOST: 'Xpresspost; counted as mail.',
    POSTED_ON_DOOR: 'Posted on the door; notices of entry only.',
  },
);
