import { MAX_CHARACTERS, MAX_LETTERS_OF_LONG_WORDS, MAX_LINES } from '../../src/forms/check/length.ts';
import { renderForm, type DraftFormDocument } from '../../src/forms/index.ts';
import { cpuTimeOf } from '../support/cpu-time.ts';
import { readPdf } from './support/read-pdf.ts';

const OPTIONS = { draft: true, generatedAt: '2026-11-27T15:00:00Z' } as const;
/** Of processor time: many times what any of these takes. */
const GENEROUS_MILLISECONDS = 20_000;

const n5 = (...whats: string[]): DraftFormDocument => ({
  type: 'N5',
  facts: { events: whats.map((what) => ({ on: '2026-11-01', what })) },
});
const entry = (purpose: string): DraftFormDocument => ({ type: 'ENTRY', facts: { purpose } });
const lease = (text: string): DraftFormDocument => ({
  type: 'LEASE',
  facts: { additionalTerms: { attached: true, text } },
});
const tenants = (text: string): DraftFormDocument => ({
  type: 'N12',
  facts: { tenants: Array.from({ length: 51 }, (_, index) => text.slice(200 * index, 200 * (index + 1))) },
});

/** Words of six letters, hardly any of them twice, by a generator that gives the same ones each time. */
function words(letters: string, length: number, separator = ' '): string {
  const all = Array.from(letters);
  let seed = 1;
  let text = '';
  while (text.length < length) {
    for (let index = 0; index < 6; index += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += all[seed % all.length] ?? '';
    }
    text += separator;
  }
  return text.slice(0, length);
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const SCRIPTS = {
  Latin: LATIN,
  Vietnamese: 'ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
  Arabic: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  Chinese: '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子',
};

async function faultOf(document: DraftFormDocument) {
  const error = (await renderForm(document, OPTIONS).then(
    () => null,
    (caught: unknown) => caught,
  )) as { details: { path: unknown[]; code: string; message: string }[] } | null;
  return error?.details;
}

describe('texts that are too long are refused', () => {
  test.each([
    ['fifty events of 5,000 lines', n5(...Array<string>(50).fill('a\n'.repeat(5000))), '500,', 'events'],
    ['one character more', n5('a '.repeat(MAX_CHARACTERS / 2)), '30,0', 'events'],
    ['a purpose', entry('a '.repeat(MAX_CHARACTERS)), '60,0', 'purpose'],
    ['terms', lease('a '.repeat(MAX_CHARACTERS)), '60,0', 'additionalTerms.text'],
    [
      'names',
      { type: 'N12', facts: { tenants: Array<string>(51).fill('a'.repeat(1000)) } } as const,
      '51,0',
      'tenants',
    ],
  ])('%s', async (_what, document, count, fact) => {
    const faults = await faultOf(document);
    expect(faults).toEqual([
      { path: fact.split('.'), code: 'too_long', message: expect.stringContaining(count) as string },
    ]);
    expect(faults![0]!.message).toContain('characters, more than the maximum of 30,000');
    expect(faults![0]!.message).toContain('Shorten this text, and attach the rest as a schedule.');
  });

  test('refuses too many lines', async () => {
    const [fault] = (await faultOf(n5('a\n'.repeat(MAX_LINES), 'b\nc\nd\ne\nf\ng'))) ?? [];
    expect(fault).toMatchObject({ path: ['events'], code: 'too_long' });
    expect(fault!.message).toMatch(/1,006 lines, more than the maximum of 1,000\. Shorten this text/);
  });

  test('refuses too many letters in words longer than a line', async () => {
    const [fault] = (await faultOf(entry('a'.repeat(MAX_LETTERS_OF_LONG_WORDS + 1)))) ?? [];
    expect(fault).toMatchObject({ path: ['purpose'], code: 'too_long' });
    expect(fault!.message).toContain(
      '5,001 letters in words of more than 150, more than the maximum of 5,000',
    );
    expect(await faultOf(n5('a'.repeat(150), ...Array<string>(40).fill('b'.repeat(150))))).toBeUndefined();
  });

  test('does not count blank lines', async () => {
    expect(await faultOf(n5(`a${'\n'.repeat(20_000)}b`))).toBeUndefined();
  });
});

/** What is just accepted, of each kind and script: pages, and that other work had its turn. */
describe('the longest texts that are accepted', () => {
  const LONGEST = MAX_CHARACTERS - 100;
  const cases = Object.entries(SCRIPTS).flatMap(([script, letters]) => [
    [`an N5 in ${script}`, n5(words(letters, LONGEST / 2), words(letters, LONGEST / 2))] as const,
    [`an N5 in one ${script} word`, n5(words(letters, MAX_LETTERS_OF_LONG_WORDS, ''))] as const,
    [`an entry in ${script}`, entry(words(letters, 10_000))] as const,
    [`a lease in ${script}`, lease(words(letters, 20_000))] as const,
    [`an N12 to ${script} names`, tenants(words(letters, 51 * 200))] as const,
  ]);

  test.each([...cases, ['an N5 of lines', n5('a\n'.repeat(MAX_LINES))] as const])(
    '%s',
    async (_what, document) => {
      let turns = 0;
      const ticker = setInterval(() => (turns += 1), 1);
      const { result: bytes, milliseconds } = await cpuTimeOf(() => renderForm(document, OPTIONS));
      clearInterval(ticker);
      const { pages } = await readPdf(bytes);
      expect(pages.length).toBeGreaterThan(0);
      expect(pages.length).toBeLessThan(40);
      expect(turns).toBeGreaterThan(0);
      expect(milliseconds).toBeLessThan(GENEROUS_MILLISECONDS);
    },
  );
});
