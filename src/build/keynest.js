#!/usr/bin/env node
/**
 * The command `keynest`. In a checkout it first builds whatever is missing or stale; a built server without sources has
 * only dist/, which it runs.
 */
import { existsSync } from 'node:fs';

const isInstalled = (path) => existsSync(new URL(path, new URL('../../', import.meta.url)));

function explain(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'MODULE_NOT_FOUND') return error.message;
  return 'dist/ is missing or stale. Run `npm run build` first, with development dependencies installed.';
}

/** Generating and bundling need packages that a production install leaves out. */
async function buildCheckout() {
  const { build } = await import('./build.js');
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

if (isInstalled('src/main.ts')) await buildCheckout();
await import('../../dist/main.js');
