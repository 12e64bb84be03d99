import Router from '@koa/router';
import type { Context } from 'koa';
import { findFormFile, renderCertificate } from '../commands/form-files.ts';
import { DomainError, notFound } from '../errors.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { fileNameOf, type NamedForm } from './file-name.ts';
import type { FileLinks } from './links.ts';

function assertSigned(context: Context, links: FileLinks, file: string): void {
  const { searchParams } = context.URL;
  const part = (name: string) => searchParams.get(name) ?? '';
  if (links.verify(file, { expires: part('expires'), key: part('key'), signature: part('signature') }))
    return;
  const message = 'This link was changed or has expired; read the form again for a new one.';
  throw new DomainError('FORBIDDEN', message, { reason: 'invalid_link' });
}

function sendPdf(context: Context, form: NamedForm, bytes: Uint8Array, prefix = ''): void {
  // Safe as a header for any name (RFC 6266); sets the type by the ending.
  context.attachment(prefix + fileNameOf(form), { type: 'inline' });
  context.set('Cache-Control', 'private, no-store');
  context.body = Buffer.from(bytes);
}

/** Serves PDFs to whoever holds a signed link; the link is the permission. */
export function createFilesRouter(prisma: PrismaClient, links: FileLinks): Router {
  const router = new Router();
  router.get('/files/:id', async (context) => {
    const formId = String(context.params['id']);
    assertSigned(context, links, formId);
    const file = await findFormFile(prisma, formId);
    if (!file) throw notFound('file');
    sendPdf(context, file.form, file.bytes);
    context.set('ETag', `"${file.sha256}"`);
    context.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  });
  router.get('/files/:id/certificate', async (context) => {
    const formId = String(context.params['id']);
    assertSigned(context, links, `${formId}/certificate`);
    const certificate = await renderCertificate(prisma, formId);
    if (!certificate) throw notFound('file');
    sendPdf(context, certificate.form, certificate.bytes, 'Certificate-of-service-');
  });
  return router;
}
