#!/usr/bin/env node
/**
 * The command `keynest`. In a checkout it first builds whatever is missing or stale; a built server without sources has
 * only dist/, which it runs.
 */
import { existsSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);
const isThere = (path) => existsSync(new URL(path, ROOT));

/** Builds what is missing or stale. This needs packages that a production install leaves out. */
async function buildCheckout() {
  try {
    const { build } = await import('./build.js');
    await build();
  } catch (error) {
    const remedy = 'Run `npm run build` first, with development dependencies installed.';
    const message = isThere('node_modules/esbuild') ? error.message : `dist/ is missing or stale. ${remedy}`;
    process.stderr.write(`${message}\n`);
    process.exit(1);
  }
}

if (isThere('src/main.ts')) await buildCheckout();
await import('../../dist/main.js');
