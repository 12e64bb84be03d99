import { dayFirst } from '../calendar/words.ts';
import { dateIn } from '../calendar/zone.ts';
import { addressLineOf, landlordAddressOf } from '../address/address.ts';
import { fromColumn } from '../db/date-column.ts';
import type { Address, CertificateOfServiceFacts, LeaseFacts, N4Facts } from '../forms/index.ts';
import type { Form, Tenant, Workspace } from '../generated/prisma/client.ts';
import type { ServerCapacity, ServiceMethod } from '../generated/prisma/enums.ts';
import { FORM_TITLES } from '../vocabulary/form.ts';
import { fullName } from '../forms/value/full-name.ts';

/** Service on a tenant, as a form keeps it. */
export interface KeptService {
  readonly tenantId: string;
  readonly recipient: string;
  readonly method: ServiceMethod;
  readonly servedOn: string;
  readonly givenOn: string;
  readonly servedBy?: string | null;
  readonly serverCapacity?: ServerCapacity | null;
  readonly serverPhone?: string | null;
}

type ServedForm = Omit<Form, 'services'> & {
  readonly services: readonly KeptService[];
  readonly tenant: Tenant;
  readonly workspace: Workspace;
  /** Who recorded the service, as the server of it; empty if that person is not known. */
  readonly recorder?: Server;
};

/** Methods that do not use the address of a building. */
const ELECTRONIC_METHODS: readonly ServiceMethod[] = ['EMAIL_WITH_CONSENT', 'FAX'];

/**
 * Address at which a form was served, if known. The person who serves fills in an unknown address, since the certificate
 * states that its contents are true.
 */
function placeOf(
  { type, workspace }: ServedForm,
  method: ServiceMethod,
  rentalUnit: Address,
): string | undefined {
  if (ELECTRONIC_METHODS.includes(method)) return undefined;
  return addressLineOf(type === 'N9' ? landlordAddressOf(workspace) : rentalUnit);
}

type Facts = Pick<N4Facts, 'landlords' | 'rentalUnit'> & {
  readonly tenants: N4Facts['tenants'] | LeaseFacts['tenants'];
};

/** Full name; a lease stores first and last name separately. */
function nameOf(person: Facts['tenants'][number]): string {
  return typeof person === 'string' ? person : fullName(person);
}

type Server = CertificateOfServiceFacts['server'];

/** The party that gives a document: the tenant an N9, the landlord the others. */
function partyOf({ type, tenant, workspace }: ServedForm): Server {
  return type === 'N9'
    ? { capacity: 'TENANT', name: tenant.name, phone: tenant.phone ?? undefined }
    : { capacity: 'LANDLORD', name: workspace.landlordName, phone: workspace.landlordPhone ?? undefined };
}

/**
 * The person who served, as stated, else the one who recorded it. The certificate states that its contents are true, so
 * what is not known stays open.
 */
function serverOf(
  form: ServedForm,
  { servedBy, serverCapacity, serverPhone }: Pick<KeptService, 'servedBy' | 'serverCapacity' | 'serverPhone'>,
): Server {
  const party = partyOf(form);
  const known = [form.recorder ?? party, party];
  const isStated = ({ name, capacity }: Server) =>
    (!servedBy || servedBy === name) && (!serverCapacity || serverCapacity === capacity);
  const server = servedBy || serverCapacity ? known.find(isStated) : known[0];
  return {
    capacity: serverCapacity ?? server?.capacity,
    name: servedBy ?? server?.name,
    phone: serverPhone ?? server?.phone,
  };
}

/** The services of a form: as recorded for each tenant, else the same for everybody. */
function servicesOf(form: ServedForm, facts: Facts): KeptService[] {
  const { servedOn, deemedGivenOn, serviceMethod: method, services } = form;
  if (services.length > 0) return [...services];
  if (!servedOn || !deemedGivenOn || !method) return [];
  const { servedBy, serverCapacity, serverPhone } = form;
  const recipients = form.type === 'N9' ? facts.landlords : facts.tenants.map(nameOf);
  const same = { method, servedOn: fromColumn(servedOn), givenOn: fromColumn(deemedGivenOn) };
  return recipients.map((recipient) => ({
    tenantId: '',
    recipient,
    ...same,
    servedBy,
    serverCapacity,
    serverPhone,
  }));
}

/** One certificate covers persons served by one person, on one day, in one manner. */
function certificateKey({ servedBy, serverCapacity, serverPhone, method, servedOn }: KeptService): string {
  return JSON.stringify([servedBy, serverCapacity, serverPhone, method, servedOn]);
}

/** Whether a certificate, or one of the others in its document, leaves the name of the server open. */
export function hasOpenServer({ server, others = [] }: CertificateOfServiceFacts): boolean {
  return !server.name || others.some(hasOpenServer);
}

/**
 * Facts of the certificates of service of a form; null while it is not served. Each server has a certificate for each day
 * and manner; all stand in one document.
 */
export function certificatesOf(form: ServedForm): CertificateOfServiceFacts | null {
  const facts = form.facts as unknown as Facts;
  const groups = new Map<string, KeptService[]>();
  for (const service of servicesOf(form, facts)) {
    const key = certificateKey(service);
    groups.set(key, [...(groups.get(key) ?? []), service]);
  }
  const { rentalUnit } = facts;
  const madeOn = dayFirst(dateIn(form.workspace.timeZone, form.createdAt));
  const certificates = [...groups.values()].map((group): CertificateOfServiceFacts => ({
    rentalUnit,
    documents: [`${FORM_TITLES[form.type]} made on ${madeOn}`],
    services: group.map(({ recipient, method, servedOn, givenOn }) => ({
      recipient,
      method,
      place: placeOf(form, method, rentalUnit),
      servedOn,
      deemedGivenOn: givenOn,
    })),
    server: serverOf(form, group[0] ?? {}),
    fileNumber: form.fileNumber ?? undefined,
  }));
  const [first, ...others] = certificates;
  if (!first) return null;
  return others.length > 0 ? { ...first, others } : first;
}
