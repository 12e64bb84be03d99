import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Asks again and again on a connection of its own each time, or on one that is kept, by turns. */
const CODE = `
const { get, Agent } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const { origin, token, least } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let ends = false;
parentPort.once('message', () => { ends = true; });
const ask = (index) => new Promise((resolve) => {
  const startedAt = performance.now();
  const done = (status) => resolve({ status, milliseconds: performance.now() - startedAt });
  const options = { agent: index % 2 ? agent : false, headers: { Authorization: 'Bearer ' + token } };
  get(origin + '/v1/properties', options, (response) => {
    response.resume().once('close', () => done(response.complete ? response.statusCode : 0));
  }).once('error', () => done(0));
});
(async () => {
  const samples = [];
  while (!ends || samples.length < least) {
    samples.push(await ask(samples.length));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  parentPort.postMessage(samples);
  agent.destroy();
})();
`;

interface Sample {
  readonly status: number;
  readonly milliseconds: number;
}

export interface Probed {
  readonly p99: number;
  readonly count: number;
  /** How often each status came; 0 is a connection that broke. */
  readonly statuses: Readonly<Record<string, number>>;
}

function summarize(samples: readonly Sample[]): Probed {
  const times = samples.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const statuses: Record<string, number> = {};
  for (const { status } of samples) statuses[status] = (statuses[status] ?? 0) + 1;
  return { p99: times[Math.floor((times.length - 1) * 0.99)] ?? Infinity, count: times.length, statuses };
}

/** What an honest client sees while `work` runs, and until it has `least` answers. It asks in a thread of its own, which the attack does not hold up. */
export async function probeDuring(
  origin: string,
  token: string,
  work: () => Promise<unknown>,
  least = 0,
): Promise<Probed> {
  const worker = new Worker(CODE, { eval: true, workerData: { origin, token, least } });
  const told = once(worker, 'message') as Promise<[Sample[]]>;
  try {
    await work();
  } finally {
    worker.postMessage('end');
  }
  const [samples] = await told;
  await worker.terminate();
  return summarize(samples);
}
