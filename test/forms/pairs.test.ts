import { sansFile } from '../../src/forms/kit/font/catalog.ts';
import { loadFace, type Face, type ShapedWord } from '../../src/forms/kit/font/face.ts';
import { Random } from '../proofs/reads/random.ts';

const CHARACTERS = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

/** The word as the font's own shaper sets it, whole. */
function shapeWhole(face: Face, word: string): ShapedWord {
  return (Reflect.get(face, 'shapeAfresh') as (word: string) => ShapedWord).call(face, word);
}

test.each(['regular', 'bold'] as const)('plain words of pairs are those of the shaper, %s', (weight) => {
  const face = loadFace(sansFile(weight));
  const random = new Random(20_261_129);
  const words = Array.from({ length: 300 }, () =>
    Array.from({ length: 3 + random.below(12) }, () => random.pick(CHARACTERS)).join(''),
  );
  for (const word of [...words, 'fi', 'ffi', 'AVATAR', 'To.', '1/2', '1,600.00', "O'Neil;", 'fjord']) {
    expect(face.shape(word)).toEqual(shapeWhole(face, word));
  }
});
