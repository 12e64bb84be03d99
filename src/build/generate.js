/**
 * Generates src/generated: the Prisma client and Pothos' types from prisma/schema.prisma, the façade's typed
 * operations from schema/schema.graphql, and the files that browsers load. Plain JavaScript, because the TypeScript sources import the generated code.
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { createRequire } from 'node:module';
import { generateBrowserFiles } from './browser.js';
import { filesBelow, ROOT, whenStale } from './stamp.js';

const require = createRequire(import.meta.url);

/** Runs a script with Node. Prints its output only when it fails. */
function run(script, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...script, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`${[...script, ...args].join(' ')} failed:\n${Buffer.concat(output).toString()}`));
    });
  });
}

/**
 * `prisma generate` downloads the native schema engine unless it finds one, but generates with WebAssembly only. The
 * path of any executable prevents the download.
 */
function generatePrisma() {
  const cli = require.resolve('prisma/build/index.js');
  // Prisma finds Pothos' generator on the PATH.
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return run([cli], ['generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PATH: path });
}

function generateOperations() {
  return run(['--import', 'tsx', join(ROOT, 'codegen.ts')], ['operations']);
}

/** Generates the Prisma client and Pothos' types if they are missing or stale. */
async function generateClient() {
  await whenStale('src/generated/prisma/client.ts', [join(ROOT, 'prisma/schema.prisma')], generatePrisma);
}

/** Generates the code that is missing or stale. */
export async function generate() {
  const operationSources = [
    join(ROOT, 'codegen.ts'),
    join(ROOT, 'schema/schema.graphql'),
    ...(await filesBelow('src/rest', '.graphql')),
  ];
  await Promise.all([
    generateClient(),
    generateBrowserFiles(),
    whenStale('src/generated/operations.ts', operationSources, generateOperations),
  ]);
}

// `client`: before the schema is printed, documents of the façade may name fields that it does not have yet.
if (process.argv[1] === import.meta.filename)
  await (process.argv[2] === 'client' ? generateClient() : generate());
