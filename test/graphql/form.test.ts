import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const VALIDATE = `query ($type: FormType!, $input: FormInput!) {
  validateForm(type: $type, input: $input) {
    valid terminationDate fields defects { code path section earliestDate } warnings { code section }
  }
}`;
const GENERATE = `mutation ($type: FormType!, $input: FormInput!) {
  generateForm(type: $type, input: $input) {
    id status type terminationDate fields sha256 layout warnings { code } rules { name section value } standing { standing }
  }
}`;

interface Defect {
  readonly code: string;
  readonly path: readonly string[];
  readonly section?: string | null;
  readonly earliestDate?: string | null;
}
interface Made {
  readonly id: string;
  readonly status: string;
  readonly terminationDate: string | null;
  readonly fields: Record<string, unknown>;
  readonly sha256: string;
  readonly layout: string;
  readonly warnings: readonly { code: string }[];
  readonly rules: readonly { name: string; section: string; value: string }[];
}

let keynest: KeyNest;
let tenantId: string;
let leaseId: string;
beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(async () => {
  keynest.clock.set('2026-11-23T15:00:00Z');
  const { unitIds } = await keynest.own.property();
  const tenancy = { unitId: unitIds[0]!, startsOn: '2026-09-01', rentCents: 200_000, name: 'Zoë Đặng' };
  ({ tenantId, leaseId } = await keynest.own.tenancy(tenancy));
});
afterAll(() => keynest.close());

async function ask(document: string, variables: Record<string, unknown>) {
  const result = await keynest.gql(await keynest.viewerOf('landlord'), document, variables);
  return JSON.parse(JSON.stringify(result)) as {
    data?: Record<string, unknown>;
    errors?: { message: string; extensions: { code: string; reason: string; details: Defect[] } }[];
  };
}

async function generate(type: string, input: Record<string, unknown> = {}): Promise<Made> {
  const { data, errors } = await ask(GENERATE, { type, input: { tenantId, ...input } });
  expect(errors).toBeUndefined();
  return data!['generateForm'] as Made;
}

async function validate(type: string, input: Record<string, unknown> = {}) {
  const { data, errors } = await ask(VALIDATE, { type, input: { tenantId, ...input } });
  expect(errors).toBeUndefined();
  return data!['validateForm'] as {
    valid: boolean;
    terminationDate: string | null;
    defects: Defect[];
    warnings: { code: string; section: string | null }[];
  };
}

/** Inputs that would make a void or unfinished document, and what is wrong with each. */
const VOID: readonly (readonly [string, string, Record<string, unknown>, readonly string[]])[] = [
  ['N4 a day too early', 'N4', { terminationDate: '2026-11-29' }, ['terminationDate date_too_early']],
  [
    'N4 mailed, too early',
    'N4',
    { serviceMethod: 'MAIL', terminationDate: '2026-12-04' },
    ['terminationDate date_too_early'],
  ],
  ['N4 posted on the door', 'N4', { serviceMethod: 'POSTED_ON_DOOR' }, ['serviceMethod method_not_allowed']],
  [
    'N4 by e-mail without consent',
    'N4',
    { serviceMethod: 'EMAIL_WITH_CONSENT' },
    ['serviceMethod email_consent_missing'],
  ],
  ['N4 with a field of another form', 'N4', { personsAllowed: 2 }, ['personsAllowed unknown_field']],
  ['N5 without anything', 'N5', {}, ['reasons required', 'events required']],
  [
    'N5 second without the first',
    'N5',
    { reasons: ['INTERFERENCE'], noticeNumber: 2, events: [{ on: '2026-11-20', what: 'Noise.' }] },
    ['firstNoticeGivenOn required', 'newConductOn required'],
  ],
  [
    'N5 second, conduct too soon',
    'N5',
    {
      reasons: ['INTERFERENCE'],
      noticeNumber: 2,
      firstNoticeGivenOn: '2026-11-01',
      newConductOn: '2026-11-08',
      events: [{ on: '2026-11-08', what: 'Noise.' }],
    },
    ['newConductOn'],
  ],
  [
    'N5 first for damage without a cost',
    'N5',
    { reasons: ['DAMAGE'], events: [{ on: '2026-11-20', what: 'A door.' }] },
    ['repairCost'],
  ],
  [
    'N9 in the middle of a month',
    'N9',
    { terminationDate: '2027-02-15' },
    ['terminationDate not_period_end'],
  ],
  [
    'N9 signed at the start',
    'N9',
    { signedAtStartOfTenancy: true },
    ['signedAtStartOfTenancy signed_at_start'],
  ],
  ['N12 without anything', 'N12', {}, ['reason required', 'landlordType required', 'movingIn required']],
  [
    'N12 by a corporation',
    'N12',
    { reason: 'LANDLORD_OR_FAMILY', landlordType: 'CORPORATION', movingIn: ['SELF'] },
    ['landlordType'],
  ],
  [
    'N12 for a purchaser of four units',
    'N12',
    {
      reason: 'PURCHASER',
      hasAgreementOfPurchaseAndSale: true,
      residentialUnitsInComplex: 4,
      movingIn: ['SELF'],
    },
    ['residentialUnitsInComplex'],
  ],
  [
    'N12 in the middle of a month',
    'N12',
    {
      reason: 'LANDLORD_OR_FAMILY',
      landlordType: 'INDIVIDUAL',
      movingIn: ['SELF'],
      terminationDate: '2027-03-15',
    },
    ['terminationDate not_period_end'],
  ],
  [
    'entry without anything',
    'ENTRY',
    {},
    ['entryReason required', 'purpose required', 'entryOn required', 'entryFrom required'],
  ],
  [
    'entry after 23 hours',
    'ENTRY',
    { entryReason: 'INSPECTION', purpose: 'Look.', entryOn: '2026-11-24', entryFrom: '09:00' },
    ['entryFrom'],
  ],
  [
    'entry at night',
    'ENTRY',
    { entryReason: 'INSPECTION', purpose: 'Look.', entryOn: '2026-11-26', entryFrom: '20:30' },
    ['entryFrom'],
  ],
  [
    'entry in a window of nine hours',
    'ENTRY',
    {
      entryReason: 'INSPECTION',
      purpose: 'Look.',
      entryOn: '2026-11-26',
      entryFrom: '09:00',
      entryUntil: '18:00',
    },
    ['entryUntil'],
  ],
  [
    'entry to show it to a tenant',
    'ENTRY',
    {
      entryReason: 'SHOW_TO_PROSPECTIVE_TENANT',
      purpose: 'Show.',
      entryOn: '2026-11-26',
      entryFrom: '12:00',
    },
    ['entryReason'],
  ],
  [
    'lease without its choices',
    'LEASE',
    {},
    ['isCondominium required', 'services.heat required', 'insurance.required required'],
  ],
  [
    'lease with too much for a returned payment',
    'LEASE',
    { rentPayment: { methods: 'Cheque', returnedPayment: 25 } },
    ['rentPayment.returnedPayment'],
  ],
];

