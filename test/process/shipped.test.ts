import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly how: 'bundled' | 'installed';
  readonly licence?: unknown;
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope: string;
  readonly licenses?: readonly unknown[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

interface Sbom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** The build's modules are plain JavaScript. */
const load = (name: string): Promise<unknown> => import(`../../src/build/${name}.js`);

const { BUNDLE_OPTIONS } = (await load('bundle')) as { BUNDLE_OPTIONS: object };
const { shippedPackages } = (await load('shipped')) as {
  shippedPackages: (metafile: Metafile) => Promise<readonly Shipped[]>;
};
const { assertLicences, findLicenceFaults, collectLicences } = (await load('licences')) as {
  assertLicences: (packages: readonly Shipped[]) => void;
  findLicenceFaults: (packages: readonly Shipped[]) => readonly string[];
  collectLicences: (packages: readonly Shipped[]) => Promise<string>;
};
const { createSbom } = (await load('sbom')) as {
  createSbom: (packages: readonly Shipped[]) => Promise<Sbom>;
};

let packages: readonly Shipped[];
beforeAll(async () => {
  const { metafile } = await build({ ...BUNDLE_OPTIONS, write: false, metafile: true });
  packages = await shippedPackages(metafile);
});

const keyOf = ({ name, version }: { name: string; version: string }) => `${name}@${version}`;

describe('the packages that ship', () => {
  test('are those of the bundle, of the reference page, and of a production install', () => {
    const bundled = packages.filter(({ how }) => how === 'bundled').map(({ name }) => name);
    const names = [
      'koa',
      'graphql',
      '@prisma/client',
      'prom-client',
      '@opentelemetry/api',
      '@scalar/fastify-api-reference',
      '@graphql-yoga/render-graphiql',
    ];
    expect(bundled).toEqual(expect.arrayContaining(names));
    for (const tool of ['esbuild', 'typescript', 'jest', 'prettier']) expect(bundled).not.toContain(tool);
    const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const ofProduction = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
    expect(packages.filter(({ how }) => how === 'installed')).toHaveLength(ofProduction.length);
  });

  test('have licences that allow to ship them', () => {
    expect(findLicenceFaults(packages)).toEqual([]);
  });

  test('have the text of their licence in dist/', async () => {
    const text = await collectLicences(packages);
    const parts = text.split('-'.repeat(80)).map((part) => part.trim());
    const short = parts.filter((part) => !/permi(t|ss)|licen[cs]ed|redistribution/i.test(part.slice(60)));
    expect(short.map((part) => part.split('\n')[0])).toEqual([]);
  });
});

describe('a licence', () => {
  const faultOf = (licence: unknown) =>
    findLicenceFaults([{ name: 'x', version: '1.0.0', how: 'bundled', licence }]);

  test.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND Zlib', 'Apache-2.0', 'OFL-1.1'])(
    'allows: %s',
    (licence) => {
      expect(faultOf(licence)).toEqual([]);
    },
  );

  test.each([
    'GPL-3.0-only',
    'GPL-2.0-or-later',
    'AGPL-3.0',
    'LGPL-2.1-only',
    'MPL-2.0',
    'SSPL-1.0',
    'MIT AND LGPL-3.0-only',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.txt',
    'Custom',
  ])('forbids: %s', (licence) => {
    expect(faultOf(licence)).toEqual([
      `x 1.0.0: the licence ${licence} is copyleft or unknown. Replace the package.`,
    ]);
  });

  test.each([undefined, null, '', [{ type: 'MIT' }]])('is missing: %p', (licence) => {
    expect(faultOf(licence)).toEqual(['x 1.0.0: the package names no licence. Replace the package.']);
  });

  test('stops the build, with every package that is wrong', () => {
    const wrong = ['GPL-3.0-only', undefined].map((licence, index) => ({
      name: `x${index}`,
      version: '1.0.0',
      how: 'installed' as const,
      licence,
    }));
    expect(() => {
      assertLicences([...packages, ...wrong]);
    }).toThrow(/^Some packages cannot ship:\n {2}x0 [^\n]*\n {2}x1 [^\n]*$/);
  });
});

describe('the bill of materials', () => {
  let bom: Sbom;
  beforeAll(async () => {
    bom = await createSbom(packages);
  }, 60_000);

  test('lists what ships, bundled packages too, and nothing else', () => {
    expect(bom.bomFormat).toBe('CycloneDX');
    expect(bom.metadata.component).toMatchObject({ name: 'keynest', type: 'application' });
    const listed = new Set(bom.components.map(keyOf));
    expect([...listed].sort()).toEqual([...new Set(packages.map(keyOf))].sort());
    expect(bom.components.filter(({ licenses }) => !licenses?.length)).toEqual([]);
  });

  test('says how each package ships, and calls none of them a development package', () => {
    const howOf = (name: string) =>
      bom.components
        .find((one) => one.name === name)
        ?.properties.find((property) => property.name === 'keynest:shipped')?.value;
    expect(howOf('koa')).toBe('bundled');
    expect(howOf('@scalar/fastify-api-reference')).toBe('bundled');
    expect(howOf('@electric-sql/pglite')).toBe('installed');
    expect(JSON.stringify(bom)).not.toContain('cdx:npm:package:development');
    expect(bom.components.find(({ name }) => name === 'koa')?.scope).toBe('required');
  });

  test('has dependencies between listed packages only', () => {
    const refs = new Set([bom.metadata.component, ...bom.components].map((one) => one['bom-ref']));
    const named = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
    expect(named.filter((ref) => !refs.has(ref))).toEqual([]);
    expect(bom.dependencies.length).toBeGreaterThan(50);
  });

  test('misses no package silently', async () => {
    const unknown = { name: 'not-in-the-lock', version: '1.0.0', how: 'bundled' as const };
    await expect(createSbom([...packages, unknown])).rejects.toThrow(
      'npm sbom does not list not-in-the-lock@1.0.0.',
    );
  });
});
