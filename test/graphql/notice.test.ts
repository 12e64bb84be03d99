import { readFileSync } from 'node:fs';
import { earliestOrFaults } from '../../src/documents/plan/notice.ts';
import { DomainError } from '../../src/errors.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly form: string;
  readonly served_on: string;
  readonly method: string;
  readonly rental_period: string;
  readonly rent_due_day?: number;
  readonly rent_due_weekday?: string;
  readonly term_end?: string;
  readonly reason?: string;
  readonly notice_number?: number;
  readonly notice_days?: number;
  readonly deemed_given?: string;
  readonly earliest_termination: string | null;
  readonly earliest_board_application?: string;
  readonly compensation_required?: boolean;
}

const VECTORS = JSON.parse(
  readFileSync(new URL('../law/vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];
const EARLIEST = VECTORS.filter(
  ({ kind, earliest_termination: date }) => kind === 'earliest_date' && date !== null,
);

const QUERY = `query ($input: EarliestTerminationInput!) {
  earliestTermination(input: $input) {
    date deemedGiven earliestBoardApplication compensationRequired explanation
    rules { id name section value inForceFrom source fixes }
    warnings { code message }
  }
}`;

const upper = (code: string | undefined) => code?.toUpperCase();

function inputOf(vector: Vector) {
  const input = {
    form: vector.form,
    servedOn: vector.served_on,
    method: upper(vector.method),
    rentalPeriod: upper(vector.rental_period),
    rentDueDay: vector.rent_due_day,
    rentDueWeekday: upper(vector.rent_due_weekday),
    termEnd: vector.term_end,
    reason: upper(vector.reason),
    noticeNumber: vector.notice_number,
    noticeDays: vector.notice_days,
  };
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

async function ask(
  document: string,
  variables: Record<string, unknown>,
  role: 'landlord' | 'tenant' = 'landlord',
) {
  const result = await keynest.gql(await keynest.viewerOf(role), document, variables);
  return JSON.parse(JSON.stringify(result)) as {
    data: Record<string, unknown>;
    errors?: {
      message: string;
      extensions: { code: string; reason: string; details: { code: string; path: string[] }[] };
    }[];
  };
}

describe('earliestTermination', () => {
  test.each(EARLIEST.map((vector) => [vector.id, vector] as const))('%s', async (_id, vector) => {
    const { data, errors } = await ask(QUERY, { input: inputOf(vector) });
    expect(errors).toBeUndefined();
    const found = data['earliestTermination'] as Record<string, unknown>;
    expect(found['date']).toBe(vector.earliest_termination);
    for (const { id, name, inForceFrom } of found['rules'] as Record<string, string>[]) {
      expect(id).toBe(`${name}@${inForceFrom}`);
    }
    if (vector.deemed_given) expect(found['deemedGiven']).toBe(vector.deemed_given);
    if (vector.earliest_board_application) {
      expect(found['earliestBoardApplication']).toBe(vector.earliest_board_application);
    }
    if (vector.compensation_required !== undefined) {
      expect(found['compensationRequired']).toBe(vector.compensation_required);
    }
  });

  test('requires a session', async () => {
    const { errors } = await keynest.gql(null, QUERY, { input: inputOf(EARLIEST[0]!) });
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('reports every fault', async () => {
    const input = { form: 'N12', servedOn: '2026-10-01', method: 'POSTED_ON_DOOR', rentalPeriod: 'FIXED' };
    const { errors } = await ask(QUERY, { input });
    const codes = errors![0]!.extensions.details.map(({ code, path }) => `${path.join('.')} ${code}`);
    expect(codes).toEqual(
      expect.arrayContaining(['input.method method_not_allowed', 'input.termEnd required']),
    );
  });
});

describe('noticeOptions', () => {
  const OPTIONS = `query ($tenantId: ID!) {
    noticeOptions(tenantId: $tenantId) {
      type available claim obstacles { code section } earliestDates { method date deemedGiven }
    }
  }`;

  test('gives the claim of an N4 and the earliest dates by method', async () => {
    keynest.clock.set('2026-11-23T15:00:00Z');
    const { unitIds } = await keynest.own.property();
    const { tenantId } = await keynest.own.tenancy({
      unitId: unitIds[0]!,
      startsOn: '2026-10-01',
      rentCents: 200_000,
    });
    const { data } = await ask(OPTIONS, { tenantId });
    const options = data['noticeOptions'] as {
      type: string;
      available: boolean;
      claim: number | null;
      earliestDates: { method: string; date: string }[];
    }[];
    const n4 = options.find(({ type }) => type === 'N4')!;
    expect(n4).toMatchObject({ available: true, claim: 4000 });
    expect(n4.earliestDates).toContainEqual({
      method: 'HAND',
      date: '2026-11-30',
      deemedGiven: '2026-11-23',
    });
    expect(n4.earliestDates).toContainEqual({
      method: 'MAIL',
      date: '2026-12-05',
      deemedGiven: '2026-11-28',
    });
    expect(n4.earliestDates.map(({ method }) => method)).not.toContain('POSTED_ON_DOOR');
    expect(n4.earliestDates.map(({ method }) => method)).not.toContain('EMAIL_WITH_CONSENT');
  });

  test('gives the obstacles with their sections', async () => {
    const { unitIds } = await keynest.own.property();
    const { tenantId } = await keynest.own.tenancy({
      unitId: unitIds[0]!,
      startsOn: '2027-01-01',
      status: 'PENDING',
    });
    const { data } = await ask(OPTIONS, { tenantId });
    const options = data['noticeOptions'] as {
      type: string;
      available: boolean;
      obstacles: { code: string; section: string }[];
    }[];
    expect(options.find(({ type }) => type === 'N4')).toMatchObject({
      available: false,
      obstacles: [{ code: 'tenancy_not_begun', section: 'RTA s.37' }],
    });
    expect(options.find(({ type }) => type === 'LEASE')).toMatchObject({ available: true });
  });

  test('report legal faults but throw internal errors', () => {
    const refusal = new DomainError('BAD_INPUT', 'No.', { details: [] });
    const failing = (error: Error) => () => {
      throw error;
    };
    expect(earliestOrFaults(failing(refusal))).toEqual({ earliest: null, faults: [] });
    expect(() => earliestOrFaults(failing(new TypeError('x is undefined')))).toThrow(TypeError);
  });

  test('of an invisible tenant are not found', async () => {
    const foreign = await keynest.other.home({ name: 'A Stranger' });
    const { errors } = await ask(OPTIONS, { tenantId: foreign.tenantId });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
