import type { PDFDocument, PDFPage } from 'pdf-lib';
import { DomainError } from '../../errors.ts';
import { checkDocument } from '../check/facts.ts';
import type { FormDocument } from '../document.ts';
import { fill, Ink, outline, rule } from '../kit/draw.ts';
import { drawCross } from '../kit/choice-mark.ts';
import { addTextField } from '../kit/field.ts';
import { PAGE_HEIGHT_PT } from '../kit/geometry.ts';
import type { Blank, BlankField, OfficialType } from './blank.ts';
import { openBlank, removeFields } from './blank.ts';
import type { FieldValue } from './field-value.ts';
import { marksOf, wholeBoxes } from './marks.ts';
import { n4Values } from './n4.ts';
import { n1Values } from './n1.ts';
import { n12Values, n5Values, n9Values } from './other-notices.ts';

export type OfficialDocument = Extract<FormDocument, { readonly type: OfficialType }>;

/** Fields for handwriting, which stay fillable. */
const HANDWRITTEN_FIELDS: readonly (readonly [leaf: string, label: string])[] = [
  ['Signature', 'Signature'],
  ['SignDate', 'Date signed, day/month/year'],
];
const CELL_LINE_PT = 0.5;
const WHITE = 1;
/** Fields of the checklist page, which is not given to the other party. */
const CHECKLIST = /^CheckList\d+$/u;

/**
 * Fills in the operator's copy of an official blank. `generatedAt` is an ISO 8601 instant. The values become part of
 * the pages, the checklist page is removed, and signature and date stay open for handwriting.
 * @throws DomainError BAD_INPUT: `encrypted_blank`, `not_a_pdf`, `unknown_blank`, `does_not_fit`, and the errors of
 *   `renderForm`.
 */
export async function fillOfficialForm(
  document: OfficialDocument,
  blankBytes: Uint8Array,
  options: { readonly generatedAt: string },
): Promise<Uint8Array> {
  await checkDocument(document, { draft: false, generatedAt: options.generatedAt });
  const blank = await openBlank(blankBytes);
  if (blank.type !== document.type) throw wrongBlank(document.type, blank.type);
  const { pdf, fields } = blank;
  removeFields(pdf);
  const pages = pdf.getPages();
  const values = valuesOf(document);
  const whole = wholeBoxes(values, fields);
  for (const [leaf, field] of fields) drawCells(pages, field, whole.has(leaf));
  const ink = new Ink(pdf);
  for (const value of values) draw(ink, pages, fields, value);
  ink.finish();
  addHandwrittenFields(pdf, pages, fields);
  dropChecklist(blank);
  pdf.setModificationDate(new Date(options.generatedAt));
  return pdf.save({ updateFieldAppearances: false });
}

function valuesOf(document: OfficialDocument): readonly FieldValue[] {
  if (document.type === 'N1') return n1Values(document.facts);
  if (document.type === 'N4') return n4Values(document.facts);
  if (document.type === 'N5') return n5Values(document.facts);
  if (document.type === 'N9') return n9Values(document.facts);
  return n12Values(document.facts);
}

/**
 * Redraws the lines between comb cells, which the removed fields had drawn. A value that does not fit the cells gets
 * the whole box, without separators.
 */
function drawCells(pages: readonly PDFPage[], { boxes, cells }: BlankField, isWhole: boolean): void {
  if (cells === undefined) return;
  for (const { pageIndex, x, y, width, height } of boxes) {
    const page = pages[pageIndex];
    const area = { xPt: x, topPt: PAGE_HEIGHT_PT - y - height, widthPt: width, heightPt: height };
    if (!page) continue;
    if (isWhole) fill(page, area, WHITE);
    outline(page, area, CELL_LINE_PT);
    for (let cell = 1; cell < cells && !isWhole; cell += 1) {
      rule(page, { ...area, xPt: x + (cell * width) / cells, widthPt: 0 }, CELL_LINE_PT);
    }
  }
}

function draw(
  ink: Ink,
  pages: readonly PDFPage[],
  fields: ReadonlyMap<string, BlankField>,
  value: FieldValue,
): void {
  const field = fields.get(value.leaf);
  if (!field) throw doesNotFit(value.leaf, 'the form has no such field');
  if (value.kind === 'mark') {
    const box = field.boxes[value.index];
    const page = pages[box?.pageIndex ?? -1];
    if (!box || !page) throw doesNotFit(value.leaf, 'the form has no such choice');
    drawCross(page, { ...box, topPt: PAGE_HEIGHT_PT - box.y - box.height });
    return;
  }
  for (const box of field.boxes) {
    const marks = marksOf(value, field, box);
    if (!marks) throw doesNotFit(value.leaf, 'the text is too long for the field');
    const page = pages[box.pageIndex];
    if (page)
      marks.forEach((mark) => {
        ink.text(page, mark, 0);
      });
  }
}

function addHandwrittenFields(
  pdf: PDFDocument,
  pages: readonly PDFPage[],
  fields: ReadonlyMap<string, BlankField>,
): void {
  for (const [leaf, label] of HANDWRITTEN_FIELDS) {
    fields.get(leaf)?.boxes.forEach((box, index) => {
      const page = pages[box.pageIndex];
      const area = {
        xPt: box.x,
        topPt: PAGE_HEIGHT_PT - box.y - box.height,
        widthPt: box.width,
        heightPt: box.height,
      };
      if (page) addTextField(pdf, page, area, index === 0 ? leaf : `${leaf}${index + 1}`, label);
    });
  }
}

function dropChecklist({ pdf, fields }: Blank): void {
  const indexes = new Set<number>();
  for (const [leaf, field] of fields) {
    if (CHECKLIST.test(leaf)) field.boxes.forEach((box) => indexes.add(box.pageIndex));
  }
  for (const index of [...indexes].sort((a, b) => b - a)) pdf.removePage(index);
}

function doesNotFit(leaf: string, cause: string): DomainError {
  return new DomainError('BAD_INPUT', `A fact does not fit the official form (field ${leaf}): ${cause}.`, {
    reason: 'does_not_fit',
  });
}

function wrongBlank(wanted: OfficialType, found: OfficialType): DomainError {
  return new DomainError(
    'BAD_INPUT',
    `The blank is an ${found}, but the document is an ${wanted}. Use a blank ${wanted}.`,
    {
      reason: 'unknown_blank',
    },
  );
}
