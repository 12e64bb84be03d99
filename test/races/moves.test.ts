import { TODAY } from '../support/clock.ts';
import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { outcomeOf, race, RACERS, tally } from './race.ts';
import { eventsSince, logEnd, versionOf } from './stored.ts';

let keynest: KeyNest;
let landlord: Http;

beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = keynest.as('landlord');
  // Signed in before anything is counted.
  await keynest.tokenOf('landlord');
});
afterAll(() => keynest.close());

describe(`${RACERS} concurrent unconditional requests`, () => {
  test('lets one change the status of a payment', async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    const end = await logEnd(keynest);
    const answers = await race((racer) =>
      landlord.patch(`/v1/payments/${id}`, { status: racer % 2 === 0 ? 'Failed' : 'Refunded' }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const expected = ['200', '409 illegal_transition', '409 stale_version'];
    expect(answers.map(outcomeOf).filter((outcome) => !expected.includes(outcome))).toEqual([]);
    const winner = answers.find(({ status }) => status === 200)!;
    expect((await landlord.get(`/v1/payments/${id}`)).body).toEqual(winner.body);
    expect(await versionOf(keynest, 'payment', id)).toBe(2);
    const events = await eventsSince(keynest, end);
    expect(events.filter((event) => event === 'UPDATE Payment')).toHaveLength(1);
  });

  test('applies every change of a ticket once', async () => {
    const id = await keynest.own.ticket(await keynest.own.home());
    const end = await logEnd(keynest);
    const answers = await race((racer) => landlord.patch(`/v1/tickets/${id}`, { title: `Title ${racer}` }));
    expect(tally(answers.map(outcomeOf))).toEqual({ 200: RACERS });
    expect(await versionOf(keynest, 'ticket', id)).toBe(1 + RACERS);
    expect(await eventsSince(keynest, end)).toHaveLength(RACERS);
  });

  test('keeps concurrent changes of different fields of a ticket', async () => {
    const id = await keynest.own.ticket(await keynest.own.home());
    const parts = [
      { title: 'New title' },
      { cost: 12.5 },
      { priority: 'High' },
      { status: 'Scheduled' },
      { scheduledFor: '2026-12-01' },
    ];
    await race((racer) => landlord.patch(`/v1/tickets/${id}`, parts[racer % parts.length]));
    expect((await landlord.get(`/v1/tickets/${id}`)).body).toMatchObject(
      Object.assign({}, ...parts) as object,
    );
  });

  test('never serves a void form', async () => {
    const id = await keynest.own.form(await keynest.own.home());
    const served = { status: 'Served', servedOn: TODAY, serviceMethod: 'hand' };
    const end = await logEnd(keynest);
    const answers = await race((racer) =>
      landlord.patch(`/v1/forms/${id}`, racer % 2 === 0 ? { status: 'Void' } : served),
    );
    const successes = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect([1, 2]).toContain(successes.length);
    expect((await landlord.get(`/v1/forms/${id}`)).body).toMatchObject(
      successes.length === 2 || successes.some(({ body }) => (body as { status: string }).status === 'Void')
        ? { status: 'Void' }
        : { status: 'Served' },
    );
    expect(await versionOf(keynest, 'form', id)).toBe(1 + successes.length);
    expect(await eventsSince(keynest, end)).toHaveLength(successes.length);
  });
});
