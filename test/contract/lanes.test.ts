import { readdirSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import config, { NOT_QUICK } from '../quick.config.js';

const TESTS = fileURLToPath(new URL('../', import.meta.url));

/** Below test/, with slashes. */
const FILES = readdirSync(TESTS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => relative(TESTS, `${parentPath}/${name}`).replaceAll('\\', '/'))
  // Packages of the benchmark and of the clients, and what generators make.
  .filter((file) => !/node_modules\/|^clients\/generated\//.test(file));

const isListed = (file: string, listed: string) =>
  listed.endsWith('/') ? file.startsWith(listed) : file === listed;
const isQuick = (file: string) => !NOT_QUICK.some((listed) => isListed(file, listed));

describe('the lanes', () => {
  const tests = FILES.filter((file) => file.endsWith('.test.ts'));

  test('find every file with tests: its name ends with .test.ts', () => {
    const callsTest = (file: string) =>
      /^(?:test|it|describe\w*)\b[.(]/m.test(readFileSync(TESTS + file, 'utf8'));
    expect(FILES.filter((file) => /\.[jt]sx?$/.test(file) && callsTest(file)).toSorted()).toEqual(
      tests.toSorted(),
    );
  });

  test.each(NOT_QUICK)('leave out of the quick one only what is there: %s', (listed) => {
    expect(statSync(TESTS + listed).isDirectory()).toBe(listed.endsWith('/'));
    expect(tests.some((file) => isListed(file, listed))).toBe(true);
  });

  test('list a file once, in order', () => {
    expect(NOT_QUICK).toEqual([...new Set(NOT_QUICK)].toSorted());
    const inFolders = NOT_QUICK.filter((listed) =>
      NOT_QUICK.some((other) => other !== listed && isListed(listed, other)),
    );
    expect(inFolders).toEqual([]);
  });

  test('have something of every room in the quick one', () => {
    const quick = tests.filter(isQuick);
    const rooms = (files: readonly string[]) =>
      [...new Set(files.map((file) => file.split('/')[0]))].toSorted();
    const [slowRooms, all] = [['postgres', 'process', 'proofs', 'races'], rooms(tests)];
    expect(rooms(quick)).toEqual(all.filter((room) => !slowRooms.includes(room!)));
    expect(quick).toEqual(expect.arrayContaining(['contract/imports.test.ts', 'contract/schema.test.ts']));
  });

  test('are told apart by jest in the same way', () => {
    const ignored = config.testPathIgnorePatterns.map(
      (pattern) => new RegExp(pattern.replace('<rootDir>/', '^')),
    );
    const passed = tests.filter((file) => !ignored.some((pattern) => pattern.test(`test/${file}`)));
    expect(passed).toEqual(tests.filter(isQuick));
  });
});
