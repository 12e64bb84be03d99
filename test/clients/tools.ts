import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const HERE = fileURLToPath(new URL('./', import.meta.url));
export const CONTRACT = fileURLToPath(new URL('../../schema/openapi.yaml', import.meta.url));

const run = promisify(execFile);

/** Runs a program of the packages here. Gives what it printed. @throws Error with all that it printed, when it fails. */
export async function tool(name: string, options: readonly string[], folder = ''): Promise<string> {
  const program = `${HERE}node_modules/.bin/${name}`;
  try {
    const { stdout, stderr } = await run(program, options, { cwd: HERE + folder, maxBuffer: 50_000_000 });
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${name} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** A module beside this file; its packages are not those of the project, so that only the types here know it. */
export async function load<Module>(path: string): Promise<Module> {
  return (await import(`${HERE}${path}`)) as Module;
}

export const packageHere = createRequire(`${HERE}package.json`);
