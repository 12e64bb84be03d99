import { performance } from 'node:perf_hooks';
import type { DraftFormDocument } from '../../src/forms/index.ts';
import { print } from '../../src/printing/print.ts';
import { createLog } from '../../src/log/log.ts';
import type { PrintJob } from '../../src/printing/printer.ts';
import { PrintingThreads } from '../../src/printing/threads.ts';
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
