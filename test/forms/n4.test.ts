import type { N4Facts } from '../../src/forms/index.ts';
import { renderForm } from '../../src/forms/index.ts';
import { n4, n4Hostile, n4ManyScripts } from './samples/n4.ts';
import { readPdf } from './support/read-pdf.ts';

const generatedAt = '2026-11-23T05:00:00Z';
const read = async (facts: N4Facts): ReturnType<typeof readPdf> =>
  readPdf(await renderForm({ type: 'N4', facts }, { draft: false, generatedAt }));

describe('N4', () => {
  test('prints parties, unit, amount and termination date on page 1', async () => {
    const [first] = (await read(n4)).pages;
    for (const words of [
      'Maria Santos',
      'Jonathan Okafor',
      'Priya Raman',
      'Unit 1204, 145 Queen Street East',
      'Toronto, ON M5A 1S4',
      '$3,400.50',
      '14/12/2026',
      '14 December 2026',
      '7 days',
      '416-645-8080',
      '1-888-332-3234',
      'tribunalsontario.ca/ltb',
    ]) {
      expect(first?.text).toContain(words);
    }
    expect(first?.text).not.toContain('14 days');
  });

  test('prints the table with its total and the signer on page 2', async () => {
    const second = (await read(n4)).pages[1];
    expect(second?.text).toContain('01/10/2026 31/10/2026 2,400.00 1,399.50 1,000.50');
    expect(second?.text).toContain('01/11/2026 30/11/2026 2,400.00 0.00 2,400.00');
    expect(second?.text).toMatch(/Total rent owing .*\$3,400\.50/u);
    expect(second?.text).toContain('(416) 555-0142');
    expect(second?.fields.map((field) => field.name)).toEqual(['signature', 'signatureDate']);
  });

  test('prints the representative', async () => {
    const pdf = await read(n4ManyScripts);
    for (const words of ['P12345', 'Suite 400, 88 Bay Street', 'Hamilton', 'L8P 4S8', '(905) 555-0102']) {
      expect(pdf.text).toContain(words);
    }
    expect((await read(n4)).text).not.toContain('Law Society');
  });

  test('prints every period and repeats the head of the table on each page', async () => {
    const pdf = await readPdf(
      await renderForm({ type: 'N4', facts: n4Hostile }, { draft: false, generatedAt }),
    );
    expect(pdf.text.match(/1,234,567\.89 0\.00 1,234,567\.89/gu)).toHaveLength(40);
    const withRows = pdf.pages.filter((page) => page.text.includes('1,234,567.89'));
    for (const page of withRows) expect(page.text).toContain('Rent charged $');
  });

  test('refuses contradictory amounts and reports all of them', async () => {
    const facts = { ...n4, rentOwedCents: 1, periods: [{ ...n4.periods[0]!, owingCents: 5 }] };
    await expect(read(facts)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: [{ path: ['periods', 0, 'owingCents'], code: 'sum_differs' }],
    });
    await expect(read({ ...n4, rentOwedCents: 1 })).rejects.toMatchObject({
      details: [{ path: ['rentOwedCents'], code: 'sum_differs' }],
    });
  });

  test('reports every missing fact', async () => {
    const broken = {
      ...n4,
      tenants: [],
      terminationDate: '2026-02-30',
      signer: undefined,
    } as unknown as N4Facts;
    const error: unknown = await read(broken).catch((reason: unknown) => reason);
    const paths = (error as { details: { path: (string | number)[] }[] }).details.map(({ path }) =>
      path.join('.'),
    );
    expect(paths).toEqual(
      expect.arrayContaining([
        'tenants',
        'terminationDate',
        'signer.capacity',
        'signer.firstName',
        'signer.phone',
      ]),
    );
  });
});
