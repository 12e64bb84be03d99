import { createHash } from 'node:crypto';
import type { CertificateOfServiceFacts } from '../forms/index.ts';
import type {
  Form,
  FormFile,
  PrismaClient,
  Receipt,
  ReceiptFile,
  Tenant,
  Workspace,
} from '../generated/prisma/client.ts';
import { printTimed } from '../printing/print-timed.ts';
import type { Printer } from '../printing/printer.ts';
import { certificatesOf, type KeptService } from './certificate.ts';
import { receiptDocument, type StoredReceipt } from './receipt.ts';

type NamedForm = Form & { tenant: Tenant; workspace: Workspace };

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
  const kept = form.certificate as unknown as CertificateOfServiceFacts | null;
  const services = form.services as unknown as KeptService[];
  const facts = kept ?? certificatesOf({ ...form, services });
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
