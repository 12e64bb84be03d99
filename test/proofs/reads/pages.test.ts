import { getNamedType, isEnumType, isInputObjectType, isObjectType, type GraphQLField } from 'graphql';
import { withSender } from '../../../src/db/read-sql.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { startKeyNest, type KeyNest } from '../../support/keynest.ts';
import { fieldByField } from './field-by-field.ts';
import { fillPortfolio } from './portfolio.ts';

type Field = GraphQLField<unknown, unknown>;

/** How to reach every row of a type, with a place for its fields. */
const WAYS: Readonly<Record<string, (fields: string) => string>> = {
  Property: (fields) => `{ properties { nodes { ${fields} } } }`,
  Unit: (fields) => `{ properties { nodes { units { ${fields} } } } }`,
  Tenant: (fields) => `{ tenants { nodes { ${fields} } } }`,
  Lease: (fields) => `{ leases { nodes { ${fields} } } }`,
};

const isPage = ({ type }: Field) => {
  const named = getNamedType(type);
  return isObjectType(named) && 'edges' in named.getFields();
};

/** Every page of a relation, as the type and the field that show it. */
const RELATIONS = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type))
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => field.extensions['pothosPrismaRelationField'] !== undefined && isPage(field))
      .map((field) => [type.name, field.name, field] as const),
  );

function ordersOf({ args }: Field): string[] {
  const order = args.find(({ name }) => name === 'orderBy');
  const type = order ? getNamedType(order.type) : null;
  const columns = isInputObjectType(type) ? getNamedType(type.getFields()['field']!.type) : null;
  const names = isEnumType(columns) ? columns.getValues().map(({ name }) => name) : [];
  return [
    '',
    ...names.flatMap((name) =>
      ['ASC', 'DESC'].map((way) => `orderBy: { field: ${name}, direction: ${way} }`),
    ),
  ];
}

const PAGE =
  'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }';

let keynest: KeyNest;
let slow: ReturnType<typeof fieldByField>;
beforeAll(async () => {
  keynest = await startKeyNest();
  await fillPortfolio(keynest);
  for (const { id: leaseId } of await keynest.prisma.lease.findMany({ take: 2 })) {
    for (let number = 0; number < 3; number += 1) {
      await keynest.own.charge({ leaseId });
      await keynest.own.deposit({ leaseId });
    }
  }
  slow = fieldByField({ ...keynest.services, prisma: withSender(keynest.prisma, null) });
}, 120_000);
afterAll(() => keynest.close());

interface Edges {
  readonly edges: readonly { readonly cursor: string }[];
}

/** The pages in an answer, wherever they are. */
function pagesIn(value: unknown): Edges[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('edges' in value) return [value as Edges];
  return Object.values(value).flatMap(pagesIn);
}

/** Pages from both ends, after and before the middle row of one of the lists. */
function placesOf(cursor: string): string[] {
  const sizes = [0, 1, 2, 100].flatMap((size) => [`first: ${size}`, `last: ${size}`]);
  const beside = [`first: 1, after: "${cursor}"`, `last: 1, before: "${cursor}"`, `after: "${cursor}"`];
  return ['', ...sizes, ...beside, `before: "${cursor}"`];
}

test('there is a way to each relation in pages', () => {
  expect(RELATIONS.map(([type]) => type).filter((type) => !(type in WAYS))).toEqual([]);
  expect(RELATIONS.length).toBeGreaterThan(8);
});

test.each(RELATIONS)(
  'pages of %s.%s are what Pothos makes of them',
  async (type, name, field) => {
    const viewer = await keynest.viewerOf('landlord');
    for (const order of ordersOf(field)) {
      const ask = (args: string) => {
        const given = [args, order].filter((one) => one !== '').join(', ');
        return WAYS[type]!(`${name}${given === '' ? '' : `(${given})`} { ${PAGE} }`);
      };
      const whole = await slow(viewer, ask(''));
      const longest = pagesIn(whole.data).toSorted((a, b) => b.edges.length - a.edges.length)[0];
      const middle = longest?.edges[longest.edges.length >> 1];
      for (const place of placesOf(middle?.cursor ?? '')) {
        const source = ask(place);
        const expected = await slow(viewer, source);
        const planned = await keynest.gql(viewer, source);
        expect({ source, planned }).toEqual({ source, planned: expected });
        expect(planned.errors).toBeUndefined();
      }
    }
  },
  60_000,
);
