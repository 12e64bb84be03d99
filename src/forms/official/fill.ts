import type { PDFDocument, PDFPage } from 'pdf-lib';
import { DomainError, type Fault } from '../../errors.ts';
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
  const unfit = values.flatMap((value) => draw(ink, pages, fields, value) ?? []);
  if (unfit.length > 0) throw doesNotFit(unfit);
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

/** Draws a value. Returns its fault if the field has no room for it. */
function draw(
  ink: Ink,
  pages: readonly PDFPage[],
  fields: ReadonlyMap<string, BlankField>,
  value: FieldValue,
): Fault | null {
  const field = fields.get(value.leaf);
  if (!field) return unfitFault(value.leaf, 'The form has no such field');
  if (value.kind === 'mark') {
    const box = field.boxes[value.index];
    const page = pages[box?.pageIndex ?? -1];
    if (!box || !page) return unfitFault(value.leaf, 'The form has no such choice');
    drawCross(page, { ...box, topPt: PAGE_HEIGHT_PT - box.y - box.height });
    return null;
  }
  for (const box of field.boxes) {
    const marks = marksOf(value, field, box);
    if (!marks) return unfitFault(value.leaf, 'The text is too long for it');
    const page = pages[box.pageIndex];
    if (page)
      marks.forEach((mark) => {
        ink.text(page, mark, 0);
      });
  }
  return null;
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

/** Fields of the input by the beginning of a leaf's name; stored facts are told at the tenant. */
const INPUT_FIELDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^RFirstName/u, ['signer', 'firstName']],
  [/^RLastName/u, ['signer', 'lastName']],
  [/^(RDayPhone|SignPhoneNum)/u, ['signer', 'phone']],
  [/^SignName/u, ['signer']],
  [/^Agent/u, ['representative']],
  [/^Event/u, ['events']],
];

function unfitFault(leaf: string, cause: string): Fault {
  const path = INPUT_FIELDS.find(([pattern]) => pattern.test(leaf))?.[1] ?? ['tenantId'];
  const message = `Field ${leaf} of the official form: ${cause}. Shorten it, or choose the layout \`Own\`.`;
  return { path, code: 'does_not_fit', message };
}

function doesNotFit(details: readonly Fault[]): DomainError {
  const message = details.map((one) => one.message).join(' ');
  return new DomainError('BAD_INPUT', message, { reason: 'does_not_fit', details });
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
