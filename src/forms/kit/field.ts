import type { PDFDocument, PDFPage } from 'pdf-lib';
import { PDFHexString, PDFName } from 'pdf-lib';
import type { FieldAppearanceOptions } from 'pdf-lib/cjs/api/form/PDFField.js';
import { PAGE_HEIGHT_PT } from './geometry.ts';
import type { Area } from './slice.ts';

const TYPE_SIZE_PT = 11;

/** Adds a fillable text field; the area is measured from the top of the page, the label is for screen readers. */
export function addTextField(pdf: PDFDocument, page: PDFPage, area: Area, name: string, label: string): void {
  const field = pdf.getForm().createTextField(name);
  // Explicitly undefined, or the library would paint a white box with a black border.
  const appearance = { borderColor: undefined, backgroundColor: undefined } as FieldAppearanceOptions;
  field.addToPage(page, {
    ...appearance,
    x: area.xPt,
    y: PAGE_HEIGHT_PT - area.topPt - area.heightPt,
    width: area.widthPt,
    height: area.heightPt,
    borderWidth: 0,
  });
  field.setFontSize(TYPE_SIZE_PT);
  field.acroField.dict.set(PDFName.of('TU'), PDFHexString.fromText(label));
}
