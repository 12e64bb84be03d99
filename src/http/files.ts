import Router from '@koa/router';
import type { Context } from 'koa';
import { readCalendar } from '../documents/deadlines.ts';
import { findFormFile, printCertificate } from '../documents/files.ts';
import { DomainError, notFound } from '../errors.ts';
import type { Form, PrismaClient } from '../generated/prisma/client.ts';
import { fileNameOf, toAscii, type NamedForm } from '../files/file-name.ts';
import type { FileLinks } from '../files/links.ts';
import type { Printer } from '../printing/printer.ts';

function invalidLink(reason: string): DomainError {
  return new DomainError('FORBIDDEN', `${reason}. Read the form again for a new link.`, {
    reason: 'invalid_link',
  });
}

/** The query parameters of a link. */
const PARTS = ['expires', 'version', 'key', 'signature'] as const;

/** Whether the query has each part once and nothing else: additions are not signed. */
function hasExactParts(searchParams: URLSearchParams): boolean {
  return searchParams.size === PARTS.length && PARTS.every((name) => searchParams.has(name));
}

/** The form's version in the link. @throws DomainError FORBIDDEN `invalid_link`. */
async function signedVersion(context: Context, links: FileLinks, file: string): Promise<number> {
  const { searchParams } = context.URL;
  const part = (name: string) => searchParams.get(name) ?? '';
  const signed = {
    expires: part('expires'),
    version: part('version'),
    key: part('key'),
    signature: part('signature'),
  };
  const version = hasExactParts(searchParams) ? await links.verify(file, signed) : null;
  if (version === null) throw invalidLink('This link was changed or has expired');
  return version;
}

/** Refuses a link made before the form was voided: it must not show a void notice as a valid one. */
function assertNotVoided({ status, version }: Form, linkedVersion: number): void {
  if (status === 'VOID' && linkedVersion < version)
    throw invalidLink('The form was voided after this link was made');
}

function sendPdf(context: Context, form: NamedForm, bytes: Uint8Array, prefix = ''): void {
  // Encodes any name (RFC 6266), and sets the content type by its extension.
  const fileName = prefix + fileNameOf(form);
  context.attachment(fileName, { type: 'inline', fallback: toAscii(fileName) });
  context.set('Cache-Control', 'private, no-store');
  context.body = Buffer.from(bytes);
}

/** Serves PDFs. The signed link grants access; no token is needed. */
export function createFilesRouter(prisma: PrismaClient, links: FileLinks, printer: Printer): Router {
  const router = new Router({ strict: true });
  router.get('GetFile', '/files/:id', async (context) => {
    const formId = String(context.params['id']);
    const linkedVersion = await signedVersion(context, links, formId);
    const file = await findFormFile(prisma, formId);
    if (!file) throw notFound('file');
    assertNotVoided(file.form, linkedVersion);
    sendPdf(context, file.form, file.bytes);
    context.set('ETag', `"${file.sha256}"`);
    context.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  });
  router.get('GetCertificate', '/files/:id/certificate', async (context) => {
    const formId = String(context.params['id']);
    const linkedVersion = await signedVersion(context, links, `${formId}/certificate`);
    const certificate = await printCertificate(prisma, printer, formId);
    if (!certificate) throw notFound('file');
    assertNotVoided(certificate.form, linkedVersion);
    sendPdf(context, certificate.form, certificate.bytes, 'Certificate-of-service-');
  });
  router.get('GetDeadlines', '/files/:id/deadlines.ics', async (context) => {
    const formId = String(context.params['id']);
    await signedVersion(context, links, `${formId}/deadlines.ics`);
    const calendar = await readCalendar(prisma, formId);
    if (!calendar) throw notFound('file');
    const fileName = `Deadlines-${fileNameOf(calendar.form).replace(/\.pdf$/, '.ics')}`;
    context.attachment(fileName, { type: 'inline', fallback: toAscii(fileName) });
    context.set('Cache-Control', 'private, no-store');
    context.set('Content-Type', 'text/calendar; charset=utf-8');
    context.body = calendar.text;
  });
  return router;
}
