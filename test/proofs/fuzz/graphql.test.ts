import { startKeyNest, type KeyNest } from '../../support/keynest.ts';
import { asking, askingHostile, MUTATIONS, QUERIES } from './graphql-operation.ts';
import { createGraphqlProbe, type GraphqlProbe, type Way } from './graphql-probe.ts';
import { holds, PROPERTY_MILLISECONDS, RUNS } from './settings.ts';

let keynest: KeyNest;
const probes = new Map<Way, GraphqlProbe>();

beforeAll(async () => {
  keynest = await startKeyNest();
  for (const way of ['in process', 'over HTTP'] as const) {
    probes.set(way, await createGraphqlProbe(keynest, way));
  }
});
afterAll(() => keynest.close());

const fields = [
  ...MUTATIONS.map((field) => ['mutation', field.name, field] as const),
  ...QUERIES.map((field) => ['query', field.name, field] as const),
];

describe.each<[Way, number]>([
  ['in process', RUNS],
  ['over HTTP', Math.ceil(RUNS / 4)],
])('whatever is asked %s', (way, runs) => {
  test.each(fields)(
    '%s %s refuses it with a code of the closed set, or does just that',
    async (root, _name, field) => {
      await holds(asking(root, field), (asked) => probes.get(way)!(field, asked), runs);
    },
    PROPERTY_MILLISECONDS,
  );

  test.each(fields.filter(([, , { args }]) => args.length > 0))(
    '%s %s refuses one hostile value among sound ones, or takes it as it is',
    async (root, _name, field) => {
      await holds(askingHostile(root, field), (asked) => probes.get(way)!(field, asked), runs);
    },
    PROPERTY_MILLISECONDS,
  );
});
