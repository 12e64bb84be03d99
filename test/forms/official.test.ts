import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import type { N4Facts, OfficialDocument } from '../../src/forms/index.ts';
import { fillOfficialForm } from '../../src/forms/index.ts';
import { dateCells, moneyCells, phoneCells } from '../../src/forms/official/comb.ts';
import { intoRows } from '../../src/forms/official/n4.ts';
import { n12 } from './samples/n12.ts';
import { n4, n4Hostile, n4ManyScripts } from './samples/n4.ts';
import { n5 } from './samples/n5.ts';
import { n9 } from './samples/n9.ts';
import type { ReadDocument, ReadPage } from './support/read-pdf.ts';
import { readPdf } from './support/read-pdf.ts';
import { smallBlank } from './support/small-blank.ts';

const options = { generatedAt: '2026-11-23T05:00:00Z' };
/** A user's own copies; never part of the repository. */
const OWN_COPIES = fileURLToPath(new URL('../../../shared/ltb/official/', import.meta.url));
const ownCopy = (name: string): string => `${OWN_COPIES}${name}`;

const fill = async (document: OfficialDocument, blank: Uint8Array): Promise<ReadDocument> =>
  readPdf(await fillOfficialForm(document, blank, options));
/** Digits of combs stand apart: compares without the room between them. */
const packed = (text: string): string => text.replace(/\s/gu, '');

