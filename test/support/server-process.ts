import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { KEYNEST } from './command.ts';

const READY = /^KeyNest is ready[^]*^ {2}Health/m;
/** The address of the process itself; with PUBLIC_URL, the other lines have that origin. */
const ADDRESS = /Listens on +(\S+)|API reference +(http:\/\/\S+)\/reference/g;

/** The server as it is run, in a process of its own, on a free port. */
export class ServerProcess {
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #output: string[];

  private constructor(origin: string, child: ChildProcess, output: string[]) {
    this.origin = origin;
    this.#child = child;
    this.#output = output;
  }

  /** @throws Error with what it printed, when it ends instead of listening. */
  static async start(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const env = { PATH: process.env['PATH'], PORT: '0', RATE_LIMIT_PER_MINUTE: '0', ...settings };
    const child = spawn(process.execPath, [KEYNEST, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    const isReady = new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output.push(chunk.toString());
        const printed = output.join('');
        const [, listening, origin] = [...printed.matchAll(ADDRESS)].at(-1) ?? [];
        if (READY.test(printed)) resolve(listening ?? origin ?? '');
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => {
        reject(new Error(`The server ended: ${output.join('')}`));
      });
    });
    return new ServerProcess(await isReady, child, output);
  }

  /** Most memory that the process has held, in bytes; null where the system does not tell. */
  async peakMemory(): Promise<number | null> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  }

  /** Seconds for which the process ran, and for which it waited for a processor; null where the system does not tell. */
  async processorTime(): Promise<{ ran: number; waited: number } | null> {
    const stat = await readFile(`/proc/${this.#child.pid}/schedstat`, 'utf8').catch(() => '');
    const [, ran, waited] = /^(\d+) (\d+)/.exec(stat) ?? [];
    return ran === undefined ? null : { ran: Number(ran) / 1e9, waited: Number(waited) / 1e9 };
  }

  /** All that it printed so far. */
  get output(): string {
    return this.#output.join('');
  }

  /** Sends a signal that the process goes on after. */
  signal(signal: 'SIGUSR2'): void {
    this.#child.kill(signal);
  }

  /** Sends a signal and waits for the end. Gives the exit code; null when the signal ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const exit = once(this.#child, 'exit') as Promise<[number | null]>;
    this.#child.kill(signal);
    return (await exit)[0];
  }
}
