import type { RentPeriod } from '../../src/generated/prisma/enums.ts';
import type { NewTenancy } from '../support/factories.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const GENERATE = `mutation ($type: FormType!, $input: FormInput!) {
  generateForm(type: $type, input: $input) { id terminationDate }
}`;
const VALIDATE = `query ($type: FormType!, $input: FormInput!) {
  validateForm(type: $type, input: $input) { valid terminationDate defects { code path } }
}`;
const OPTIONS = `query ($tenantId: ID!) {
  noticeOptions(tenantId: $tenantId) { type available obstacles { code } earliestDates { method date } }
}`;
const SERVE = `mutation ($id: ID!, $input: UpdateFormInput!) { updateForm(id: $id, input: $input) { status } }`;

/** What a notice needs besides its dates. */
const INPUTS = {
  N4: {},
  N5: { reasons: ['INTERFERENCE'], events: [{ on: '2026-11-20', what: 'Noise.' }] },
  N7: { reasons: ['SAFETY'], events: [{ on: '2026-11-20', what: 'A fire.' }] },
  N8: { reasons: ['EMPLOYMENT_ENDED'], details: 'The employment ended.' },
  N9: {},
  N12: { reason: 'LANDLORD_OR_FAMILY', landlordType: 'INDIVIDUAL', movingIn: ['SELF'] },
  N13: { reason: 'DEMOLITION', details: 'All.', permits: 'OBTAINED', residentialUnitsInComplex: 6 },
} as const;

type Notice = keyof typeof INPUTS;

/**
 * The earliest dates of notices handed over on Monday, 23 November 2026, for a tenancy since Thursday, 3 September: its
 * weeks end on Wednesdays, its months on the 2nd.
 */
const EARLIEST: Readonly<Record<RentPeriod, Readonly<Record<Notice, string>>>> = {
  DAILY: {
    N4: '2026-11-30',
    N5: '2026-12-13',
    N7: '2026-12-03',
    N8: '2026-12-21',
    N9: '2026-12-21',
    N12: '2027-01-22',
    N13: '2027-03-23',
  },
  WEEKLY: {
    N4: '2026-11-30',
    N5: '2026-12-13',
    N7: '2026-12-03',
    N8: '2026-12-23',
    N9: '2026-12-23',
    N12: '2027-01-27',
    N13: '2027-03-24',
  },
  BIWEEKLY: {
    N4: '2026-11-30',
    N5: '2026-12-13',
    N7: '2026-12-03',
    N8: '2027-02-03',
    N9: '2027-02-03',
    N12: '2027-02-03',
    N13: '2027-03-31',
  },
  MONTHLY: {
    N4: '2026-11-30',
    N5: '2026-12-13',
    N7: '2026-12-03',
    N8: '2027-02-02',
    N9: '2027-02-02',
    N12: '2027-02-02',
    N13: '2027-04-02',
  },
  YEARLY: {
    N4: '2026-11-30',
    N5: '2026-12-13',
    N7: '2026-12-03',
    N8: '2027-09-02',
    N9: '2027-09-02',
    N12: '2027-09-02',
    N13: '2027-09-02',
  },
};

const CASES = (Object.keys(EARLIEST) as RentPeriod[]).flatMap((period) =>
  (Object.keys(INPUTS) as Notice[]).map((type) => [period, type, EARLIEST[period][type]] as const),
);

/** The last day to hand over an N9 or N12 with the date above, and the earliest date from the day after on. */
const LAST_DAYS: readonly (readonly [RentPeriod, Notice, string, string])[] = [
  ['DAILY', 'N9', '2026-11-23', '2026-12-22'],
  ['WEEKLY', 'N9', '2026-11-25', '2026-12-30'],
  ['BIWEEKLY', 'N9', '2026-12-05', '2027-02-17'],
  ['MONTHLY', 'N9', '2026-12-04', '2027-03-02'],
  ['YEARLY', 'N9', '2027-07-04', '2028-09-02'],
  ['WEEKLY', 'N8', '2026-11-25', '2026-12-30'],
  ['MONTHLY', 'N13', '2026-12-03', '2027-05-02'],
  ['DAILY', 'N12', '2026-11-23', '2027-01-23'],
  ['WEEKLY', 'N12', '2026-11-28', '2027-02-03'],
  ['BIWEEKLY', 'N12', '2026-12-05', '2027-02-17'],
  ['MONTHLY', 'N12', '2026-12-04', '2027-03-02'],
  // It states that no compensation is owed, which takes 120 days (RTA s.48.1(2)).
  ['YEARLY', 'N12', '2027-05-05', '2028-09-02'],
];

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(() => {
  keynest.clock.reset();
});
afterAll(() => keynest.close());

async function tenancy(given: Partial<NewTenancy> = {}): Promise<string> {
  const { unitId } = await keynest.own.property();
  return (await keynest.own.tenancy({ unitId, startsOn: '2026-09-03', ...given })).tenantId;
}

interface Refused {
  readonly extensions: { code: string; reason: string; details: { code: string; earliestDate?: string }[] };
}

interface Answers {
  readonly generateForm: { id: string; terminationDate: string };
  readonly validateForm: Record<string, unknown>;
  readonly noticeOptions: { type: string; earliestDates: unknown[] }[];
  readonly updateForm: { status: string };
}

async function ask(document: string, variables: Record<string, unknown>) {
  const result = await keynest.gql(await keynest.viewerOf('landlord'), document, variables);
  return JSON.parse(JSON.stringify(result)) as { data?: Answers; errors?: Refused[] };
}

async function make(type: Notice, input: Record<string, unknown>) {
  const { data, errors } = await ask(GENERATE, {
    type,
    input: { ...INPUTS[type], ...input },
  });
  expect(errors).toBeUndefined();
  return data!.generateForm;
}

async function validate(type: Notice, input: Record<string, unknown>) {
  const { data } = await ask(VALIDATE, {
    type,
    input: { ...INPUTS[type], ...input },
  });
  return data!.validateForm;
}

/** Handed over on a day, and recorded on that day. */
function serve(id: string, servedOn: string) {
  keynest.clock.set(`${servedOn}T15:00:00Z`);
  return ask(SERVE, {
    id,
    input: { status: 'SERVED', servedOn, serviceMethod: 'HAND' },
  });
}

describe('rent per period', () => {
  test.each(CASES)('%s: an %s ends the tenancy on %s at the earliest', async (rentalPeriod, type, date) => {
    const tenantId = await tenancy({ rentalPeriod });
    const dryRun = { valid: true, terminationDate: date, defects: [] };
    expect(await validate(type, { tenantId })).toEqual(dryRun);
    expect(await make(type, { tenantId })).toMatchObject({ terminationDate: date });

    const { data } = await ask(OPTIONS, {
      tenantId,
    });
    const option = data!.noticeOptions.find((one) => one.type === type)!;
    expect(option).toMatchObject({ available: true, obstacles: [] });
    expect(option.earliestDates).toContainEqual({ method: 'HAND', date });
  });

  test('refuses a date within a week as the end of the week', async () => {
    const tenantId = await tenancy({ rentalPeriod: 'WEEKLY' });
    expect(await validate('N9', { tenantId, terminationDate: '2026-12-27' })).toMatchObject({
      valid: false,
      defects: [{ code: 'not_period_end' }],
    });
  });

  test('counts a year from rent day to rent day', async () => {
    const tenantId = await tenancy({ rentalPeriod: 'YEARLY', rentDueDay: 1 });
    expect(await make('N9', { tenantId })).toMatchObject({ terminationDate: '2027-09-30' });
  });

  test('prefers a given period end to the computed end', async () => {
    const tenantId = await tenancy({ rentalPeriod: 'BIWEEKLY' });
    const made = await make('N9', { tenantId, periodEnd: '2026-11-18' });
    expect(made.terminationDate).toBe('2027-01-27');
  });

  test('requires the period end for a rent day that some years lack', async () => {
    const tenantId = await tenancy({ rentalPeriod: 'YEARLY', startsOn: '2024-02-29' });
    expect(await validate('N9', { tenantId })).toMatchObject({
      valid: false,
      defects: [{ code: 'required', path: ['input', 'periodEnd'] }],
    });
    const made = await make('N9', { tenantId, periodEnd: '2027-02-28' });
    expect(made.terminationDate).toBe('2027-02-28');
  });
});

describe('service', () => {
  test.each(LAST_DAYS)('%s: an %s holds until %s, and is then too late', async (...row) => {
    const [rentalPeriod, type, lastDay, next] = row;
    const tenantId = await tenancy({ rentalPeriod });
    const { id } = await make(type, { tenantId });
    const { id: another } = await make(type, { tenantId });
    expect((await serve(id, lastDay)).data!.updateForm.status).toBe('SERVED');

    const dayAfter = new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10);
    const { errors } = await serve(another, dayAfter);
    expect(errors![0]!.extensions).toMatchObject({
      code: 'CONFLICT',
      reason: 'served_too_late',
      details: [{ code: 'date_too_early', earliestDate: next }],
    });
  });

  test('stores the given end of a short month', async () => {
    keynest.clock.set('2026-12-10T15:00:00Z');
    const tenantId = await tenancy({ rentDueDay: 31 });
    const { id, terminationDate } = await make('N9', { tenantId, periodEnd: '2027-02-27' });
    expect(terminationDate).toBe('2027-02-27');
    expect((await serve(id, '2026-12-10')).errors).toBeUndefined();
  });

  test('is checked against the terms on the day of service', async () => {
    const tenantId = await tenancy({ endsOn: '2027-02-14' });
    const { id, terminationDate } = await make('N9', { tenantId });
    expect(terminationDate).toBe('2027-02-14');
    keynest.clock.set('2027-02-20T15:00:00Z');
    const input = { status: 'SERVED', servedOn: '2026-12-14', serviceMethod: 'HAND' };
    expect((await ask(SERVE, { id, input })).errors).toBeUndefined();
  });

  test('is refused if the changed terms do not allow a check', async () => {
    const tenantId = await tenancy({
      rentalPeriod: 'YEARLY',
      startsOn: '2024-02-29',
      endsOn: '2027-02-28',
    });
    const { id } = await make('N12', { tenantId });
    const { leaseId } = await keynest.prisma.tenant.findUniqueOrThrow({ where: { id: tenantId } });
    await keynest.prisma.lease.update({ where: { id: leaseId }, data: { endsOn: null } });
    const { errors } = await serve(id, '2026-11-23');
    expect(errors![0]!.extensions).toMatchObject({
      code: 'CONFLICT',
      reason: 'served_too_late',
      details: [{ code: 'required' }],
    });
  });
});