describe('a void document', () => {
  test.each(VOID)('%s is listed by the dry run and refused just so', async (_name, type, input, expected) => {
    const dryRun = await validate(type, input);
    const listed = dryRun.defects.map(({ path, code }) => `${path.slice(1).join('.')} ${code}`);
    for (const defect of expected) expect(listed.some((one) => one.startsWith(defect))).toBe(true);
    expect(dryRun.valid).toBe(false);

    const { errors } = await ask(GENERATE, { type, input: { tenantId, ...input } });
    const refused = errors![0]!.extensions.details.map(
      ({ path, code }) => `${path.slice(1).join('.')} ${code}`,
    );
    expect(refused).toEqual(listed);
    expect(['RULE_VIOLATION', 'BAD_INPUT']).toContain(errors![0]!.extensions.code);
    expect(await keynest.prisma.form.count({ where: { tenantId } })).toBe(0);
  });

  test('is refused for a date too early, with the section and the earliest date', async () => {
    const { defects } = await validate('N4', { terminationDate: '2026-11-29' });
    expect(defects).toEqual([
      {
        code: 'date_too_early',
        path: ['input', 'terminationDate'],
        section: 'RTA s.59(1)',
        earliestDate: '2026-11-30',
      },
    ]);
  });
});

describe('an N4', () => {
  test('claims rent due before the day of giving by period and stores the claim', async () => {
    await keynest.own.payment(
      { tenantId, leaseId },
      { amountCents: 250_000, period: null, receivedOn: '2026-10-02' },
    );
    const made = await generate('N4');
    expect(made.fields).toMatchObject({
      rentOwedCents: 350_000,
      periods: [
        {
          from: '2026-10-01',
          to: '2026-10-31',
          chargedCents: 200_000,
          paidCents: 50_000,
          owingCents: 150_000,
        },
        { from: '2026-11-01', to: '2026-11-30', chargedCents: 200_000, paidCents: 0, owingCents: 200_000 },
      ],
      tenants: ['Zoë Đặng'],
    });
    expect(made.rules).toContainEqual({ name: 'n4.notice_days', section: 'RTA s.59(1)', value: '7' });

    await keynest.own.payment(
      { tenantId, leaseId },
      { amountCents: 350_000, period: null, receivedOn: '2026-11-23' },
    );
    const { data } = await ask('query ($id: ID!) { form(id: $id) { fields sha256 } }', { id: made.id });
    expect(data!['form']).toEqual({ fields: made.fields, sha256: made.sha256 });
  });

  test('does not claim rent that is due today', async () => {
    keynest.clock.set('2026-12-01T15:00:00Z');
    const { fields } = await generate('N4');
    expect(fields).toMatchObject({ rentOwedCents: 600_000 });
  });

  test('never claims more than the balance if a later month is prepaid', async () => {
    await keynest.own.payment(
      { tenantId, leaseId },
      { amountCents: 200_000, period: '2026-12', receivedOn: '2026-11-02' },
    );
    const { fields } = await generate('N4');
    expect(fields).toMatchObject({ rentOwedCents: 400_000 });
  });

  test('combines more than three periods into three rows', async () => {
    keynest.clock.set('2027-02-10T15:00:00Z');
    const { fields } = await generate('N4');
    const periods = fields['periods'] as { from: string; to: string; owingCents: number }[];
    expect(periods).toHaveLength(3);
    expect(periods.at(-1)).toMatchObject({ from: '2027-02-01', to: '2027-02-28', owingCents: 200_000 });
    expect(periods.reduce((sum, { owingCents }) => sum + owingCents, 0)).toBe(fields['rentOwedCents']);
  });

  test("warns that KeyNest's layout relies on substantial compliance", async () => {
    const made = await generate('N4');
    expect(made.layout).toBe('KEYNEST');
    expect(made.warnings.map(({ code }) => code)).toContain('own_layout');
  });

  test('has the same bytes for the same input and instant', async () => {
    const [first, second] = [await generate('N4'), await generate('N4')];
    expect(second.sha256).toBe(first.sha256);
  });

  test('is superseded once, by a form of the same type', async () => {
    const first = await generate('N4');
    const second = await generate('N4', { supersedesId: first.id });
    const { data } = await ask(
      'query ($id: ID!) { form(id: $id) { supersededById standing { standing } } }',
      { id: first.id },
    );
    expect(data!['form']).toMatchObject({ supersededById: second.id });
    const { errors } = await ask(GENERATE, { type: 'N4', input: { tenantId, supersedesId: first.id } });
    expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', reason: 'already_superseded' });
  });
});

