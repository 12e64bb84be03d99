import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { lastDueAt, NightlyBackups } from '../../src/backup/nightly.ts';
import { createLog } from '../../src/log/log.ts';
import { SettableClock } from '../support/clock.ts';
import { temporaryFolder } from './support.ts';

const { file } = await temporaryFolder();

describe('a nightly backup is due at 3:30 in Ontario', () => {
  test.each([
    ['in winter', '2026-11-28T12:00:00Z', '2026-11-28T08:30:00Z'],
    ['in summer', '2026-07-01T12:00:00Z', '2026-07-01T07:30:00Z'],
    ['at the minute itself', '2026-11-28T08:30:00Z', '2026-11-28T08:30:00Z'],
    ['before it, the night before', '2026-11-28T08:29:59Z', '2026-11-27T08:30:00Z'],
    ['on the day of 23 hours', '2026-03-08T12:00:00Z', '2026-03-08T07:30:00Z'],
    ['before it on that day', '2026-03-08T06:00:00Z', '2026-03-07T08:30:00Z'],
    ['after that day', '2026-03-09T05:00:00Z', '2026-03-08T07:30:00Z'],
    ['on the day of 25 hours', '2026-11-01T12:00:00Z', '2026-11-01T08:30:00Z'],
    ['after that day', '2026-11-02T05:00:00Z', '2026-11-01T08:30:00Z'],
  ])('%s', (_, now, due) => {
    expect(lastDueAt(new Date(now)).toISOString()).toBe(new Date(due).toISOString());
  });
});

/** Backups with a clock of their own, which write a file unless `problem` is set. */
function prepare(folder: string, kept = 7) {
  const clock = new SettableClock();
  clock.set('2026-11-27T20:00:00Z');
  const lines: string[] = [];
  const log = createLog(
    'info',
    new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  const state = { problem: null as string | null, made: 0, lines };
  const makeBackup = async (path: string) => {
    if (state.problem !== null) throw new Error(state.problem);
    state.made += 1;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'backup');
  };
  return { clock, state, nightly: new NightlyBackups({ folder, kept, clock, log, makeBackup }) };
}

test('one is made each night, the newest are kept, and other files stay', async () => {
  const folder = file('nightly');
  await mkdir(folder);
  await writeFile(join(folder, 'mine.backup'), '');
  await writeFile(join(folder, 'keynest-2026-11-01T083000Z.backup.0.unfinished'), '');
  const { clock, state, nightly } = prepare(folder, 3);
  await nightly.check();
  expect(state.made).toBe(0);
  for (let hours = 0; hours < 5 * 24; hours += 1) {
    clock.advance({ hours: 1 });
    await nightly.check();
  }
  expect(state.made).toBe(5);
  expect((await readdir(folder)).toSorted()).toEqual([
    'keynest-2026-11-30T090000Z.backup',
    'keynest-2026-12-01T090000Z.backup',
    'keynest-2026-12-02T090000Z.backup',
    'mine.backup',
  ]);
  expect(await nightly.status()).toEqual({
    folder,
    kept: 3,
    newestAt: new Date('2026-12-02T09:00:00Z'),
    newestBytes: 6,
    failure: null,
  });
});

test('a missed night is made up for after the next start, once', async () => {
  const folder = file('missed');
  await mkdir(folder);
  await writeFile(join(folder, 'keynest-2026-11-20T083000Z.backup'), '');
  const { state, nightly } = prepare(folder);
  await Promise.all([nightly.check(), nightly.check()]);
  await nightly.check();
  expect(state.made).toBe(1);
});

test('a failure is logged, shown, and tried again after an hour; older backups stay', async () => {
  const folder = file('failing');
  await mkdir(folder);
  await writeFile(join(folder, 'keynest-2026-11-20T083000Z.backup'), '');
  const { clock, state, nightly } = prepare(folder, 1);
  state.problem = 'The disk is full.';
  await nightly.check();
  const failure = { at: clock.now(), message: 'The disk is full.' };
  expect(await nightly.status()).toMatchObject({ newestAt: new Date('2026-11-20T08:30:00Z'), failure });
  expect(state.lines.filter((line) => line.includes('the nightly backup failed'))).toHaveLength(1);
  clock.advance({ seconds: 59 * 60 });
  await nightly.check();
  state.problem = null;
  expect(state.made).toBe(0);
  clock.advance({ seconds: 60 });
  await nightly.check();
  expect(await nightly.status()).toMatchObject({ newestAt: clock.now(), failure: null });
  expect(await readdir(folder)).toHaveLength(1);
});
