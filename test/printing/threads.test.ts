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
});