/** What stands in a strip of a page from left to right: printed separators between written digits. */
function alongRow(page: ReadPage | undefined, bottom: number, top: number): string {
  const pieces = page?.pieces.filter(({ y }) => y > bottom && y < top) ?? [];
  return packed(
    [...pieces]
      .sort((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join(''),
  );
}

function expectN4(pdf: ReadDocument): void {
  expect(pdf.pages).toHaveLength(2);
  const [first, second] = pdf.pages;
  for (const name of ['Maria Santos', 'Jonathan Okafor', 'Priya Raman', 'Toronto, ON M5A 1S4']) {
    expect(pdf.text).toContain(name);
  }
  expect(packed(first?.text ?? '')).toMatch(/3400[.•]?50/u);
  expect(packed(first?.text ?? '')).toMatch(/14\/?12\/?2026/u);
  expect(packed(pdf.text)).toMatch(/240000|2400[.•]00/u);
  const fields = pdf.pages.flatMap((page) => page.fields.map((field) => field.name));
  expect(fields).toEqual(['Signature', 'SignDate']);
  expect(packed(second?.text ?? '')).toContain('Raman');
}

describe('filling an official blank', () => {
  test('N4: fills in values, removes the checklist page and leaves the signature open', async () => {
    expectN4(await fill({ type: 'N4', facts: n4 }, await smallBlank('N4')));
  });

  const real = ownCopy('N4-v2022.pdf');
  const whereThereIsOne = existsSync(real) ? test : () => undefined;
  whereThereIsOne('N4: a real copy', async () => {
    const blank = readFileSync(real);
    const pdf = await fill({ type: 'N4', facts: n4 }, blank);
    expectN4(pdf);
    expect(pdf.info['IsXFAPresent']).toBe(false);
    const [first, second] = pdf.pages;
    expect(alongRow(first, 505, 525)).toContain('3400•50');
    expect(alongRow(first, 439, 458)).toContain('14/12/2026');
    expect(alongRow(second, 462, 482)).toContain('01/10/202631/10/2026');
    expect(alongRow(second, 245, 265)).toBe('(416)555-0142');
    const again = await fillOfficialForm({ type: 'N4', facts: n4 }, blank, options);
    const once = await fillOfficialForm({ type: 'N4', facts: n4 }, blank, options);
    expect(Buffer.from(again).equals(Buffer.from(once))).toBe(true);
  });

  test('N4: fills in names of many scripts and a representative', async () => {
    const pdf = await fill({ type: 'N4', facts: n4ManyScripts }, await smallBlank('N4'));
    for (const words of ['Zoë Đặng', '王小明', 'محمد الأحمد', 'P12345', 'L8P 4S8'])
      expect(pdf.text).toContain(words);
  });

  test.each<[string, Exclude<OfficialDocument, { type: 'N1' }>]>([
    ['N5', { type: 'N5', facts: n5 }],
    ['N9', { type: 'N9', facts: n9 }],
    ['N12', { type: 'N12', facts: n12 }],
  ])('%s: by field names', async (_name, document) => {
    const pdf = await fill(document, await smallBlank(document.type));
    expect(pdf.pages).toHaveLength(2);
    expect(pdf.text).toContain('Maria Santos');
    expect(packed(pdf.text)).toContain(dateCells(document.facts.terminationDate).replaceAll(' ', ''));
    expect(pdf.pages.flatMap((page) => page.fields)).toHaveLength(2);
  });

  test('refuses facts that do not fit the form', async () => {
    const blank = await smallBlank('N4');
    await expect(fill({ type: 'N4', facts: n4Hostile }, blank)).rejects.toMatchObject({
      reason: 'does_not_fit',
    });
    const events = Array.from({ length: 4 }, () => n5.events[0]!);
    const facts = { ...n5, events };
    await expect(fill({ type: 'N5', facts }, await smallBlank('N5'))).rejects.toMatchObject({
      reason: 'does_not_fit',
    });
  });

  test('refuses missing facts', async () => {
    const facts = { ...n4, tenants: [] } as N4Facts;
    await expect(fill({ type: 'N4', facts }, await smallBlank('N4'))).rejects.toMatchObject({
      reason: 'invalid_input',
    });
  });

  test('refuses another form, another file and an encrypted copy, each with a remedy', async () => {
    const document = { type: 'N4', facts: n4 } as const;
    await expect(fill(document, await smallBlank('N9'))).rejects.toMatchObject({ reason: 'unknown_blank' });
    const empty = await PDFDocument.create();
    empty.addPage();
    await expect(fill(document, await empty.save())).rejects.toMatchObject({ reason: 'unknown_blank' });
    await expect(fill(document, Buffer.from('hello'))).rejects.toMatchObject({ reason: 'not_a_pdf' });
    const encrypted = existsSync(ownCopy('N4-as-published-encrypted.pdf'))
      ? readFileSync(ownCopy('N4-as-published-encrypted.pdf'))
      : Buffer.from('%PDF-1.7\ntrailer << /Root 1 0 R /Encrypt 9 0 R >>\n%%EOF');
    const refusal = fill(document, encrypted);
    await expect(refusal).rejects.toMatchObject({ code: 'BAD_INPUT', reason: 'encrypted_blank' });
    await expect(refusal).rejects.toThrow('qpdf --decrypt');
  });
});

describe('cells', () => {
  test('leave the printed separators free', () => {
    expect(dateCells('2026-11-29')).toBe('29 11 2026');
    expect(moneyCells(340_050, 10)).toBe('   3400 50');
    expect(moneyCells(5, 9)).toBe('     0 05');
    expect(phoneCells('+1 (416) 555-0142')).toBe(' 416 555 0142');
    expect(phoneCells('ext. 12')).toBeUndefined();
    expect(() => moneyCells(1_000_000_00, 9)).toThrow('has room for');
  });

  test('adds up the earlier of more periods than rows', () => {
    const period = (month: number): (typeof n4.periods)[number] => ({
      from: `2026-0${month}-01`,
      to: `2026-0${month}-28`,
      chargedCents: 100,
      paidCents: 40,
      owingCents: 60,
    });
    expect(intoRows([1, 2, 3].map(period))).toHaveLength(3);
    expect(intoRows([1, 2, 3, 4, 5].map(period))).toEqual([
      { from: '2026-01-01', to: '2026-03-28', chargedCents: 300, paidCents: 120, owingCents: 180 },
      period(4),
      period(5),
    ]);
  });
});
