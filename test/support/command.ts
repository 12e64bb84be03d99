import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The command as it is shipped: dist/, which `npm test` has built, and which is built first where it is stale. */
export const KEYNEST = fileURLToPath(new URL('../../src/build/keynest.js', import.meta.url));

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly printed: string;
}

/** A run of `keynest` in a process of its own. */
export interface RunningCommand {
  readonly ended: Promise<Ended>;
  readonly kill: () => void;
}

/** Starts `keynest` with these arguments and settings. */
export function startCommand(
  parameters: readonly string[],
  settings: Readonly<Record<string, string>>,
): RunningCommand {
  const child = spawn(process.execPath, [KEYNEST, ...parameters], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, printed: printed.join('') });
    });
  });
  return { ended, kill: () => child.kill('SIGKILL') };
}

/** Runs `keynest` to its end. */
export function runCommand(
  parameters: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ended> {
  return startCommand(parameters, settings).ended;
}
