import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { openapi, type JsonObject } from '../support/openapi.ts';
import { freePort } from '../support/service.ts';
import { HERE } from './tools.ts';

const START_MILLISECONDS = 60_000;

/** The contract with whole paths: Prism takes one server for all of them, and files lie beside /v1. */
function withWholePaths(): JsonObject {
  const paths = Object.entries(openapi['paths'] as Record<string, JsonObject>).map(([path, item]) => {
    const { servers, ...operations } = item;
    return [servers ? path : `/v1${path}`, operations];
  });
  return { ...openapi, servers: [{ url: '/' }], paths: Object.fromEntries(paths) as JsonObject };
}

export interface Prism {
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts Prism before a server: it says in `sl-violations` where a request or an answer breaks the contract. */
export async function startPrism(server: string): Promise<Prism> {
  const contract = `${HERE}generated/prism.json`;
  await mkdir(`${HERE}generated`, { recursive: true });
  await writeFile(contract, JSON.stringify(withWholePaths()));
  const port = await freePort();
  const options = ['proxy', contract, server, '-p', String(port), '--cors=false'];
  const child = spawn(`${HERE}node_modules/.bin/prism`, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const fail = () => {
      reject(new Error(`Prism did not start:\n${printed}`));
    };
    const patience = setTimeout(fail, START_MILLISECONDS);
    child.once('exit', fail);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (!printed.includes('Prism is listening')) return;
      clearTimeout(patience);
      resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}
