import { memoryCounter } from '../../src/throttle/counter.ts';
import { CostLimit } from '../../src/throttle/cost-limit.ts';
import type { Answer, Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { expectProblem } from '../support/expectations.ts';
import { countedLimit } from './support.ts';

const MOST = 10_000;
const counter = memoryCounter({ name: 'request_costs', points: MOST, duration: 60 });

let keynest: KeyNest;
beforeAll(async () => {
  const settings = { costLimit: new CostLimit(counter), requestLimit: countedLimit(1000).limit };
  keynest = await startKeyNest({ settings });
  for (let index = 0; index < 3; index += 1) await keynest.own.home({ startsOn: '2026-10-01' });
});
afterAll(() => keynest.close());

let round = 0;
beforeEach(() => {
  round += 1;
  counter.keyPrefix = `round ${round}`;
});

/** What is left of the caller's cost, by the header. */
const left = ({ headers }: Answer) =>
  Number(/"cost";r=(\d+);t=\d+/.exec(headers.get('ratelimit') ?? '')?.[1]);

const graphql = (query: string, as: 'landlord' | 'manager' = 'landlord') =>
  keynest.as(as).post('/graphql', { query });

/** Costs 5,001 at most, and far less: there are no such ids. */
const HEAVY = `{ nodes(ids: [${'"x" '.repeat(49)}]) { id } }`;
const ROLL = '{ workspace { rentRoll { balance } } }';

describe('the headers', () => {
  test.each([
    ['GraphQL', () => graphql('{ viewer { id } }'), 2],
    ['/v1', () => keynest.as('landlord').get('/v1/auth/session'), null],
    ['an answer that executed nothing', () => keynest.as('landlord').get('/files/f_1'), 0],
  ])('tell requests and cost: %s', async (_what, ask, cost) => {
    await keynest.tokenOf('landlord');
    counter.keyPrefix = `headers ${_what}`;
    const answer = await ask();
    expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=1000;w=60, "cost";q=10000;w=60');
    expect(answer.headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+, "cost";r=\d+;t=\d+$/);
    if (cost === null) expect(left(answer)).toBeLessThan(MOST);
    else expect(MOST - left(answer)).toBe(cost);
  });
});

describe('a caller is charged', () => {
  test('what the answer had, not what it might have had', async () => {
    const answer = await graphql('{ properties(first: 100) { edges { node { name units { label } } } } }');
    // 1 for the list; three properties with a name, a list of units and one label.
    expect(MOST - left(answer)).toBe(1 + 3 * 3);
    expect((answer.body as Json).extensions.cost.requested).toBeGreaterThan(1000);
  });

  test('the whole estimate when it failed', async () => {
    const query = 'mutation { signIn(input: { email: "nobody@own.example", password: "x" }) { token role } }';
    const answer = await keynest.withToken(null).post('/graphql', { query });
    expect(MOST - left(answer)).toBe(2502);
  });

  test('for the lists of /v1 what they returned', async () => {
    const landlord = keynest.as('landlord');
    const answers = [await landlord.get('/v1/properties'), await landlord.get('/v1/properties')];
    const [first, second] = answers.map(left);
    expect(first! - second!).toBe(MOST - first!);
    expect(MOST - first!).toBeLessThan(300);
  });

  test('for each report that is printed, in /v1 and by a link', async () => {
    const landlord = keynest.as('landlord');
    const made = await graphql('{ workspace { rentRollFile { pdfUrl } } }');
    const { pathname, search } = new URL((made.body as Json).data.workspace.rentRollFile.pdfUrl);
    const spent: number[] = [];
    const answers: Answer[] = [];
    for (let index = 0; index < 4; index += 1) {
      answers.push(await keynest.withToken(null).get(pathname + search));
      spent.push(MOST - left(answers.at(-1)!));
    }
    // The rent roll has three rows of 10. With them, the fourth is beyond the limit.
    expect(spent.slice(0, 3)).toEqual([2530, 5060, 7590]);
    expectProblem(answers[3]!, 429, 'rate_limited');
    expect(Number(answers[3]!.headers.get('retry-after'))).toBeGreaterThan(0);
    const pdf = await landlord.get('/v1/reports/rent-roll', { headers: { Accept: 'application/pdf' } });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(MOST - left(pdf)).toBeGreaterThan(2500);
  });

  test('apart from other callers', async () => {
    await graphql(ROLL);
    expect(MOST - left(await graphql('{ viewer { id } }', 'manager'))).toBe(2);
  });
});

describe('beyond the cost of a minute', () => {
  const exhaust = async () => {
    const answers: Answer[] = [];
    for (let index = 0; index < 4; index += 1) answers.push(await graphql(ROLL));
    return answers;
  };

  test('/graphql answers 429 with Retry-After, and cheap operations still pass', async () => {
    const answers = await exhaust();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    const refused = answers.at(-1)!;
    const { message, extensions } = (refused.body as Json).errors[0];
    expect(message).toMatch(/^Your operations cost too much\. Try again in /);
    expect(extensions).toMatchObject({ code: 'RATE_LIMITED', reason: 'rate_limited', details: [] });
    expect(refused.headers.get('retry-after')).toBe(String(extensions.retryAfterSeconds));
    expect((await graphql('{ viewer { id } }')).status).toBe(200);
  });

  test('/v1 answers 429 as a problem, once nothing is left', async () => {
    counter.points = 2;
    const landlord = keynest.as('landlord');
    let answer = await landlord.get('/v1/properties');
    expect(answer.status).toBe(200);
    answer = await landlord.get('/v1/properties');
    counter.points = MOST;
    expectProblem(answer, 429, 'rate_limited');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('operations in work count with all they may cost', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => graphql(HEAVY)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
  });
});
