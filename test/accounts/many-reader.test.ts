import { ManyReader } from '../../src/accounts/many-reader.ts';
import { readAhead } from '../../src/parts.ts';

function recordingReader() {
  const asked: string[][] = [];
  const reader = new ManyReader<string>((ids) => {
    asked.push([...ids]);
    return Promise.resolve(new Map(ids.filter((id) => id !== 'none').map((id) => [id, id.toUpperCase()])));
  });
  return { asked, reader };
}

describe('ManyReader', () => {
  test('reads together what is asked for in one turn, and each id once', async () => {
    const { asked, reader } = recordingReader();
    const [first, second] = await Promise.all([reader.take(['a', 'b']), reader.take(['b', 'c', 'none'])]);
    expect(asked).toEqual([['a', 'b', 'c', 'none']]);
    expect([first.get('a'), second.get('c'), second.get('none')]).toEqual(['A', 'C', undefined]);
    expect((await reader.take(['c', 'd'])).get('d')).toBe('D');
    expect(asked).toEqual([['a', 'b', 'c', 'none'], ['d']]);
  });

  test('waits for an id that is being read, and tells its error to each caller', async () => {
    const reader = new ManyReader<string>(() => Promise.reject(new Error('away')));
    const both = await Promise.allSettled([reader.take(['a']), reader.take(['a'])]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('readAhead', () => {
  test('gives the parts in order, and reads the next one while one is worked on', async () => {
    const begun: number[] = [];
    const read = (part: number[]) => {
      begun.push(part.length);
      return Promise.resolve(part);
    };
    const given: number[] = [];
    const begunThen: number[][] = [];
    for await (const part of readAhead(numbers(2_500), read)) {
      given.push(...part);
      begunThen.push([...begun]);
    }
    expect(given).toEqual(numbers(2_500));
    expect(begunThen).toEqual([
      [1_000, 1_000],
      [1_000, 1_000, 500],
      [1_000, 1_000, 500],
    ]);
  });

  test.each([
    [0, []],
    [1, [1]],
    [1_000, [1_000]],
    [8_000, Array<number>(8).fill(1_000)],
    [8_001, [...Array<number>(7).fill(1_001), 994]],
    [100_000, Array<number>(8).fill(12_500)],
  ])('of %i items has few parts', async (count, sizes) => {
    const found: number[] = [];
    const read = (part: number[]) => Promise.resolve(part.length);
    for await (const size of readAhead(numbers(count), read)) found.push(size);
    expect(found).toEqual(sizes);
  });

  test('throws the error of a part, and leaves none unheard', async () => {
    const read = ([item]: number[]) =>
      item === 1_000 ? Promise.reject(new Error('away')) : Promise.resolve(item);
    const parts = readAhead(numbers(3_000), read);
    expect((await parts.next()).value).toBe(0);
    await expect(parts.next()).rejects.toThrow('away');
  });
});
