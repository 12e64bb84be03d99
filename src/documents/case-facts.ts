import { ownersOf, withLandlordOn } from '../address/property-owner.ts';
import { laterOf } from '../calendar/date.ts';
import { dateIn, ONTARIO_TIME_ZONE } from '../calendar/zone.ts';
import { fromColumn, fromColumnOrNull } from '../db/date-column.ts';
import { fullName } from '../forms/value/full-name.ts';
import type { Form } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { deemedGiven, methodFault, type CaseFacts } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { type Asked, factsOfType } from './facts-of-type.ts';
import type { FormInput } from './plan/plan.ts';
import { namesOf, type KnownName } from './plan/person-name.ts';
import { guessedNames } from './plan/signer.ts';
import { rentalUnitOf, tenantsOf, type Tenancy } from './plan/tenancy.ts';
import { noticesOnRecord } from './notices-on-record.ts';

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
  const printed = (tenants ?? []).map((tenant) => (typeof tenant === 'string' ? tenant : fullName(tenant)));
  // A lease prints first and last name, which is not always how the full name is written.
  const isNamed = (tenant: KnownName) =>
    printed.includes(tenant.name) || printed.includes(fullName(namesOf(tenant)));
  const unitNow = rentalUnitOf(tenancy).unit ?? '';
  const wasThere = ({ createdAt }: { createdAt: Date }) => createdAt <= form.createdAt;
  return {
    unit: rentalUnit?.unit ?? unitNow,
    unitNow,
    landlordNow: landlordNow(tenancy, form, on),
    joined: tenantsOf(tenancy).flatMap((tenant) => (wasThere(tenant) || isNamed(tenant) ? [] : tenant.name)),
    left: tenancy.lease.tenants.flatMap((tenant) =>
      tenant.removedAt !== null && isNamed(tenant) ? tenant.name : [],
    ),
  };
}

/** A last day that something else made known than the form in question, or the one that it corrects. */
function otherLastDay({ lastDayOn, endedByFormId }: Tenancy['lease'], formId?: string | null): string | null {
  return endedByFormId !== null && endedByFormId === formId ? null : fromColumnOrNull(lastDayOn);
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
    otherLastDay: otherLastDay(lease, stated?.id ?? input.supersedesId),
    isCancelled,
    removedTermEnd: fromColumnOrNull(lease.removedTermEnd),
    removedTenants: lease.tenants.flatMap(({ name, removedAt }) => (removedAt === null ? [] : name)),
    guessedNames: stated ? [] : guessedNames(tenancy, type, input),
    notices,
    ...factsOfType(context, tenancy, type, { ...asked, on, notices }),
    stated: stated ? statedFacts(tenancy, stated, on) : null,
  };
}
