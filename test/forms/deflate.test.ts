import pako from 'pako';
import { deflate } from '../../src/forms/kit/deflate.ts';

/** Repeatable bytes: words that repeat, as in a page, between bytes that do not, as in a font. */
function sample(length: number, seed: number): Uint8Array {
  let state = seed;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
  const text = '0 g 1 0 0 1 72 700 Tm /KN1 10 Tf [ <0001000200030004> -12 <0005> ] TJ ';
  return Uint8Array.from({ length }, (_, index) =>
    seed % 3 === 0 ? next() >> 16 : text.charCodeAt((index * (1 + (seed % 2))) % (text.length - (seed % 7))),
  );
}

const LENGTHS = [0, 1, 2, 257, 258, 300, 5_000, 16_384, 32_768, 40_000, 65_536, 70_000, 300_000];

test('a stream is compressed as pako does it, whatever was compressed before', () => {
  LENGTHS.forEach((length, index) => {
    for (const bytes of [sample(length, index), sample(LENGTHS.at(-1 - index)!, index + 1)])
      expect(Buffer.compare(deflate(bytes), pako.deflate(bytes))).toBe(0);
  });
});

test('what was compressed stays as it is', () => {
  const first = deflate(sample(5_000, 1));
  const copy = Uint8Array.from(first);
  deflate(sample(5_000, 3));
  expect(first).toEqual(copy);
});
