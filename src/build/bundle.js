/**
 * Builds dist/: the server with its JavaScript packages in one bundle, the migrations, the files that browsers load,
 * licences and a bill of materials. It runs without the sources and without a TypeScript loader. The packages in
 * `dependencies` stay outside: they hold native code, WebAssembly or files.
 */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { assertLicences, collectLicences } from './licences.js';
import { BROWSER_FOLDER } from './browser.js';
import { hashFonts } from './font-hashes.js';
import { createSbom } from './sbom.js';
import { shippedPackages } from './shipped.js';
import { filesBelow, ROOT, whenStale } from './stamp.js';

const { dependencies } = createRequire(import.meta.url)('../../package.json');

/** Files that the server reads while it runs; the same paths below dist/. */
const ASSETS = ['prisma/migrations', BROWSER_FOLDER];

/** CommonJS packages call `require` for Node's own modules, which an ES module has to provide. */
const REQUIRE = `import { createRequire as createBundleRequire } from 'node:module';
const require = createBundleRequire(import.meta.url);`;

/** An empty source map keeps a package's lines out of the bundle's map, which Node reads at every start. */
const EMPTY_MAP = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');

const mapOwnSourcesOnly = {
  name: 'map-own-sources-only',
  setup(build) {
    build.onLoad({ filter: /[/\\]node_modules[/\\].*\.[cm]?js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: `${text}\n//# sourceMappingURL=data:application/json;base64,${EMPTY_MAP}`,
        loader: 'js',
      };
    });
  },
};

/** esbuild's options for the server. */
export const BUNDLE_OPTIONS = {
  absWorkingDir: ROOT,
  // The second is what threads run.
  entryPoints: ['src/main.ts', 'src/printing/print.ts'],
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  external: [...Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]), 'pg-native'],
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  banner: { js: REQUIRE },
  plugins: [mapOwnSourcesOnly],
  sourcemap: 'linked',
  sourcesContent: false,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** Copies the files that the server reads while it runs. */
export async function copyAssets() {
  await Promise.all(
    ASSETS.map((asset) => cp(join(ROOT, asset), join(ROOT, 'dist', asset), { recursive: true })),
  );
}

async function makeDist() {
  const { build, stop } = await import('esbuild');
  await rm(join(ROOT, 'dist'), { recursive: true, force: true });
  const [{ metafile }] = await Promise.all([build(BUNDLE_OPTIONS), copyAssets()]);
  // The bundler's own process would live as long as the server that starts next.
  await stop();
  const packages = await shippedPackages(metafile);
  assertLicences(packages);
  const [licences, sbom] = await Promise.all([collectLicences(packages), createSbom(packages)]);
  await writeFile(join(ROOT, 'dist/LICENCES.txt'), licences);
  await writeFile(join(ROOT, 'dist/fonts.json'), `${JSON.stringify(await hashFonts(), null, 2)}\n`);
  await writeFile(join(ROOT, 'dist/sbom.cdx.json'), `${JSON.stringify(sbom, null, 2)}\n`);
}

/** Builds dist/ when it is missing or stale. */
export async function bundle() {
  const sources = await Promise.all([
    filesBelow('src', '.ts'),
    filesBelow('src/build', '.js'),
    filesBelow('prisma/migrations', '.sql'),
  ]);
  await whenStale('dist/main.js', [...sources.flat(), join(ROOT, BROWSER_FOLDER, 'manifest.json')], makeDist);
}
