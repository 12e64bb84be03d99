import Router from '@koa/router';
import type { Context } from 'koa';
import { findFormFile, renderCertificate } from '../documents/files.ts';
import { DomainError, notFound } from '../errors.ts';
import type { Form, PrismaClient } from '../generated/prisma/client.ts';
import { fileNameOf, toAscii, type NamedForm } from '../files/file-name.ts';
import type { FileLinks } from '../files/links.ts';

function invalidLink(why: string): DomainError {
  return new DomainError('FORBIDDEN', `${why}; read the form again for a new one.`, {
    reason: 'invalid_link',
  });
}

/** What a link is signed by, in its query. */
const PARTS = ['expires', 'version', 'key', 'signature'] as const;

/** Whether each part is there once, and nothing else: whatever was added was not signed. */
function isAsMade(searchParams: URLSearchParams): boolean {
  return searchParams.size === PARTS.length && PARTS.every((name) => searchParams.has(name));
}

/** The form's version that the link was made for. @throws DomainError FORBIDDEN `invalid_link`. */
async function signedVersion(context: Context, links: FileLinks, file: string): Promise<number> {
  const { searchParams } = context.URL;
  const part = (name: string) => searchParams.get(name) ?? '';
  const signed = {
    expires: part('expires'),
    version: part('version'),
    key: part('key'),
    signature: part('signature'),
  };
  const version = isAsMade(searchParams) ? await links.verify(file, signed) : null;
  if (version === null) throw invalidLink('This link was changed or has expired');
  return version;
}

/** A link that was made before the form was voided must not pass for one to a notice that stands. */
function assertStands({ status, version }: Form, linked: number): void {
  if (status === 'VOID' && linked < version)
    throw invalidLink('The form was voided after this link was made');
}

function sendPdf(context: Context, form: NamedForm, bytes: Uint8Array, prefix = ''): void {
  // Safe as a header for any name (RFC 6266); sets the type by the ending.
  const fileName = prefix + fileNameOf(form);
  context.attachment(fileName, { type: 'inline', fallback: toAscii(fileName) });
  context.set('Cache-Control', 'private, no-store');
  context.body = Buffer.from(bytes);
}

/** Serves PDFs to whoever holds a signed link; the link is the permission. */
export function createFilesRouter(prisma: PrismaClient, links: FileLinks): Router {
  const router = new Router({ strict: true });
  router.get('/files/:id', async (context) => {
    const formId = String(context.params['id']);
    const linked = await signedVersion(context, links, formId);
    const file = await findFormFile(prisma, formId);
    if (!file) throw notFound('file');
    assertStands(file.form, linked);
    sendPdf(context, file.form, file.bytes);
    context.set('ETag', `"${file.sha256}"`);
    context.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  });
  router.get('/files/:id/certificate', async (context) => {
    const formId = String(context.params['id']);
    const linked = await signedVersion(context, links, `${formId}/certificate`);
    const certificate = await renderCertificate(prisma, formId);
    if (!certificate) throw notFound('file');
    assertStands(certificate.form, linked);
    sendPdf(context, certificate.form, certificate.bytes, 'Certificate-of-service-');
  });
  return router;
}
