import { ManyReader } from '../../src/accounts/many-reader.ts';
import { readAhead } from '../../src/accounts/parts.ts';

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

describe('readAhead', () => {
  test('gives the parts in order, and reads the next one while one is worked on', async () => {
    const begun: string[] = [];
    const read = (part: string[]) => {
      begun.push(part.join(''));
      return Promise.resolve(part.join(''));
    };
    const given: [string, string[]][] = [];
    for await (const part of readAhead(['a', 'b', 'c', 'd', 'e'], 2, read)) given.push([part, [...begun]]);
    expect(given).toEqual([
      ['ab', ['ab', 'cd']],
      ['cd', ['ab', 'cd', 'e']],
      ['e', ['ab', 'cd', 'e']],
    ]);
  });

  test('throws the error of a part, and leaves none unheard', async () => {
    const read = ([item]: string[]) =>
      item === 'b' ? Promise.reject(new Error('away')) : Promise.resolve(item);
    const parts = readAhead(['a', 'b', 'c'], 1, read);
    expect((await parts.next()).value).toBe('a');
    await expect(parts.next()).rejects.toThrow('away');
  });
});
