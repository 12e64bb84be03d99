import fc from 'fast-check';
import { matchesStrongly, matchesWeakly, parseTagList } from '../../src/rest/entity-tag.ts';

describe('reading a list of entity tags', () => {
  test.each([
    ['*', '*'],
    [' * ', '*'],
    ['"a"', ['"a"']],
    ['W/"a"', ['W/"a"']],
    ['""', ['""']],
    ['"a", W/"b" ,"c,d"', ['"a"', 'W/"b"', '"c,d"']],
    [',, "a",', ['"a"']],
  ])('%s', (field, tags) => {
    expect(parseTagList(field)).toEqual(tags);
  });

  test.each(['', ' ', ',', 'a', '"a', 'a"', '"a" "b"', 'w/"a"', 'W/ "a"', '*, "a"', '"a"b', '"a b"', "'a'"])(
    '%j is malformed',
    (field) => {
      expect(parseTagList(field)).toBeNull();
    },
  );

  const tag = fc
    .tuple(fc.boolean(), fc.stringMatching(/^[\x21\x23-\x7e\x80-\xff]*$/))
    .map(([isWeak, opaque]) => `${isWeak ? 'W/' : ''}"${opaque}"`);

  test('returns every well-formed list', () => {
    const separator = fc.stringMatching(/^[ \t]*,[ \t,]*$/);
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1 }), separator, (tags, between) => {
        expect(parseTagList(tags.join(between))).toEqual(tags);
      }),
    );
  });

  test('terminates for any text', () => {
    const field = fc.string({ unit: fc.constantFrom('"', 'W', '/', ',', ' ', 'a', '*'), maxLength: 40 });
    fc.assert(fc.property(field, (text) => parseTagList(text) === null || parseTagList(text)!.length > 0));
  });

  test('a weak tag never matches strongly', () => {
    expect(matchesStrongly(['W/"a"'], '"a"')).toBe(false);
    expect(matchesWeakly(['W/"a"'], '"a"')).toBe(true);
    expect(matchesStrongly(['"b"', '"a"'], '"a"')).toBe(true);
  });
});
