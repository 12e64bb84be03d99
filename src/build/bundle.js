/**
 * Bundles the server's own sources into dist/: Node then starts without a TypeScript loader, which would slow the
 * loading of every package as well. Packages stay outside.
 */
import { join } from 'node:path';
import { filesBelow, ROOT, whenStale } from './stamp.js';

async function bundleServer() {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/main.ts'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

/** Bundles when a source changed. */
export async function bundle() {
  const sources = [...(await filesBelow('src', '.ts')), ...(await filesBelow('prisma', '.ts'))];
  const own = join(ROOT, 'src/build/bundle.js');
  await whenStale('dist/main.js', [own, ...sources], bundleServer);
}
