import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFContentStream,
  type PDFContext,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import type { PDFPage } from 'pdf-lib';
import { takeTurn } from '../../turns.ts';
import { drawChoice } from './choice-mark.ts';
import { deflate } from './deflate.ts';
import { fill, Ink, outline, rule } from './draw.ts';
import { addTextField } from './field.ts';
import { drawFooter, drawWatermark } from './furniture.ts';
import { PAGE_HEIGHT_PT, PAGE_WIDTH_PT } from './geometry.ts';
import { drawFrames } from './frames.ts';
import type { Imprint } from './imprint.ts';
import type { PlacedPage } from './paginate.ts';
import { paginate } from './paginate.ts';
import type { Mark, Slice } from './slice.ts';
import { inReadingOrder } from './reading-order.ts';

export interface DocumentOptions {
  readonly draft: boolean;
  /** ISO 8601 instant, the only date in the file. */
  readonly generatedAt: string;
}

const PRODUCER = 'KeyNest';
const LANGUAGE = 'en-CA';

/** Paginates slices and writes the PDF. Same input, same bytes. */
export async function writeDocument(
  slices: readonly Slice[],
  imprint: Imprint,
  options: DocumentOptions,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const ink = new Ink(pdf);
  const pages = paginate(slices);
  for (const [index, placed] of pages.entries()) {
    // Let other requests run between two pages.
    await takeTurn();
    const page = pdf.addPage([PAGE_WIDTH_PT, PAGE_HEIGHT_PT]);
    if (options.draft) drawWatermark(ink, page);
    drawPage(pdf, ink, page, placed);
    drawFooter(ink, page, imprint, { page: index + 1, of: pages.length });
    compressContents(pdf, page);
  }
  ink.finish();
  describe(pdf, imprint, options);
  // What the library has drawn in fields.
  for (const [ref, object] of pdf.context.enumerateIndirectObjects()) compress(pdf.context, ref, object);
  return pdf.save({ updateFieldAppearances: false });
}

/**
 * Compresses what was drawn on a page. The operators of a long report would otherwise stay in memory until the last page,
 * and all pages be compressed in one piece.
 */
function compressContents({ context }: PDFDocument, { node }: PDFPage): void {
  const contents = node.Contents();
  if (!(contents instanceof PDFArray)) return;
  for (const ref of contents.asArray()) compress(context, ref, context.lookup(ref));
}

function compress(context: PDFContext, ref: PDFObject, stream: PDFObject | undefined): void {
  if (ref instanceof PDFRef && stream instanceof PDFContentStream)
    context.assign(ref, PDFRawStream.of(stream.dict, deflate(stream.getUnencodedContents())));
}

function drawPage(pdf: PDFDocument, ink: Ink, page: PDFPage, placed: PlacedPage): void {
  drawFrames(page, placed, 'fill');
  for (const { mark, topPt } of inReadingOrder(placed)) drawMark(pdf, ink, page, mark, topPt);
  drawFrames(page, placed, 'outline');
}

function drawMark(pdf: PDFDocument, ink: Ink, page: PDFPage, mark: Mark, topPt: number): void {
  if (mark.kind === 'text') {
    ink.text(page, mark, topPt);
    return;
  }
  const area = { ...mark.area, topPt: topPt + mark.area.topPt };
  if (mark.kind === 'fill') fill(page, area, mark.shade);
  if (mark.kind === 'outline') outline(page, area, mark.thicknessPt);
  if (mark.kind === 'rule') rule(page, area, mark.thicknessPt);
  if (mark.kind === 'choice') drawChoice(page, area, mark.shape, mark.chosen);
  if (mark.kind === 'field') addTextField(pdf, page, area, mark.name, mark.label);
}

function describe(pdf: PDFDocument, imprint: Imprint, options: DocumentOptions): void {
  const at = new Date(options.generatedAt);
  pdf.setTitle(imprint.title + (options.draft ? ' (draft)' : ''), { showInWindowTitleBar: true });
  pdf.setSubject(imprint.subject);
  pdf.setAuthor(PRODUCER);
  pdf.setCreator(PRODUCER);
  pdf.setProducer(PRODUCER);
  pdf.setCreationDate(at);
  pdf.setModificationDate(at);
  pdf.catalog.set(PDFName.of('Lang'), PDFString.of(LANGUAGE));
  const seed = JSON.stringify([imprint, options, pdf.context.largestObjectNumber]);
  const id = PDFHexString.of(createHash('sha256').update(seed).digest('hex').slice(0, 32));
  pdf.context.trailerInfo.ID = pdf.context.obj([id, id]);
}
