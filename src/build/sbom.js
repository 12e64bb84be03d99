/** The software bill of materials: what ships, in CycloneDX. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from './stamp.js';

const MAX_BYTES = 64 * 1024 * 1024;
const run = promisify(execFile);

/** Runs npm: the one that runs this build, else the one on the PATH. */
function runNpm(parameters) {
  const npm = process.env.npm_execpath;
  const options = { cwd: ROOT, maxBuffer: MAX_BYTES };
  return npm?.endsWith('.js')
    ? run(process.execPath, [npm, ...parameters], options)
    : run('npm', parameters, { ...options, shell: process.platform === 'win32' });
}

/** What npm knows of every package in the lock. */
async function readLockedBom() {
  const { stdout } = await runNpm(['sbom', '--sbom-format=cyclonedx', '--package-lock-only']);
  return JSON.parse(stdout);
}

const keyOf = ({ name, version }) => `${name}@${version}`;

/** npm calls bundled packages development ones and optional; they ship. */
function describeShipped(component, how) {
  const properties = component.properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  return {
    ...component,
    scope: how === 'bundled' ? 'required' : component.scope,
    properties: [...properties, { name: 'keynest:shipped', value: how }],
  };
}

/** @throws Error when npm does not know a package that ships. */
function assertComplete(components, packages) {
  const known = new Set(components.map(keyOf));
  const lost = packages.filter((one) => !known.has(keyOf(one))).map(keyOf);
  if (lost.length > 0) throw new Error(`npm sbom does not list ${lost.join(', ')}. Run \`npm ci\`.`);
}

/**
 * A bill of materials of what ships and nothing else: packages in the bundle (`keynest:shipped` is `bundled`) and those
 * installed beside it (`installed`).
 */
export async function createSbom(packages) {
  const bom = await readLockedBom();
  const how = new Map(packages.map((one) => [keyOf(one), one.how]));
  const shipped = bom.components.filter((component) => how.has(keyOf(component)));
  assertComplete(shipped, packages);
  const components = shipped.map((component) => describeShipped(component, how.get(keyOf(component))));
  const root = { ...bom.metadata.component, name: 'keynest', type: 'application' };
  const refs = new Set([root, ...components].map((component) => component['bom-ref']));
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
  return { ...bom, metadata: { ...bom.metadata, component: root }, components, dependencies };
}
