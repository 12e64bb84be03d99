import { renderForm } from '../../src/forms/index.ts';
import { visualOrder } from '../../src/forms/kit/text/bidi.ts';
import { cleanLine } from '../../src/forms/kit/text/clean.ts';
import { n4, n4ManyScripts } from './samples/n4.ts';
import { readPdf } from './support/read-pdf.ts';

const options = { draft: false, generatedAt: '2026-11-23T05:00:00Z' } as const;

describe('names of Ontario', () => {
  test.each([
    'Zoë Đặng',
    'Łukasz Żółć',
    '王小明',
    'Πέτρος Παπαδόπουλος',
    'محمد الأحمد',
    'Наталія Ґалаґан',
    'Nguyễn Thị Bích',
    'Οὐρανία Ὠκεανίδου',
    '山田 さくら',
    'O’Brien-Fitzgerald',
    'فاطمة الزهراء',
  ])('%s reads back as it was written', async (name) => {
    const pdf = await readPdf(await renderForm({ type: 'N4', facts: { ...n4, tenants: [name] } }, options));
    expect(pdf.pages[0]?.text.normalize('NFC')).toContain(name);
  });

  test('prints a name with combining accents as the same name', async () => {
    const pdf = await readPdf(
      await renderForm(
        { type: 'N4', facts: { ...n4, tenants: ['Zoe\u0308 Đặng'.normalize('NFD')] } },
        options,
      ),
    );
    expect(pdf.pages[0]?.text).toContain('Zoë Đặng');
  });

  test.each([
    ['한국', 'U+D55C'],
    ['שלום', 'U+05E9'],
    ['தமிழ்', 'U+0BA4'],
    ['ਪੰਜਾਬੀ', 'U+0A2A'],
    ['हिन्दी', 'U+0939'],
    ['🏠', 'U+1F3E0'],
  ])('%s is refused with the character and the field', async (name, code) => {
    const facts = { ...n4, tenants: ['Maria Santos', name] };
    await expect(renderForm({ type: 'N4', facts }, options)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      reason: 'unsupported_script',
      details: [{ path: ['tenants', 1], code: 'unsupported_script' }],
    });
    await expect(renderForm({ type: 'N4', facts }, options)).rejects.toThrow(code);
  });

  test('reports every field with such characters', async () => {
    const facts = { ...n4ManyScripts, landlords: ['שלום'], tenants: ['한국'] };
    await expect(renderForm({ type: 'N4', facts }, { ...options, draft: true })).rejects.toMatchObject({
      details: [{ path: ['tenants', 0] }, { path: ['landlords', 0] }],
    });
  });
});

describe('text', () => {
  test('drops characters that could disguise it', () => {
    expect(cleanLine('rent\u202e5 \u200bdays\t\u0007 late\r\nnow')).toBe('rent5 days late now');
  });

  test.each([
    ['abc', ['abc']],
    ['محمد', ['محمد']],
    ['x محمد y', ['x ', 'محمد', ' y']],
    ['شقة 12 مبنى', [' مبنى', '12', 'شقة ']],
    ['Unit (شقة 12) no', ['Unit (', '12', 'شقة ', ') no']],
    ['فاطمة (أم علي)', [')فاطمة )أم علي('.slice(1)]],
    ['فاطمة [أم (علي)]', ['فاطمة ]أم )علي([']],
    ['x (فاطمة) y', ['x (', 'فاطمة', ') y']],
    ['فاطمة 416-555-0100', ['416-555-0100', 'فاطمة ']],
    ['فاطمة 29/11/2026', ['29/11/2026', 'فاطمة ']],
    ['فاطمة 1,250.50$', ['1,250.50', 'فاطمة ', '$']],
    ['שלום#12', ['#12', 'שלום']],
    ['שלום $1,250.00', ['$1,250.00', 'שלום ']],
    ['שלום[3.50/:%]', ['/:%[', '3.50', 'שלום]']],
    ['شقة ١٢/٣ مبنى', [' مبنى', '١٢/٣', 'شقة ']],
    ['«فاطمة» < x', ['«', 'فاطمة', '» < x']],
    ['فاطمة « علي', ['فاطمة » علي']],
  ])('%s stands in the right order from left to right', (line, expected) => {
    expect(visualOrder(line).map((run) => run.text)).toEqual(expected);
  });
});
