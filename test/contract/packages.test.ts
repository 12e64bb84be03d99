import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import semver from 'semver';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The oldest release of each line of Node that package.json's `engines` allows. */
const NODES = ['20.19.0', '22.13.0', '24.0.0'];

interface LockedPackage {
  readonly version: string;
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(ROOT + path, 'utf8'));
const manifest = readJson('package.json') as {
  engines: { node: string };
  dependencies: Record<string, string>;
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
  expect(scripted.map(([path]) => path)).toEqual([]);
  expect(readFileSync(`${ROOT}.npmrc`, 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('production has no tool that generates, bundles or loads TypeScript', () => {
  const tools = /(^|\/)(prisma|esbuild|tsx|typescript|@graphql-codegen\/[^/]+)$/;
  expect(ofProduction.map(([path]) => path).filter((path) => tools.test(path))).toEqual([]);
});

test('every direct dependency is pinned', () => {
  const ranges = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(ranges.filter((range) => semver.valid(range) === null)).toEqual([]);
});
