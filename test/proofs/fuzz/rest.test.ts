import { ROUTES } from '../../../src/rest/v1/index.ts';
import { startKeyNest, type KeyNest } from '../../support/keynest.ts';
import { holds, PROPERTY_MILLISECONDS, RUNS } from './settings.ts';
import { createRestProbe, type RestProbe } from './rest-probe.ts';
import { hostileRequestsTo, requestsTo } from './rest-request.ts';
import { createHeadProbe } from './head-probe.ts';
import { hostileHeads } from './heads.ts';

let keynest: KeyNest;
let probe: RestProbe;

beforeAll(async () => {
  keynest = await startKeyNest();
  probe = await createRestProbe(keynest);
});
afterAll(() => keynest.close());

describe('whatever is sent', () => {
  const operations = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const);

  test.each(operations)(
    '%s refuses it with a word of the contract, or does just that',
    async (_name, route) => {
      await holds(requestsTo(route), (sent) => probe(route, sent));
    },
    PROPERTY_MILLISECONDS,
  );

  const bodies = operations.flatMap(([name, route]) => {
    const requests = hostileRequestsTo(route);
    return requests ? [[name, route, requests] as const] : [];
  });

  test.each(bodies)(
    '%s refuses one hostile value in a body that is sound, or takes it as it is',
    async (_name, route, requests) => {
      await holds(requests, (sent) => probe(route, sent));
    },
    PROPERTY_MILLISECONDS,
  );
});

/** For one property that stands for all routes. */
const MANY = 8 * RUNS;

test(
  'whatever the head of a request holds, it is refused with a word, or has the effect of a request that is sound',
  async () => {
    await holds(hostileHeads, await createHeadProbe(keynest), MANY);
  },
  PROPERTY_MILLISECONDS,
);