describe('after service', () => {
  const SERVE = `mutation ($id: ID!, $input: UpdateFormInput!) {
    updateForm(id: $id, input: $input) { status deemedGivenOn certificateUrl standing { standing since until } }
  }`;
  const STANDING = `query ($id: ID!, $asOf: Date) { form(id: $id) { standing(asOf: $asOf) { standing } } }`;
  const serve = (id: string, serviceMethod: string, servedOn = '2026-11-23') =>
    ask(SERVE, { id, input: { status: 'SERVED', servedOn, serviceMethod } });
  const standing = async (id: string, asOf: string) => {
    const { data } = await ask(STANDING, { id, asOf });
    return (data!['form'] as { standing: { standing: string } }).standing.standing;
  };

  test('an N4 runs, then allows an application, and is void once paid in full', async () => {
    const { id } = await generate('N4');
    const { data } = await serve(id, 'HAND');
    expect(data!['updateForm']).toMatchObject({ status: 'SERVED', deemedGivenOn: '2026-11-23' });
    expect(await standing(id, '2026-11-30')).toBe('RUNNING');
    expect(await standing(id, '2026-12-01')).toBe('APPLICATION_POSSIBLE');
    await keynest.own.payment(
      { tenantId, leaseId },
      { amountCents: 600_000, period: null, receivedOn: '2026-11-25' },
    );
    expect(await standing(id, '2026-11-24')).toBe('RUNNING');
    expect(await standing(id, '2026-11-25')).toBe('VOID_PAID');
  });

  test('a service too late for the termination date is refused, with the earliest date', async () => {
    const { id } = await generate('N4');
    const { errors } = await serve(id, 'MAIL');
    expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', reason: 'served_too_late' });
    expect(errors![0]!.extensions.details[0]).toMatchObject({ earliestDate: '2026-12-05' });
  });

  test('a first N5 gives seven days to correct, and expires 30 days after its date', async () => {
    const { id } = await generate('N5', {
      reasons: ['INTERFERENCE'],
      events: [{ on: '2026-11-20', what: 'Noise.' }],
    });
    await serve(id, 'HAND');
    expect(await standing(id, '2026-11-30')).toBe('CORRECTION_RUNNING');
    expect(await standing(id, '2026-12-02')).toBe('APPLICATION_POSSIBLE');
    expect(await standing(id, '2027-01-13')).toBe('EXPIRED');
  });

  test('the certificate of service is behind a signed link', async () => {
    const { id } = await generate('N4');
    const { data } = await serve(id, 'HAND');
    const { certificateUrl } = data!['updateForm'] as { certificateUrl: string };
    const link = new URL(certificateUrl);
    const response = await fetch(`${keynest.origin}${link.pathname}${link.search}`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const tampered = await fetch(
      `${keynest.origin}${link.pathname.replace('/certificate', '')}${link.search}`,
    );
    expect(tampered.status).toBe(403);
  });
});

describe('the lease', () => {
  test('warns of additional terms that look void, with their sections', async () => {
    const { warnings } = await validate('LEASE', {
      additionalTerms: 'No pets. A late fee of $50 is due after the 5th.',
    });
    expect(warnings).toEqual(
      expect.arrayContaining([
        { code: 'void_term_no_pets', section: 'RTA s.14' },
        { code: 'void_term_extra_fee', section: 'RTA s.134(1)' },
      ]),
    );
  });
});
