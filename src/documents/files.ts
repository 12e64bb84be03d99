import { dateIn } from '../calendar/zone.ts';
import type { Address, CertificateOfServiceFacts, LeaseFacts, N4Facts } from '../forms/index.ts';
import type {
  Form,
  FormFile,
  PrismaClient,
  Receipt,
  ReceiptFile,
  Tenant,
  Workspace,
} from '../generated/prisma/client.ts';
import type { ServiceMethod } from '../generated/prisma/enums.ts';
import { landlordAddressOf } from '../address/address.ts';
import { createHash } from 'node:crypto';
import { fromColumn } from '../db/date-column.ts';
import { FORM_TITLES } from '../vocabulary/form.ts';
import { printTimed } from '../printing/print-timed.ts';
import type { Printer } from '../printing/printer.ts';
import { fullName, splitName } from './plan/signer.ts';
import { receiptDocument, type StoredReceipt } from './receipt.ts';

type NamedForm = Form & { tenant: Tenant; workspace: Workspace };
type KnownAddress = { readonly [Part in keyof Address]?: Address[Part] | null | undefined };

/** The stored bytes of a form, with the data for its file name. */
export function findFormFile(
  prisma: PrismaClient,
  formId: string,
): Promise<(FormFile & { form: NamedForm }) | null> {
  return prisma.formFile.findUnique({
    where: { formId },
    include: { form: { include: { tenant: true, workspace: true } } },
  });
}

/** Methods that do not use the address of a building. */
const ELECTRONIC_METHODS: readonly ServiceMethod[] = ['EMAIL_WITH_CONSENT', 'FAX'];

/** An address in one line; undefined without street and city. */
export function addressLineOf({
  unit,
  street,
  city,
  province,
  postalCode,
}: KnownAddress): string | undefined {
  return street && city ? [unit, street, city, province, postalCode].filter(Boolean).join(', ') : undefined;
}

/**
 * Address at which a form was served, if known. The person who serves fills in an unknown address, since the certificate
 * states that its contents are true.
 */
function placeOf({ serviceMethod, type, workspace }: NamedForm, rentalUnit: Address): string | undefined {
  if (serviceMethod && ELECTRONIC_METHODS.includes(serviceMethod)) return undefined;
  if (type !== 'N9') return addressLineOf(rentalUnit);
  return addressLineOf(landlordAddressOf(workspace));
}

type Facts = Pick<N4Facts, 'landlords' | 'rentalUnit'> & {
  readonly tenants: N4Facts['tenants'] | LeaseFacts['tenants'];
};

/** Full name; a lease stores first and last name separately. */
function nameOf(person: Facts['tenants'][number]): string {
  return typeof person === 'string' ? person : fullName(person);
}

/**
 * Facts of the certificate of service of a form; null while the form is not served. The tenant serves an N9 on the
 * landlord; the landlord serves every other document on the tenants.
 */
export function certificateFacts(form: NamedForm): CertificateOfServiceFacts | null {
  const { servedOn, deemedGivenOn, serviceMethod, workspace, tenant } = form;
  if (!servedOn || !deemedGivenOn || !serviceMethod) return null;
  const { tenants, landlords, rentalUnit } = form.facts as unknown as Facts;
  const isToLandlord = form.type === 'N9';
  const serverName = form.servedBy ?? (isToLandlord ? tenant.name : workspace.landlordName);
  return {
    rentalUnit,
    documents: [`${FORM_TITLES[form.type]} made on ${dateIn(workspace.timeZone, form.createdAt)}`],
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

/** The certificate of service as PDF, with its form; null while the form is not served. */
export async function printCertificate(
  prisma: PrismaClient,
  printer: Printer,
  formId: string,
): Promise<{ form: NamedForm; bytes: Uint8Array } | null> {
  const form = await prisma.form.findUnique({
    where: { id: formId },
    include: { tenant: true, workspace: true },
  });
  if (!form) return null;
  // The stored facts of an earlier certificate win over names and numbers that have changed since.
  const facts = (form.certificate as CertificateOfServiceFacts | null) ?? certificateFacts(form);
  if (!facts) return null;
  const document = { type: 'CERTIFICATE_OF_SERVICE' as const, facts };
  const printed = await printTimed(printer, {
    document,
    draft: false,
    generatedAt: form.updatedAt.toISOString(),
  });
  if (!printed.bytes) throw new Error(`The certificate of ${formId} cannot be printed.`, { cause: printed });
  return { form, bytes: printed.bytes };
}

/** The bytes of a receipt, with the receipt; null for an unknown id. They are made once, and then sealed. */
export async function findReceiptFile(
  prisma: PrismaClient,
  printer: Printer,
  id: string,
): Promise<(ReceiptFile & { receipt: Receipt }) | null> {
  const receipt = await prisma.receipt.findUnique({ where: { id }, include: { file: true } });
  if (!receipt) return null;
  const { file, ...rest } = receipt;
  if (file) return { ...file, receipt: rest };
  const printed = await printTimed(printer, {
    document: receiptDocument(rest.facts as unknown as StoredReceipt),
    draft: false,
    generatedAt: rest.createdAt.toISOString(),
  });
  if (!printed.bytes) throw new Error(`The receipt ${id} cannot be printed.`, { cause: printed });
  const bytes = new Uint8Array(printed.bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // Another request may have sealed it meanwhile.
  await prisma.receiptFile.createMany({
    data: [{ id, workspaceId: rest.workspaceId, bytes, sha256 }],
    skipDuplicates: true,
  });
  return { ...(await prisma.receiptFile.findUniqueOrThrow({ where: { id } })), receipt: rest };
}
