import type { FormDocument } from '../../src/forms/index.ts';
import { renderForm } from '../../src/forms/index.ts';
import { certificate } from './samples/certificate.ts';
import { entry } from './samples/entry.ts';
import { lease, leaseHostile } from './samples/lease.ts';
import { n12 } from './samples/n12.ts';
import { n5, n5Hostile } from './samples/n5.ts';
import { n9 } from './samples/n9.ts';
import { readPdf } from './support/read-pdf.ts';

const options = { draft: false, generatedAt: '2026-11-23T05:00:00Z' } as const;
const textOf = async (document: FormDocument): Promise<string> =>
  (await readPdf(await renderForm(document, options))).text;

describe('N5', () => {
  test('prints reasons, costs and events', async () => {
    const text = await textOf({ type: 'N5', facts: n5 });
    for (const words of [
      '20/12/2026',
      '$485.00',
      '07/11/2026',
      '11:40 p.m.',
      'awake until 3:15 a.m.',
      '20 days',
      '14 days',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('prints forty events', async () => {
    const text = await textOf({ type: 'N5', facts: n5Hostile });
    expect(text.match(/11:40 p\.m\./gu)).toHaveLength(40);
    expect(text).toContain('$1,234,567.89');
    expect(text).toMatch(/standards allow: 4/u);
  });

  test('requires a reason, and the correction for first notices', async () => {
    const { interference: _i, damage: _d, ...bare } = n5;
    await expect(textOf({ type: 'N5', facts: bare })).rejects.toThrow('at least one reason');
    const facts = {
      ...bare,
      damage: { occurrence: 'FIRST' },
      overcrowding: { occurrence: 'FIRST' },
    } as const;
    await expect(textOf({ type: 'N5', facts })).rejects.toMatchObject({
      details: [{ path: ['damage', 'repairCents'] }, { path: ['overcrowding', 'personsAllowed'] }],
    });
  });
});

test('N9: prints a notice from the tenants, each of whom signs', async () => {
  const pdf = await readPdf(await renderForm({ type: 'N9', facts: n9 }, options));
  expect(pdf.pages[0]?.text).toMatch(
    /To \(landlord\).* Priya Raman .*From \(tenants\).* Maria Santos Jonathan Okafor/u,
  );
  expect(pdf.text).toContain('31 January 2027');
  expect(pdf.text).toMatch(/Signature 1 of 2[^]*Maria[^]*Signature 2 of 2[^]*Jonathan/u);
  expect(pdf.pages.flatMap((page) => page.fields).map((field) => field.name)).toEqual([
    'signature',
    'signatureDate',
    'signature2',
    'signatureDate2',
  ]);
});

test.each([1, 2, 3, 4, 5, 6, 8])('N12 of %i tenants: no topic goes on without its title', async (count) => {
  const tenants = Array.from({ length: count }, (_, index) => `Tenant Number ${index + 1}`);
  const { pages } = await readPdf(await renderForm({ type: 'N12', facts: { ...n12, tenants } }, options));
  const pageOf = (words: string) => pages.findIndex(({ text }) => text.includes(words));
  expect(pageOf('One exception:')).toBeGreaterThanOrEqual(0);
  expect(pageOf('One exception:')).toBe(pageOf('You are owed one month'));
  expect(pageOf('Bad faith is presumed')).toBe(pageOf('Notice in bad faith'));
});

test('N12: prints the compensation in force since 21 September 2026 and the persons moving in', async () => {
  const text = await textOf({ type: 'N12', facts: n12 });
  for (const words of [
    '60 days',
    '120 days',
    'one month’s rent',
    '10 days',
    'at least one year',
    'my spouse’s parent',
  ]) {
    expect(text).toContain(words);
  }
  const facts = { ...n12, movingIn: [], caregiverFor: [] };
  await expect(textOf({ type: 'N12', facts })).rejects.toMatchObject({ details: [{ path: ['movingIn'] }] });
});

test('notice of entry: prints reason, day, time and method of service', async () => {
  const text = await textOf({ type: 'ENTRY', facts: entry });
  for (const words of [
    '26 November 2026',
    '1:00 p.m. to 3:00 p.m.',
    'kitchen tap',
    '9:30 a.m.',
    'Posted on the door',
  ]) {
    expect(text).toContain(words);
  }
  const facts = { ...entry, reason: 'OTHER_IN_AGREEMENT' } as const;
  await expect(textOf({ type: 'ENTRY', facts })).rejects.toMatchObject({
    details: [{ path: ['agreementClause'] }],
  });
});

test('certificate of service: prints document, recipient, method, place and dates', async () => {
  const text = await textOf({ type: 'CERTIFICATE_OF_SERVICE', facts: certificate });
  for (const words of [
    'Maria Santos',
    'Handed to the person',
    '6:05 p.m.',
    'Sent by mail',
    '29 November 2026',
    'RN 123 456 789 CA',
  ]) {
    expect(text).toContain(words);
  }
});

describe('lease', () => {
  test('prints all 17 sections and parts A to U', async () => {
    const text = await textOf({ type: 'LEASE', facts: lease });
    for (let number = 1; number <= 17; number += 1)
      expect(text).toMatch(new RegExp(`(^|\\s)${number}\\. [A-Z]`, 'u'));
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTU')
      expect(text).toMatch(new RegExp(`(^|\\s)${letter}\\. [A-Z]`, 'u'));
    for (const words of ['2027/01/01', '2027/12/31', '2,600.00', '$75.00', '$20.00', 'bicycle room']) {
      expect(text).toContain(words);
    }
  });

  test('prints all additional terms in type of at least 10 points', async () => {
    const pdf = await readPdf(await renderForm({ type: 'LEASE', facts: leaseHostile }, options));
    const start = pdf.pages.findIndex((page) => page.text.includes('Attachment to section 15'));
    expect(pdf.text).toContain('30. At about this time');
    const body = pdf.pages[start]?.pieces.filter((piece) => piece.text.includes('loud music')) ?? [];
    expect(body.length).toBeGreaterThan(10);
    for (const piece of body) expect(piece.size).toBeGreaterThanOrEqual(10);
  });

  test('prints the additional terms before the signatures, and no page for them alone', async () => {
    const text = await textOf({ type: 'LEASE', facts: lease });
    const places = ['There is an attachment', 'Attachment to section 15', '16. Changes', '17. Signatures'];
    const found = places.map((words) => text.indexOf(words));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  test('prints a name of one word once beside its signature', async () => {
    const tenants = [{ firstName: '王小明', lastName: '王小明' }];
    const text = await textOf({ type: 'LEASE', facts: { ...lease, tenants } });
    expect(text).not.toMatch(/王小明 王小明 Signature/u);
    expect(text).toMatch(/Tenant: name 王小明/u);
  });

  test('prints eight signatures', async () => {
    const pdf = await readPdf(await renderForm({ type: 'LEASE', facts: leaseHostile }, options));
    expect(pdf.pages.flatMap((page) => page.fields)).toHaveLength(2 * (4 + 8));
  });

  test('refuses a total that differs from the sum of its parts', async () => {
    const facts = { ...lease, rent: { ...lease.rent, totalCents: 1 } };
    await expect(textOf({ type: 'LEASE', facts })).rejects.toMatchObject({
      details: [{ code: 'sum_differs' }],
    });
  });
});
