import Router from '@koa/router';
import type { Context as KoaContext } from 'koa';
import { readCalendar } from '../documents/deadlines.ts';
import { findFormFile, findReceiptFile, printCertificate } from '../documents/files.ts';
import { findReportContent, printReport } from '../documents/report/print-report.ts';
import { linkedReport, type ReportRequest } from '../documents/report/request.ts';
import { fromColumn } from '../db/date-column.ts';
import { DomainError, notFound } from '../errors.ts';
import type { Form, PrismaClient } from '../generated/prisma/client.ts';
import { fileNameOf, pdfName, toAscii } from '../files/file-name.ts';
import { DOCUMENT, PRINTED_ROW } from '../graphql/limits/field-costs.ts';
import { isIdOf } from '../ids.ts';
import type { FileLinks } from '../files/links.ts';
import { Context, type Services } from '../request/context.ts';
import type { CostMeter } from '../request/cost-meter.ts';
import { findMember } from '../request/find-viewer.ts';
import type { RequestState } from './request-log.ts';

function invalidLink(reason: string): DomainError {
  return new DomainError('FORBIDDEN', `${reason}. Read the form, receipt or report again for a new link.`, {
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
async function signedVersion(context: KoaContext, links: FileLinks, file: string): Promise<number> {
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

/** A PDF with the name of its file. */
interface NamedPdf {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Sends a PDF under its name. */
export function sendPdf(context: KoaContext, { fileName, bytes }: NamedPdf): void {
  // Encodes any name (RFC 6266), and sets the content type by its extension.
  context.attachment(fileName, { type: 'inline', fallback: toAscii(fileName) });
  context.body = Buffer.from(bytes);
}

/** Sends the PDF of a link: a link needs no token, so that caches would not know that its answer is private. */
function sendLinkedPdf(context: KoaContext, pdf: NamedPdf): void {
  sendPdf(context, pdf);
  context.set('Cache-Control', 'private, no-store');
}

/** A PDF that is stored and never changes. */
type SealedFile = NamedPdf & { readonly sha256: string };

function sendSealed(context: KoaContext, file: SealedFile): void {
  sendLinkedPdf(context, file);
  context.set('ETag', `"${file.sha256}"`);
  context.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
}

async function receiptFile({ prisma, printer }: Services, id: string): Promise<SealedFile> {
  const file = await findReceiptFile(prisma, printer, id);
  if (!file) throw notFound('file');
  const { number, issuedOn } = file.receipt;
  return { ...file, fileName: pdfName(['Receipt', String(number), fromColumn(issuedOn)]) };
}

/** Prints a report, and charges its caller for it, its ledgers and its rows. @throws RateLimited without room for it. */
async function reportPdf(context: Context, report: ReportRequest): Promise<NamedPdf> {
  const { costMeter, ledgerBudget } = context;
  await costMeter?.reserve(DOCUMENT);
  const before = ledgerBudget.cost;
  const { facts, nameParts } = await findReportContent(context, report);
  await costMeter?.reserve(ledgerBudget.cost - before + PRINTED_ROW * facts.rows.length);
  return { fileName: pdfName(nameParts), bytes: await printReport(context, facts) };
}

/**
 * The PDF behind a link that the viewer has just been given: a report, or a receipt.
 *
 * @param url - as a field of the core gives it.
 */
export function openFile(services: Services, context: Context, url: string): Promise<NamedPdf> {
  const file = new URL(url).pathname.replace('/files/', '');
  if (isIdOf('Receipt', file)) return receiptFile(services, file);
  return reportPdf(context, linkedReport(file).report);
}

/** The meter of a request: of its network, since links need no token. */
function costMeterOf({ state }: KoaContext): CostMeter | null {
  return (state as { context?: Context }).context?.costMeter ?? null;
}

/** Prints a report for the one who made the link. @throws DomainError FORBIDDEN once they no longer hold their role. */
async function printLinked(services: Services, koa: KoaContext, file: string): Promise<NamedPdf> {
  const { report, reader } = linkedReport(file);
  const viewer = await findMember(services.prisma, reader, services.clock.now());
  if (!viewer) throw invalidLink('The role that this link was made in is no longer held');
  const { requestId, log } = koa.state as RequestState;
  const costMeter = costMeterOf(koa);
  const context = new Context(services, { requestId, log, origin: koa.origin, viewer, costMeter });
  context.interface = 'rest';
  return reportPdf(context, report);
}

/** Sends the deadlines of a form as an iCalendar file. */
async function sendCalendar(context: KoaContext, prisma: PrismaClient, formId: string): Promise<void> {
  const calendar = await readCalendar(prisma, formId);
  if (!calendar) throw notFound('file');
  const fileName = `Deadlines-${fileNameOf(calendar.form).replace(/\.pdf$/, '.ics')}`;
  context.attachment(fileName, { type: 'inline', fallback: toAscii(fileName) });
  context.set('Cache-Control', 'private, no-store');
  context.set('Content-Type', 'text/calendar; charset=utf-8');
  context.body = calendar.text;
}

/** Serves PDFs. The signed link grants access; no token is needed. */
export function createFilesRouter(services: Services): Router {
  const { prisma, links, printer } = services;
  const router = new Router({ strict: true });
  router.get('GetFile', '/files/:id', async (context) => {
    const id = String(context.params['id']);
    const linkedVersion = await signedVersion(context, links, id);
    if (isIdOf('Receipt', id)) {
      sendSealed(context, await receiptFile(services, id));
      return;
    }
    const file = await findFormFile(prisma, id);
    if (!file) throw notFound('file');
    assertNotVoided(file.form, linkedVersion);
    sendSealed(context, { ...file, fileName: fileNameOf(file.form) });
  });
  router.get('GetCertificate', '/files/:id/certificate', async (context) => {
    const formId = String(context.params['id']);
    const linkedVersion = await signedVersion(context, links, `${formId}/certificate`);
    await costMeterOf(context)?.reserve(DOCUMENT);
    const certificate = await printCertificate(prisma, printer, formId);
    if (!certificate) throw notFound('file');
    assertNotVoided(certificate.form, linkedVersion);
    const fileName = `Certificate-of-service-${fileNameOf(certificate.form)}`;
    sendLinkedPdf(context, { bytes: certificate.bytes, fileName });
  });
  router.get('GetDeadlines', '/files/:id/deadlines.ics', async (context) => {
    const formId = String(context.params['id']);
    await signedVersion(context, links, `${formId}/deadlines.ics`);
    await sendCalendar(context, prisma, formId);
  });
  router.get('GetReport', '/files/:report/report', async (context) => {
    const file = `${String(context.params['report'])}/report`;
    await signedVersion(context, links, file);
    sendLinkedPdf(context, await printLinked(services, context, file));
  });
  return router;
}
