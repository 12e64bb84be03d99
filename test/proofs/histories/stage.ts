import { addDays } from '../../../src/calendar/date.ts';
import type { Json } from '../../support/http.ts';
import type { KeyNest } from '../../support/keynest.ts';
import { Random } from '../reads/random.ts';
import { Books, type Money } from './books.ts';

/** Where the histories are played. */
export const stage = { random: new Random(0), today: '2026-11-23' } as {
  keynest: KeyNest;
  random: Random;
  today: string;
};

export const landlord = () => stage.keynest.as('landlord');
export const centsOf = (dollars: number) => Math.round(dollars * 100);
export const daysAgo = (most: number) => addDays(stage.today, -stage.random.below(most));
export const later = (one: string, other: string) => (one > other ? one : other);

export function goTo(day: string): void {
  stage.today = day;
  stage.keynest.clock.set(`${day}T15:00:00.000Z`);
}

/** A payment on record. */
export interface Paid {
  readonly id: string;
  money: Money;
  status: 'Paid' | 'Failed' | 'Refunded' | 'Undone';
}

/** A tenancy, its books, and what was done to it. */
export interface Play {
  readonly id: string;
  readonly leaseId: string;
  readonly propertyId: string;
  readonly books: Books;
  readonly paid: Paid[];
  readonly credits: { readonly id: string; readonly money: Money }[];
  readonly story: string[];
  /** The notice of increase that awaits service. */
  announced: { readonly formId: string; readonly on: string; readonly cents: number } | null;
}

export async function graphql(document: string, variables: object): Promise<Json> {
  const { data, errors } = await stage.keynest.gql(await stage.keynest.viewerOf('landlord'), document, {
    ...variables,
  });
  return errors ? { errors } : data;
}

/** Does something in one of the interfaces; null: it was refused. */
export async function write(play: Play, method: 'post' | 'patch', path: string, body: object): Promise<Json> {
  const answer = await landlord()[method](path, body);
  const { id, code } = answer.body as Json;
  play.story.push(`${stage.today} ${method} ${path} ${JSON.stringify(body)} ${answer.status} ${id ?? code}`);
  expect(answer.status < 500 ? null : answer).toBeNull();
  return answer.status < 300 ? answer.body : null;
}

export async function mutate(
  play: Play,
  name: string,
  type: string,
  id: object,
  input: object,
  fields: string,
) {
  const declared = Object.keys(id).map((key) => `$${key}: ID!, `);
  const given = Object.keys(id).map((key) => `${key}: $${key}, `);
  const document = `mutation Act(${declared.join('')}$input: ${type}!) { done: ${name}(${given.join('')}input: $input) { ${fields} } }`;
  const { done, errors } = await graphql(document, { ...id, input });
  play.story.push(
    `${stage.today} ${name} ${JSON.stringify({ ...id, input })} ${JSON.stringify(done ?? errors[0].message)}`,
  );
  return done ?? null;
}

export const money = (cents: number, on: string, parts: Partial<Money> = {}): Money => ({
  cents,
  on,
  until: null,
  month: null,
  dueOn: null,
  refunds: [],
  isRent: true,
  ...parts,
});

export async function enter(number: number): Promise<Play> {
  const { unitId, propertyId } = await stage.keynest.own.property({ name: `House ${number}` });
  // Twelve months have to pass before an increase.
  const startsOn = daysAgo(stage.random.chance(0.4) ? 420 : 130);
  const termEnd = stage.random.chance(0.5) ? addDays(startsOn, 30 + stage.random.below(400)) : null;
  const isWeekly = stage.random.chance(0.25);
  const dueDay = isWeekly ? null : stage.random.pick([Number(startsOn.slice(8)), 1, 15, 29, 30, 31]);
  const cents = 30_000 + stage.random.below(170_000);
  const rentPeriod = isWeekly ? 'Weekly' : 'Monthly';
  const body = {
    name: `Tenant ${number}`,
    unitId,
    rent: cents / 100,
    leaseStart: startsOn,
    rentPeriod,
    ...(dueDay === null ? {} : { rentDueDay: dueDay }),
    ...(termEnd === null ? {} : { leaseEnd: termEnd }),
  };
  const answer = (await landlord().post('/v1/tenants', body)).body as Json;
  const books = new Books(startsOn, dueDay, cents);
  books.termEnd = termEnd;
  const story = [`${stage.today} ${JSON.stringify(body)}`];
  const { id, leaseId } = answer;
  return { id, leaseId, propertyId, books, paid: [], credits: [], story, announced: null };
}

export async function openRows({ leaseId }: Play): Promise<Json[]> {
  return (await landlord().get(`/v1/payments?lease=${leaseId}&source=Expected&limit=100`)).body as Json[];
}
