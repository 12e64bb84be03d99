import { performance } from 'node:perf_hooks';
import type { DraftFormDocument } from '../../src/forms/index.ts';
import { print } from '../../src/printing/print.ts';
import { createLog } from '../../src/log/log.ts';
import type { PrintJob } from '../../src/printing/printer.ts';
import { PrintingThreads, THREADS } from '../../src/printing/threads.ts';
import { n4 } from '../forms/samples/n4.ts';

const printer = new PrintingThreads(createLog('silent', { write: () => undefined }));
afterAll(() => printer.close());

const generatedAt = '2026-11-28T15:00:00.000Z';
/** Some tenths of a second of work. */
const REPORT: PrintJob = {
  document: {
    type: 'REPORT',
    facts: {
      title: 'Ledger',
      head: [],
      columns: [{ head: 'Due', share: 1 }],
      rows: Array.from({ length: 600 }, (_, index) => [String(index)]),
      totals: [],
      empty: 'No rows.',
    },
  },
  draft: false,
  generatedAt,
};
const JOB: PrintJob = { document: { type: 'N4', facts: n4 }, draft: false, generatedAt };

describe('a printing thread', () => {
  test('gives the bytes that the same job gives in the thread of the caller', async () => {
    const { bytes } = await printer.print(JOB);
    expect(Buffer.from(bytes!).equals(Buffer.from((await print(JOB)).bytes!))).toBe(true);
  });

  test('gives every fault of the facts', async () => {
    const facts = { ...n4, tenants: ['𓀀'], landlords: [] };
    const job = { ...JOB, document: { type: 'N4', facts } as DraftFormDocument };
    const { faults, bytes } = await printer.print(job);
    expect(bytes).toBeNull();
    expect(faults).toEqual((await print(job)).faults);
    expect(faults.map(({ code }) => code)).toContain('unsupported_script');
  });

  test('leaves the thread of the caller free', async () => {
    const before = performance.eventLoopUtilization();
    await Promise.all(Array.from({ length: 10 }, () => printer.print(JOB)));
    const { utilization } = performance.eventLoopUtilization(before);
    // In the thread of the caller it is about 1. A busy machine raises it.
    expect(utilization).toBeLessThan(0.5);
  });

  test('lets 64 documents wait, and refuses more with 503', async () => {
    const jobs = Array.from({ length: 80 }, () => printer.print({ ...JOB, faultsOnly: true }));
    const results = await Promise.allSettled(jobs);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused as PromiseRejectedResult[])
      expect(reason).toMatchObject({ code: 'UNAVAILABLE', reason: 'server_busy', retryAfterSeconds: 5 });
    expect(results.length - refused.length).toBeGreaterThanOrEqual(64);
  });

  test('refuses the reports that wait in line too', async () => {
    const jobs = Array.from({ length: 66 }, () => printer.print({ ...JOB, faultsOnly: true }, 'ws_1'));
    const results = await Promise.allSettled(jobs);
    expect(results.map(({ status }) => status)).toEqual([...Array<string>(65).fill('fulfilled'), 'rejected']);
    expect(printer.waiting).toBe(0);
  });

  test('prints the documents of others between two reports of a line', async () => {
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      printer.print(REPORT, 'ws_1').then(note('first report')),
      printer.print(REPORT, 'ws_1').then(note('second report')),
      printer.print(JOB).then(note('N4')),
    ]);
    expect(order.indexOf('N4')).toBeLessThan(order.indexOf('second report'));
    expect(order.indexOf('first report')).toBeLessThan(order.indexOf('second report'));
  });

  test('goes on with a line after a report that failed', async () => {
    const broken = { ...JOB, document: { type: 'REPORT', facts: null } as unknown as DraftFormDocument };
    const failed = printer.print(broken, 'ws_1');
    const next = printer.print(REPORT, 'ws_1');
    await expect(failed).rejects.toThrow();
    expect((await next).bytes).not.toBeNull();
  });
});

describe('making documents', () => {
  test('goes on in as many at once as there are threads', async () => {
    let [running, most] = [0, 0];
    const make = async () => {
      most = Math.max(most, ++running);
      const { faults } = await printer.print({ ...JOB, faultsOnly: true });
      running -= 1;
      return faults;
    };
    const made = await Promise.all(Array.from({ length: THREADS + 4 }, () => printer.make(make)));
    expect(made).toEqual(Array(THREADS + 4).fill([]));
    expect(most).toBe(THREADS);
  });

  test('goes on beside one that waits for a lock', async () => {
    let unlock: (value: string) => void = () => undefined;
    const locked = new Promise<string>((resolve) => (unlock = resolve));
    const waiting = Array.from({ length: THREADS }, () => printer.make(() => locked));
    await expect(printer.make(() => Promise.resolve('next'))).resolves.toBe('next');
    unlock('stored');
    expect(await Promise.all(waiting)).toEqual(Array(THREADS).fill('stored'));
  });

  test('gives an error to its caller, and goes on with the next', async () => {
    const failed = Array.from({ length: THREADS }, () =>
      printer.make(() => Promise.reject(new Error('nothing owing'))),
    );
    const next = printer.make(() => Promise.resolve('made'));
    for (const one of failed) await expect(one).rejects.toThrow('nothing owing');
    await expect(next).resolves.toBe('made');
  });

  test('lets 64 wait, which are all printed, and refuses more with 503', async () => {
    const make = () => printer.print({ ...JOB, faultsOnly: true });
    const results = await Promise.allSettled(Array.from({ length: 80 }, () => printer.make(make)));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(80 - 64 - THREADS);
    for (const { reason } of refused as PromiseRejectedResult[])
      expect(reason).toMatchObject({ code: 'UNAVAILABLE', reason: 'server_busy', retryAfterSeconds: 5 });
  });
});
