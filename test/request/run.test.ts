import { setTimeout as sleep } from 'node:timers/promises';
import { Run } from '../../src/request/run.ts';

const PATIENCE = 50;

function startRun() {
  const controller = new AbortController();
  const cutOff = () => {
    controller.abort(new Error('late'));
  };
  return { run: new Run(controller.signal), cutOff };
}

describe('a cancelled run', () => {
  test('takes no further step, and starts no transaction', async () => {
    const { run, cutOff } = startRun();
    run.throwIfCancelled();
    cutOff();
    let begun = 0;
    const write = () => Promise.resolve((begun += 1));
    expect(() => {
      run.throwIfCancelled();
    }).toThrow('late');
    await expect(run.transact(write)).rejects.toThrow('late');
    expect(begun).toBe(0);
    expect(await run.mayHaveWritten(PATIENCE)).toBe(false);
  });

  test('has written if a transaction was committed', async () => {
    const { run, cutOff } = startRun();
    expect(await run.transact(() => Promise.resolve('kept'))).toBe('kept');
    cutOff();
    expect(await run.mayHaveWritten(PATIENCE)).toBe(true);
  });

  test('waits for an open transaction, which may roll back', async () => {
    const { run, cutOff } = startRun();
    const written = run.transact(async () => {
      await sleep(PATIENCE / 5);
      run.throwIfCancelled();
    });
    cutOff();
    const mayHaveWritten = run.mayHaveWritten(10 * PATIENCE);
    await expect(written).rejects.toThrow('late');
    expect(await mayHaveWritten).toBe(false);
  });

  test('may have written if a transaction does not end in time', async () => {
    const { run } = startRun();
    void run.transact(() => sleep(4 * PATIENCE));
    expect(await run.mayHaveWritten(PATIENCE)).toBe(true);
  });
});
