import { dateIn } from '../calendar/zone.ts';
import type { Address, CertificateOfServiceFacts, LeaseFacts, N4Facts } from '../forms/index.ts';
import type { Form, FormFile, PrismaClient, Tenant, Workspace } from '../generated/prisma/client.ts';
import type { ServiceMethod } from '../generated/prisma/enums.ts';
import { landlordAddressOf } from '../address/address.ts';
import { fromColumn } from '../db/date-column.ts';
import { fullName, splitName } from './plan/signer.ts';

type NamedForm = Form & { tenant: Tenant; workspace: Workspace };
type KnownAddress = { readonly [Part in keyof Address]?: Address[Part] | null | undefined };

/** The stored bytes of a form, with what names the file. */
export function findFormFile(
  prisma: PrismaClient,
  formId: string,
): Promise<(FormFile & { form: NamedForm }) | null> {
  return prisma.formFile.findUnique({
    where: { formId },
    include: { form: { include: { tenant: true, workspace: true } } },
  });
}

const TITLES = {
  N4: 'N4',
  N5: 'N5',
  N9: 'N9',
  N12: 'N12',
  ENTRY: 'Notice of entry',
  LEASE: 'Lease',
} as const;

/** What no address of a building says where it was sent to. */
const SENT_ELSEWHERE: readonly ServiceMethod[] = ['EMAIL_WITH_CONSENT', 'FAX'];

/** An address in one line; undefined where it is not known well enough to be found. */
function lineOf({ unit, street, city, province, postalCode }: KnownAddress): string | undefined {
  return street && city ? [unit, street, city, province, postalCode].filter(Boolean).join(', ') : undefined;
}

/**
 * Where a form was served or sent to, as far as it is known; undefined is left to be written by whoever served, who
 * states that all of it is true.
 */
function placeOf({ serviceMethod, type, workspace }: NamedForm, rentalUnit: Address): string | undefined {
  if (serviceMethod && SENT_ELSEWHERE.includes(serviceMethod)) return undefined;
  if (type !== 'N9') return lineOf(rentalUnit);
  return lineOf(landlordAddressOf(workspace));
}

type Facts = Pick<N4Facts, 'landlords' | 'rentalUnit'> & {
  readonly tenants: N4Facts['tenants'] | LeaseFacts['tenants'];
};

/** A lease names tenants in two parts. */
function nameOf(person: Facts['tenants'][number]): string {
  return typeof person === 'string' ? person : fullName(person);
}

/**
 * What the certificate of service of a form states: what was served on whom, where, how, when and by whom. Null while
 * the form is not served. An N9 is served on the landlord by the tenant, everything else the other way round.
 */
export function certificateFacts(form: NamedForm): CertificateOfServiceFacts | null {
  const { servedOn, deemedGivenOn, serviceMethod, workspace, tenant } = form;
  if (!servedOn || !deemedGivenOn || !serviceMethod) return null;
  const { tenants, landlords, rentalUnit } = form.facts as unknown as Facts;
  const isToLandlord = form.type === 'N9';
  const serverName = form.servedBy ?? (isToLandlord ? tenant.name : workspace.landlordName);
  return {
    rentalUnit,
    documents: [`${TITLES[form.type]} made on ${dateIn(workspace.timeZone, form.createdAt)}`],
    services: (isToLandlord ? landlords : tenants).map((recipient) => ({
      recipient: nameOf(recipient),
      method: serviceMethod,
      place: placeOf(form, rentalUnit),
      servedOn: fromColumn(servedOn),
      deemedGivenOn: fromColumn(deemedGivenOn),
    })),
    server: {
      capacity: isToLandlord ? ('TENANT' as const) : ('LANDLORD' as const),
      ...splitName(serverName),
      phone: (isToLandlord ? tenant.phone : workspace.landlordPhone) ?? '—',
    },
  };
}

/** The certificate of service of a served form as PDF, and the form; null while it is not served. */
export async function renderCertificate(
  prisma: PrismaClient,
  formId: string,
): Promise<{ form: NamedForm; bytes: Uint8Array } | null> {
  const form = await prisma.form.findUnique({
    where: { id: formId },
    include: { tenant: true, workspace: true },
  });
  if (!form) return null;
  // Names and numbers change, what was stated does not.
  const facts = (form.certificate as CertificateOfServiceFacts | null) ?? certificateFacts(form);
  if (!facts) return null;
  const { renderForm } = await import('../forms/index.ts');
  const generatedAt = form.updatedAt.toISOString();
  const bytes = await renderForm({ type: 'CERTIFICATE_OF_SERVICE', facts }, { draft: false, generatedAt });
  return { form, bytes };
}
