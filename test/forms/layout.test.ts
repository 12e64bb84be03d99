import { renderForm } from '../../src/forms/index.ts';
import { HOSTILE, ORDINARY } from './samples/all.ts';
import { layoutFaults } from './support/layout-faults.ts';
import { readPdf } from './support/read-pdf.ts';

const generatedAt = '2026-11-23T05:00:00Z';

describe('every document', () => {
  test.each(ORDINARY)(
    '%s: pages, metadata, numbering, nothing over anything',
    async (_name, document, pages, layout) => {
      const pdf = await readPdf(await renderForm(document, { draft: false, generatedAt }));
      expect(pdf.pages).toHaveLength(pages);
      expect(layoutFaults(pdf)).toEqual([]);
      expect(pdf.language).toBe('en-CA');
      expect(pdf.info).toMatchObject({
        Author: 'KeyNest',
        Producer: 'KeyNest',
        CreationDate: 'D:20261123050000Z',
      });
      expect(pdf.info['Title']).toBeTruthy();
      expect(pdf.info['Subject']).toContain('Residential Tenancies Act');
      pdf.pages.forEach((page, index) => {
        expect([page.width, page.height]).toEqual([612, 792]);
        expect(page.text).toContain(`Page ${index + 1} of ${pages}`);
        expect(page.text).toMatch(new RegExp(`KeyNest .+, layout ${layout}(?!\\d)`, 'u'));
        expect(page.pieces.some((piece) => piece.isSlanted)).toBe(false);
      });
    },
  );

  test.each(HOSTILE)(
    '%s: a hostile input flows on without being cut or printed over',
    async (_name, document) => {
      const pdf = await readPdf(await renderForm(document, { draft: true, generatedAt }));
      expect(layoutFaults(pdf)).toEqual([]);
      for (const page of pdf.pages) {
        expect(
          page.pieces
            .filter((piece) => piece.isSlanted)
            .map((piece) => piece.text)
            .join(''),
        ).toBe('DRAFT');
      }
      expect(pdf.info['Title']).toContain('(draft)');
    },
  );

  test.each(ORDINARY)('%s: prints blanks in a draft without facts', async (_name, { type }) => {
    const pdf = await readPdf(await renderForm({ type, facts: {} }, { draft: true, generatedAt }));
    expect(layoutFaults(pdf)).toEqual([]);
    expect(pdf.text).not.toMatch(/undefined|NaN|null|\[object/u);
  });

  test.each(ORDINARY)('%s: refuses a finished document without facts', async (_name, { type }) => {
    const rendering = renderForm({ type, facts: {} } as never, { draft: false, generatedAt });
    await expect(rendering).rejects.toMatchObject({ code: 'BAD_INPUT', reason: 'invalid_input' });
  });

  test.each(ORDINARY)('%s: has fields for signature and date', async (_name, document) => {
    const pdf = await readPdf(await renderForm(document, { draft: false, generatedAt }));
    const fields = pdf.pages.flatMap((page) => page.fields);
    expect(fields.length).toBeGreaterThanOrEqual(2);
    expect(fields.length % 2).toBe(0);
    expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
    for (const field of fields) expect(field.name).toMatch(/signature|date/iu);
  });
});

test('detects words that overlap or leave the page', () => {
  const piece = { width: 50, size: 10, isSlanted: false };
  const page = { width: 612, height: 792, fields: [], text: '' };
  const pieces = [
    { ...piece, text: 'one', x: 100, y: 500 },
    { ...piece, text: 'two', x: 140, y: 504 },
    { ...piece, text: 'three', x: 560, y: 300 },
  ];
  const found = layoutFaults({ pages: [{ ...page, pieces }], text: '', info: {}, language: null });
  expect(found).toEqual(['page 1: “three” runs out of the page', 'page 1: “one” lies over “two”']);
});
