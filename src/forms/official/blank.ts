import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, PDFTextField } from 'pdf-lib';
import type { PDFField, PDFForm } from 'pdf-lib';
import { DomainError } from '../../errors.ts';

export type OfficialType = 'N1' | 'N4' | 'N5' | 'N9' | 'N12';

/** Position of a field's box, in points from the bottom left of the page. */
export interface Box {
  readonly pageIndex: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A field of a blank. */
export interface BlankField {
  readonly boxes: readonly Box[];
  /** Number of comb cells; undefined for a plain field. */
  readonly cells: number | undefined;
  readonly isMultiline: boolean;
}

export interface Blank {
  readonly pdf: PDFDocument;
  readonly type: OfficialType;
  /** By leaf name: `PayDate` for `form1[0].#subform[1].PayDate[0]`. */
  readonly fields: ReadonlyMap<string, BlankField>;
}

/** Fields that identify each form; the first match counts. */
const SIGNS: readonly (readonly [OfficialType, readonly string[]])[] = [
  ['N1', ['StartDate', 'RentIncAmount1', 'RentIncPercent']],
  ['N4', ['OweMeAmount', 'PayDate', 'TotalRentOwe']],
  ['N12', ['TerminationDate', 'Reason1_A1', 'Reason2_A1']],
  ['N5', ['TerminationDate', 'EventDateTime1', 'Reason3_1']],
  ['N9', ['TerminationDate', 'TO_TenameName', 'From_LandlordName', 'RFirstName']],
];

/** Boxes whose bottoms differ by less are in the same row. */
const SAME_ROW_PT = 4;

const ENCRYPTED = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/u;

/** Parts of a PDF form that only work in the program that created it. */
const PROGRAM_PARTS = ['Perms', 'OpenAction', 'AA', 'NeedsRendering'] as const;

/**
 * Opens the operator's copy of an official blank and identifies its form.
 * @throws DomainError BAD_INPUT: `encrypted_blank`, `not_a_pdf` or `unknown_blank`.
 */
export async function openBlank(bytes: Uint8Array): Promise<Blank> {
  const pdf = await load(bytes);
  deleteXfa(pdf);
  for (const part of PROGRAM_PARTS) pdf.catalog.delete(PDFName.of(part));
  const fields = fieldsOf(pdf, pdf.getForm());
  const type = SIGNS.find(([, names]) => names.every((name) => fields.has(name)))?.[0];
  if (type) return { pdf, type, fields };
  throw new DomainError(
    'BAD_INPUT',
    'The form fields of this PDF are not those of a blank N1, N4, N5, N9 or N12. Download the blank from the Landlord and Tenant Board.',
    { reason: 'unknown_blank' },
  );
}

async function load(bytes: Uint8Array): Promise<PDFDocument> {
  // Search the bytes, since the library fails on encrypted objects before it reads the trailer.
  if (ENCRYPTED.test(Buffer.from(bytes).toString('latin1'))) {
    throw new DomainError(
      'BAD_INPUT',
      'The blank is encrypted, as the Board publishes it. Decrypt it with qpdf --decrypt blank.pdf decrypted.pdf',
      { reason: 'encrypted_blank' },
    );
  }
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (cause) {
    throw new DomainError('BAD_INPUT', 'The blank is not a readable PDF. Download it again.', {
      reason: 'not_a_pdf',
      cause,
    });
  }
}

/** Deletes the XFA description of a hybrid form, which would override the fields in some programs. */
function deleteXfa(pdf: PDFDocument): void {
  const form = pdf.catalog.getAcroForm()?.dict;
  const parts = form?.get(PDFName.of('XFA'));
  const list = parts instanceof PDFArray ? parts.asArray() : [parts];
  for (const part of list) if (part instanceof PDFRef) pdf.context.delete(part);
  form?.delete(PDFName.of('XFA'));
}

function fieldsOf(pdf: PDFDocument, form: PDFForm): ReadonlyMap<string, BlankField> {
  const fields = new Map<string, BlankField>();
  for (const field of form.getFields()) {
    const leaf = leafOf(field);
    const found = describe(pdf, field);
    // The N1 has two groups of fields of the same names, one below the other.
    const boxes = [...(fields.get(leaf)?.boxes ?? []), ...found.boxes].sort(inRows);
    fields.set(leaf, { ...found, boxes });
  }
  return fields;
}

/** Removes all fields from a blank and keeps its printed content. */
export function removeFields(pdf: PDFDocument): void {
  for (const page of pdf.getPages()) {
    const annotations = page.node.Annots();
    if (!annotations) continue;
    for (let index = annotations.size() - 1; index >= 0; index -= 1) {
      const subtype = annotations.lookup(index, PDFDict).lookup(PDFName.of('Subtype'));
      if (subtype === PDFName.of('Widget')) annotations.remove(index);
    }
  }
  pdf.catalog.getAcroForm()?.dict.set(PDFName.of('Fields'), pdf.context.obj([]));
}

function leafOf(field: PDFField): string {
  const last = field.getName().split('.').at(-1) ?? '';
  return last.replace(/\[\d+\]$/u, '');
}

function describe(pdf: PDFDocument, field: PDFField): BlankField {
  const pages = pdf.getPages();
  const boxes = field.acroField.getWidgets().map((widget): Box => {
    const named = pages.findIndex((page) => page.ref === widget.P());
    const ref = pdf.context.getObjectRef(widget.dict);
    const holding = pages.findIndex(
      (page) => ref !== undefined && page.node.Annots()?.indexOf(ref) !== undefined,
    );
    return { ...widget.getRectangle(), pageIndex: named >= 0 ? named : Math.max(0, holding) };
  });
  boxes.sort(inRows);
  const isText = field instanceof PDFTextField;
  return {
    boxes,
    cells: isText && field.isCombed() ? field.getMaxLength() : undefined,
    isMultiline: isText && field.isMultiline(),
  };
}

/** Sorts boxes by row from the top, then from the left. */
function inRows(a: Box, b: Box): number {
  const isSameRow = Math.abs(a.y - b.y) < SAME_ROW_PT;
  return a.pageIndex - b.pageIndex || (isSameRow ? a.x - b.x : b.y - a.y);
}
