import { ownersOf, withLandlordOn } from '../address/property-owner.ts';
import { laterOf } from '../calendar/date.ts';
import { dateIn, ONTARIO_TIME_ZONE } from '../calendar/zone.ts';
import { fromColumn, fromColumnOrNull } from '../db/date-column.ts';
import type { Form } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { deemedGiven, methodFault, type CaseFacts, type NoticeOnRecord } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { arrearsFor } from './plan/n4.ts';
import type { FormInput } from './plan/plan.ts';
import { rentalUnitOf, tenantsOf, termsOf, type Tenancy } from './plan/tenancy.ts';
import { firstNoticeGivenOn, noticesOnRecord } from './notices-on-record.ts';

/** Day of service in the input: not before today, since the document does not exist earlier. */
export function plannedDay({ today }: Context, type: FormType, { servedOn, givenAt }: FormInput): string {
  const planned = type === 'ENTRY' && givenAt ? dateIn(ONTARIO_TIME_ZONE, new Date(givenAt)) : servedOn;
  return laterOf(planned ?? today, today);
}

function givenOn(type: FormType, tenancy: Tenancy, input: FormInput, on: string): string | null {
  if (type === 'LEASE') return on;
  const method = input.serviceMethod ?? 'HAND';
  const consent = input.emailConsent ?? tenancy.lease.emailConsent;
  return methodFault(type, method, consent) ? null : deemedGiven(on, method);
}

type OfType = Pick<CaseFacts, 'claim' | 'conduct' | 'tenantNotice' | 'complex'>;

const NONE: OfType = { claim: null, conduct: null, tenantNotice: null, complex: null };

/** Facts that decide about one type of document only. `bare`: without the facts that only the signer knows. */
function factsOfType(
  context: Context,
  tenancy: Tenancy,
  type: FormType,
  { input, on, stated, notices, isBare }: Asked & { on: string; notices: readonly NoticeOnRecord[] },
): OfType {
  if (type === 'N4') {
    const owingCents = arrearsFor(context, tenancy, on).totalCents;
    const { rentOwedCents } = (stated?.facts ?? {}) as { rentOwedCents?: number };
    return { ...NONE, claim: { claimedCents: rentOwedCents ?? owingCents, owingCents } };
  }
  if (isBare) return NONE;
  if (type === 'N5') {
    const conduct = {
      noticeNumber: input.noticeNumber ?? 1,
      events: input.events ?? [],
      firstNoticeGivenOn: firstNoticeGivenOn(input, notices),
      firstNoticeServedBefore: input.firstNoticeServedBefore === true,
    };
    return { ...NONE, conduct };
  }
  if (type === 'N9') {
    const tenantNotice = {
      reason: input.reason ?? ('TENANT_LEAVING' as const),
      rentalPeriod: termsOf(tenancy, on).rentalPeriod,
      leaseDemandedOn: input.leaseDemandedOn ?? null,
      leaseReceivedOn: input.leaseReceivedOn ?? null,
      assignmentRequestedOn: input.assignmentRequestedOn ?? null,
      assignmentRefusedOn: input.assignmentRefusedOn ?? null,
    };
    return { ...NONE, tenantNotice };
  }
  if (type !== 'N12' || input.reason !== 'PURCHASER') return NONE;
  const complex = {
    isCondominiumUnit: input.isCondominiumUnit === true,
    unitsStated: input.residentialUnitsInComplex ?? null,
    unitsOnRecord: tenancy.lease.unit.property._count.units,
  };
  return { ...NONE, complex };
}

/** The landlord of a day, if the property was transferred and a landlord's document names another one. */
function landlordNow(tenancy: Tenancy, form: Form, on: string): string | null {
  const { landlords } = form.facts as { landlords?: readonly string[] };
  const { property } = tenancy.lease.unit;
  if (form.type === 'N9' || !landlords || ownersOf(property).length === 0) return null;
  const { landlordName } = withLandlordOn(tenancy.workspace, property, on);
  return landlords.includes(landlordName) ? null : landlordName;
}

function statedFacts(tenancy: Tenancy, form: Form, on: string): CaseFacts['stated'] {
  const { rentalUnit, tenants } = form.facts as {
    rentalUnit?: { unit?: string };
    tenants?: readonly (string | { firstName: string; lastName: string })[];
  };
  const named = (tenants ?? []).map((tenant) =>
    typeof tenant === 'string' ? tenant : `${tenant.firstName} ${tenant.lastName}`,
  );
  const unitNow = rentalUnitOf(tenancy).unit ?? '';
  const wasThere = ({ createdAt }: { createdAt: Date }) => createdAt <= form.createdAt;
  return {
    unit: rentalUnit?.unit ?? unitNow,
    unitNow,
    landlordNow: landlordNow(tenancy, form, on),
    joined: tenantsOf(tenancy).flatMap((tenant) =>
      wasThere(tenant) || named.includes(tenant.name) ? [] : tenant.name,
    ),
    left: tenancy.lease.tenants.flatMap(({ name, removedAt }) =>
      removedAt !== null && named.includes(name) ? name : [],
    ),
  };
}

/** A document in question: its input, and the form if it is made already. */
export interface Asked {
  readonly input: FormInput;
  /** The form whose service is judged; null before it is made. */
  readonly stated: Form | null;
  /** Whether the input says nothing yet, as in `noticeOptions`. */
  readonly isBare?: boolean;
}

/** Everything on record that decides whether a document can be given. */
export function caseFactsOf(context: Context, tenancy: Tenancy, type: FormType, asked: Asked): CaseFacts {
  const { input, stated } = asked;
  const { lease } = tenancy;
  const on = stated ? (input.servedOn ?? context.today) : plannedDay(context, type, input);
  const notices = noticesOnRecord(context, tenancy, on, stated?.id ?? input.supersedesId);
  const isCancelled = lease.status === 'PAST' && lease.endedOn === null;
  return {
    document: type,
    on,
    today: context.today,
    givenOn: givenOn(type, tenancy, input, on),
    province: lease.unit.property.province,
    startsOn: fromColumn(lease.startsOn),
    lastDay: isCancelled ? null : fromColumnOrNull(lease.endedOn ?? lease.lastDayOn),
    isCancelled,
    removedTermEnd: fromColumnOrNull(lease.removedTermEnd),
    removedTenants: lease.tenants.flatMap(({ name, removedAt }) => (removedAt === null ? [] : name)),
    notices,
    ...factsOfType(context, tenancy, type, { ...asked, on, notices }),
    stated: stated ? statedFacts(tenancy, stated, on) : null,
  };
}
