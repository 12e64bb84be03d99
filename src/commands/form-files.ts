import type { CertificateOfServiceFacts, N4Facts } from '../forms/index.ts';
import type { Form, FormFile, PrismaClient, Tenant, Workspace } from '../generated/prisma/client.ts';
import { fromColumn } from './dates.ts';
import { splitName } from './forms/signer.ts';

type NamedForm = Form & { tenant: Tenant; workspace: Workspace };

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

/** Whoever a document is for: the landlord of an N9, the tenants of everything else. */
function certificateFacts(form: NamedForm): CertificateOfServiceFacts | null {
  const { servedOn, deemedGivenOn, serviceMethod, workspace, tenant } = form;
  if (!servedOn || !deemedGivenOn || !serviceMethod) return null;
  const { tenants, landlords, rentalUnit } = form.facts as unknown as Pick<
    N4Facts,
    'tenants' | 'landlords' | 'rentalUnit'
  >;
  const isToLandlord = form.type === 'N9';
  const { street, unit, city, province, postalCode } = rentalUnit;
  const place = [unit, street, city, province, postalCode].filter(Boolean).join(', ');
  const serverName = form.servedBy ?? (isToLandlord ? tenant.name : workspace.landlordName);
  return {
    rentalUnit,
    documents: [`${TITLES[form.type]} made on ${fromColumn(form.createdAt)}`],
    services: (isToLandlord ? landlords : tenants).map((recipient) => ({
      recipient,
      method: serviceMethod,
      place,
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
  const facts = form && certificateFacts(form);
  if (!facts) return null;
  const { renderForm } = await import('../forms/index.ts');
  const generatedAt = form.updatedAt.toISOString();
  const bytes = await renderForm({ type: 'CERTIFICATE_OF_SERVICE', facts }, { draft: false, generatedAt });
  return { form, bytes };
}
