import fc from 'fast-check';
import { setLine } from '../../src/forms/kit/text/line.ts';
import { wrap } from '../../src/forms/kit/text/wrap.ts';

const SIZE_PT = 8;
const word = fc.constantFrom(
  'Ana',
  'Okafor-Lee',
  'Thompson',
  '1,893.27',
  'de',
  'Wälti-Đặng',
  '小明',
  'AVAWAT-o',
  'محمد',
);
const anyText = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));

/** The lines of a text with a run of nothing beside it, so that it is taken apart in any case. */
const takenApart = (text: string, widthPt: number) =>
  wrap(
    [
      { text, weight: 'regular' },
      { text: '', weight: 'regular' },
    ],
    SIZE_PT,
    widthPt,
  );

test('a text that fits on a line is the same line as one that is taken apart, however wide the line is', () => {
  fc.assert(
    fc.property(anyText, fc.double({ min: 0.9, max: 1.2, noNaN: true }), (text, share) => {
      const natural = (setLine([{ text, weight: 'regular' }]).width * SIZE_PT) / 1000;
      const lines = wrap([{ text, weight: 'regular' }], SIZE_PT, natural * share);
      expect(lines).toEqual(takenApart(text, natural * share));
    }),
    { numRuns: 200 },
  );
});

test('nothing, and spaces at an end, print as before', () => {
  for (const text of ['', ' ', 'Ana ', ' Ana'])
    expect(wrap([{ text, weight: 'regular' }], SIZE_PT, 100)).toEqual(takenApart(text, 100));
});
