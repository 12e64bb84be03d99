import { dateIn } from '../../calendar/zone.ts';
import { fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import type { KeptService } from '../../documents/certificate.ts';
import { judgeService } from '../../documents/service.ts';
import { findTenancy, tenantsOf, type Tenancy } from '../../documents/plan/tenancy.ts';
import { badInput, type Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Form, Prisma } from '../../generated/prisma/client.ts';
import type { ServerCapacity, ServiceMethod } from '../../generated/prisma/enums.ts';
import { deemedGiven, methodFault, type Warning } from '../../law/index.ts';
import type { Context } from '../../request/context.ts';
import { certify } from './certify.ts';

/** Who served a document, and how to reach them. */
export interface ServerInput {
  /** Full name. */
  readonly servedBy?: string | null;
  readonly serverCapacity?: ServerCapacity | null;
  readonly serverPhone?: string | null;
}

/** Service on one tenant. */
export interface OneServiceInput extends ServerInput {
  readonly tenantId: string;
  readonly servedOn: string;
  readonly serviceMethod: ServiceMethod;
}

/** Service of a form, on all tenants at once or on each apart. */
export interface ServiceInput extends ServerInput {
  readonly servedOn?: string | null;
  readonly serviceMethod?: ServiceMethod | null;
  /** Time of day, `HH:MM`. */
  readonly servedAt?: string | null;
  /** For service by e-mail; by default as the lease says. */
  readonly emailConsent?: boolean | null;
  readonly services?: readonly OneServiceInput[] | null;
}

interface Service {
  readonly servedOn: string;
  readonly method: ServiceMethod;
}

export const SERVICE_NEEDED = {
  code: 'required',
  message: 'A served form needs the date and the method of service. Give both.',
} as const;

/** The fault of a future date of service; null for a valid one. */
export function serviceDateFault(servedOn: string, today: string) {
  return futureDateFault('The date of service', servedOn, today);
}

/** The fault of a date of service before the form existed; null for a valid one. */
function earlyServiceFault(servedOn: string, day: string): Omit<Fault, 'path'> | null {
  if (servedOn >= day) return null;
  return {
    code: 'date_order',
    message: `The date of service is before the form was generated. Give ${day} or a later date.`,
  };
}

type Path = Fault['path'];

/** Faults of a day and a method of service, at a place of the input. */
function onePartFaults(
  context: Context,
  form: Form,
  { servedOn, serviceMethod: method }: Pick<ServiceInput, 'servedOn' | 'serviceMethod'>,
  { path, consent }: { readonly path: Path; readonly consent: boolean },
): Fault[] {
  const faults: Fault[] = [];
  const generatedOn = dateIn(context.viewer.timeZone, form.createdAt);
  const impossible =
    servedOn && (serviceDateFault(servedOn, context.today) ?? earlyServiceFault(servedOn, generatedOn));
  if (impossible) faults.push({ path: [...path, 'servedOn'], ...impossible });
  const refused = method && form.type !== 'LEASE' ? methodFault(form.type, method, consent) : null;
  if (refused) faults.push({ ...refused, path: [...path, 'serviceMethod'] });
  return faults;
}

/** Every fault of the dates and the methods of service. */
export function serviceFaults(
  context: Context,
  form: Form,
  input: ServiceInput,
  leaseConsent: boolean,
): Fault[] {
  const consent = input.emailConsent ?? leaseConsent;
  const parts = input.services ?? [];
  const missing = parts.length > 0 ? [] : missingFaults(input);
  return [
    ...missing,
    ...onePartFaults(context, form, input, { path: ['input'], consent }),
    ...parts.flatMap((part, index) =>
      onePartFaults(context, form, part, { path: ['input', 'services', index], consent }),
    ),
  ];
}

function missingFaults({ servedOn, serviceMethod }: ServiceInput): Fault[] {
  const faults: Fault[] = [];
  if (!servedOn) faults.push({ path: ['input', 'servedOn'], ...SERVICE_NEEDED });
  if (!serviceMethod) faults.push({ path: ['input', 'serviceMethod'], ...SERVICE_NEEDED });
  return faults;
}

/** Faults of services on persons who are no tenants of the form's tenancy. */
function recipientFaults(tenancy: Tenancy, { services }: ServiceInput): Fault[] {
  const known = new Set(tenancy.lease.tenants.map(({ id }) => id));
  return (services ?? []).flatMap(({ tenantId }, index): Fault[] => {
    if (known.has(tenantId)) return [];
    const message = 'This is no tenant of the tenancy. Give a tenant whom the form concerns.';
    return [{ path: ['input', 'services', index, 'tenantId'], code: 'not_found', message }];
  });
}

function keptServices(tenancy: Tenancy, input: ServiceInput): KeptService[] {
  const names = new Map(tenancy.lease.tenants.map(({ id, name }) => [id, name]));
  return (input.services ?? []).map((part) => ({
    tenantId: part.tenantId,
    recipient: names.get(part.tenantId) ?? '',
    method: part.serviceMethod,
    servedOn: part.servedOn,
    givenOn: deemedGiven(part.servedOn, part.serviceMethod),
    servedBy: part.servedBy ?? input.servedBy ?? null,
    serverCapacity: part.serverCapacity ?? input.serverCapacity ?? null,
    serverPhone: part.serverPhone ?? input.serverPhone ?? null,
  }));
}

/** The service that decides: of several, the one that counts as given last. */
function decidingService(
  { servedOn, serviceMethod: method }: ServiceInput,
  kept: readonly KeptService[],
): Service | null {
  const last = kept.toSorted((a, b) => (a.givenOn < b.givenOn ? 1 : -1))[0];
  if (last) return last;
  return servedOn && method ? { servedOn, method } : null;
}

/** `tenant_not_served`: a tenant whom no service is recorded on. */
function notServedWarnings(tenancy: Tenancy, form: Form, kept: readonly KeptService[]): Warning[] {
  if (kept.length === 0 || form.type === 'N9') return [];
  const served = new Set(kept.map(({ tenantId }) => tenantId));
  const without = tenantsOf(tenancy).filter(({ id }) => !served.has(id));
  if (without.length === 0) return [];
  const names = without.map(({ name }) => name).join(', ');
  const message = `No service on ${names} is recorded. Serve every tenant whom the document names.`;
  return [{ code: 'tenant_not_served', message, section: 'RTA s.191' }];
}

/** How a form was really served, to be judged. */
function actualService(form: Form, { servedAt }: ServiceInput, service: Service, emailConsent: boolean) {
  const terminationDate = fromColumnOrNull(form.terminationDate);
  return { ...service, emailConsent, terminationDate, servedAt: servedAt ?? null };
}

/** Warnings of the form with those of its service, each once. */
function allWarnings(form: Form, found: readonly Warning[]): Warning[] {
  const known = form.warnings as unknown as Warning[];
  const isNew = ({ code, message }: Warning) =>
    !known.some((one) => one.code === code && one.message === message);
  return [...known, ...found.filter(isNew)];
}

/**
 * The columns of a form that was served.
 *
 * @throws DomainError BAD_INPUT with every fault of the service; CONFLICT if the form no longer holds on that day.
 */
export async function servedColumns(context: Context, form: Form, input: ServiceInput) {
  const tenancy = await findTenancy(context, form.tenantId);
  const consent = input.emailConsent ?? tenancy.lease.emailConsent;
  const faults = [
    ...serviceFaults(context, form, input, tenancy.lease.emailConsent),
    ...recipientFaults(tenancy, input),
  ];
  if (faults.length > 0) throw badInput(faults);
  const services = keptServices(tenancy, input);
  const service = decidingService(input, services);
  if (!service) throw badInput(missingFaults(input));
  const { servedOn, method } = service;
  const judged = judgeService(context, tenancy, form, actualService(form, input, service, consent));
  const columns = {
    status: 'SERVED' as const,
    servedOn: toColumn(servedOn),
    serviceMethod: method,
    servedBy: input.servedBy ?? null,
    serverCapacity: input.serverCapacity ?? null,
    serverPhone: input.serverPhone ?? null,
    services: services as unknown as Prisma.InputJsonArray,
    deemedGivenOn: toColumn(deemedGiven(servedOn, method)),
  };
  const { certificate, warnings: ofServer } = await certify(
    context,
    { ...form, ...columns, services },
    tenancy,
  );
  const ofService = [...judged, ...notServedWarnings(tenancy, form, services), ...ofServer];
  const warnings = allWarnings(form, ofService);
  return {
    ...columns,
    warnings: warnings as unknown as Prisma.InputJsonArray,
    certificate: certificate as unknown as Prisma.InputJsonObject,
  };
}
