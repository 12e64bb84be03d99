import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillOfficialForm, renderForm, type RentIncreaseFacts } from '../../src/forms/index.ts';
import { percentOf } from '../../src/forms/rent-increase/percent.ts';
import { n1, n10 } from './samples/rent-increase.ts';
import { readPdf, type ReadPage } from './support/read-pdf.ts';

const options = { draft: false, generatedAt: '2026-11-23T05:00:00Z' } as const;
const packed = (text: string): string => text.replace(/\s/gu, '');

/** What stands in a strip of a page from left to right. */
function alongRow(page: ReadPage | undefined, bottom: number, top: number): string {
  const pieces = page?.pieces.filter(({ y }) => y > bottom && y < top) ?? [];
  return packed(
    pieces
      .toSorted((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join(''),
  );
}

describe('in KeyNest’s layout', () => {
  test.each([
    ['N1', 'within the guideline'],
    ['N2', 'exempt from the guideline'],
  ] as const)('%s: parties, day, rent before and after, rights and signature', async (type, words) => {
    const pdf = await readPdf(await renderForm({ type, facts: n1 }, options));
    for (const part of [
      'Maria Santos',
      'Priya Raman',
      '01/03/2027',
      '1 March 2027',
      '$2,445.60',
      '$2,400.00',
      '$45.60',
      '1.90 %',
      'per month',
      '90 days',
      words,
      'If you disagree',
      'form N9',
    ]) {
      expect(pdf.text).toContain(part);
    }
    expect(pdf.pages.flatMap(({ fields }) => fields).map(({ name }) => name)).toEqual([
      'signature',
      'signatureDate',
    ]);
  });

  test('N10: terms, the right to cancel, and a signature of everyone', async () => {
    const pdf = await readPdf(await renderForm({ type: 'N10', facts: n10 }, options));
    for (const part of ['$2,522.40', '5.10 %', 'within five days', 'A parking space in the garage']) {
      expect(pdf.text).toContain(part);
    }
    const names = pdf.pages.flatMap(({ fields }) => fields).map(({ name }) => name);
    expect(names.filter((name) => /^signature\d?$/u.test(name))).toEqual([
      'signature',
      'signature2',
      'signature3',
    ]);
  });

  test('refuses a notice without the new rent', async () => {
    const facts = { ...n1, newRentCents: undefined } as unknown as RentIncreaseFacts;
    await expect(renderForm({ type: 'N1', facts }, options)).rejects.toMatchObject({
      reason: 'invalid_input',
    });
  });

  test('the share of an increase is rounded to the nearest hundredth', () => {
    // 2.0995 %, of the 2.1 % that the guideline allows.
    expect(percentOf(123_457, 126_049)).toBe('2.10');
    expect(percentOf(187_550, 191_113)).toBe('1.90');
    expect(percentOf(100_000, 101_234)).toBe('1.23');
    expect(percentOf(undefined, 1)).toBe('');
  });
});

describe('on the official N1', () => {
  const copy = fileURLToPath(new URL('../../../shared/ltb/official/N1-v2022.pdf', import.meta.url));
  const whereThereIsOne = existsSync(copy) ? test : () => undefined;
  const fill = async (facts: RentIncreaseFacts) =>
    readPdf(await fillOfficialForm({ type: 'N1', facts }, readFileSync(copy), options));

  whereThereIsOne('a real copy: dates and amounts stand in their cells', async () => {
    const pdf = await fill(n1);
    const [first, second] = pdf.pages;
    expect(alongRow(first, 540, 562)).toContain('01/03/2027');
    expect(alongRow(first, 540, 562)).toContain('2445');
    expect(alongRow(first, 398, 421)).toMatch(/45.?60/u);
    expect(first?.text).toContain('1.90');
    expect(pdf.text).toContain('Maria Santos, Jonathan Okafor');
    expect(alongRow(second, 320, 352)).toContain('PriyaRaman');
    expect(pdf.pages.flatMap(({ fields }) => fields).map(({ name }) => name)).toEqual([
      'Signature',
      'SignDate',
    ]);
  });

  whereThereIsOne('another period is named for the rent and for the increase', async () => {
    const [first] = (await fill({ ...n1, rentPeriod: 'BIWEEKLY' })).pages;
    expect(first?.text.split('two weeks')).toHaveLength(3);
  });

  whereThereIsOne('an amount that does not fit is refused', async () => {
    const facts = { ...n1, newRentCents: 100_000_000 };
    await expect(fill(facts)).rejects.toMatchObject({ reason: 'does_not_fit' });
  });
});
