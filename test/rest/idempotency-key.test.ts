import fc from 'fast-check';
import { readIdempotencyKey } from '../../src/rest/idempotency-key.ts';
import { Problem } from '../../src/http/problem.ts';

describe('reading a key', () => {
  const character = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
  const text = (maxLength: number) => fc.string({ unit: character, minLength: 1, maxLength });
  const quote = (key: string) => `"${key.replaceAll(/["\\]/g, '\\$&')}"`;

  test('accepts printable ASCII in a quoted key', () => {
    fc.assert(fc.property(text(255), (key) => readIdempotencyKey([quote(key)]) === key));
  });

  test('a bare key equals the same key in quotes', () => {
    const bare = text(255).filter((key) => key.trim() === key && !key.startsWith('"'));
    fc.assert(
      fc.property(bare, (key) => {
        expect(readIdempotencyKey([key])).toBe(key);
        expect(readIdempotencyKey([quote(key)])).toBe(key);
      }),
    );
  });

  test('anything else is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (field) => {
        try {
          const key = readIdempotencyKey([field]);
          expect(key).toMatch(/^[\x20-\x7e]{1,255}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect(error).toMatchObject({ status: 400, code: 'invalid_idempotency_key' });
        }
      }),
    );
  });

  test.each(['', '""', '"a', '"a"b', '"a";p=1', '"\\a"', '"é"', 'é', 'a\u0000', 'a'.repeat(256)])(
    '%j is refused',
    (field) => {
      expect(() => readIdempotencyKey([field])).toThrow(Problem);
    },
  );

  test('a request has at most one key', () => {
    expect(readIdempotencyKey(undefined)).toBeNull();
    expect(() => readIdempotencyKey(['a', 'a'])).toThrow('The request has several Idempotency-Key headers.');
  });
});
