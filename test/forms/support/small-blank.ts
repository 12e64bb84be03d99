import { PDFDocument } from 'pdf-lib';

/** Text fields of a made-up blank: leaf name, cells of its comb (0: none). */
type TextFields = readonly (readonly [leaf: string, cells: number])[];

const HEAD: TextFields = [
  ['TO_TenameName', 0],
  ['From_LandlordName', 0],
  ['RentalUnitAddress', 0],
];
const FOOT: TextFields = [
  ['RFirstName', 39],
  ['RLastName', 39],
  ['RDayPhone', 13],
  ['Signature', 0],
  ['SignDate', 0],
  ...['Name', 'LSUC', 'Company', 'Address', 'PhoneNum', 'Municipality', 'Province', 'PostCode', 'FaxNum'].map(
    (name) => [`Agent${name}`, 0] as const,
  ),
];
const MULTILINE = /^(TO_TenameName|From_LandlordName|RentalUnitAddress|Event\d+)$/u;

const N4: TextFields = [
  ['OweMeAmount', 10],
  ['PayDate', 10],
  ...[1, 2, 3].flatMap((row): TextFields => [
    [`ArrearFrom${row}`, 10],
    [`ArrearTo${row}`, 10],
    [`RentCharge${row}`, 9],
    [`RentPaid${row}`, 9],
    [`RentOwe${row}`, 10],
  ]),
  ['TotalRentOwe', 11],
];
const N5: TextFields = [
  ['TerminationDate', 10],
  ['PayMe1', 9],
  ['PayMe2', 9],
  ['Reason3Explain', 0],
  ...[1, 2, 3].flatMap((row): TextFields => [
    [`EventDateTime${row}`, 0],
    [`Event${row}`, 0],
  ]),
];

const TEXTS: Readonly<Record<string, TextFields>> = {
  N4,
  N5,
  N9: [['TerminationDate', 10]],
  N12: [['TerminationDate', 10]],
};
const SIX = [1, 2, 3, 4, 5, 6];
const BOXES: Readonly<Record<string, readonly string[]>> = {
  N4: [],
  N5: ['Reason1', 'Reason2', 'Reason2_1', 'Reason2_2', 'Reason3', 'Reason3_1', 'Reason3_2'],
  N9: [],
  N12: ['Reason1', 'Reason2'].flatMap((reason) => [
    reason,
    ...SIX.map((index) => `${reason}_A${index}`),
    `${reason}_B`,
    ...SIX.map((index) => `${reason}_B${index}`),
  ]),
};

/** A blank with the field names of an official form and nothing of its words: a checklist page, then two pages. */
export async function smallBlank(type: 'N4' | 'N5' | 'N9' | 'N12'): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const [checklist, first, second] = [
    pdf.addPage([612, 792]),
    pdf.addPage([612, 792]),
    pdf.addPage([612, 792]),
  ];
  const form = pdf.getForm();
  checklist.drawText('Checklist page of a blank');
  form
    .createCheckBox('form1[0].#subform[0].CheckList1[0]')
    .addToPage(checklist, { x: 30, y: 600, width: 12, height: 12 });
  const texts = [...HEAD, ...(TEXTS[type] ?? []), ...FOOT];
  texts.forEach(([leaf, cells], index) => {
    const field = form.createTextField(`form1[0].#subform[1].${leaf}[0]`);
    if (cells > 0) field.setMaxLength(cells);
    if (cells > 0) field.enableCombing();
    if (MULTILINE.test(leaf)) field.enableMultiline();
    const page = index < 12 ? first : second;
    field.addToPage(page, {
      x: 30,
      y: 740 - (index % 12) * 48,
      width: leaf.startsWith('R') ? 550 : 200,
      height: 36,
    });
  });
  (BOXES[type] ?? []).forEach((leaf, index) => {
    const box = form.createCheckBox(`form1[0].#subform[1].${leaf}[0]`);
    box.addToPage(first, {
      x: 300 + (index % 10) * 25,
      y: 100 - Math.floor(index / 10) * 20,
      width: 12,
      height: 12,
    });
  });
  const choices = type === 'N5' ? ['SelectSign', 'Reason1_1'] : ['SelectSign'];
  choices.forEach((leaf, index) => {
    const radio = form.createRadioGroup(`form1[0].#subform[1].${leaf}[0]`);
    radio.addOptionToPage('1', second, { x: 300, y: 40 + 20 * index, width: 12, height: 12 });
    radio.addOptionToPage('2', second, { x: 400, y: 40 + 20 * index, width: 12, height: 12 });
  });
  return pdf.save();
}
