import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const VALIDATE = `query ($type: FormType!, $input: FormInput!) {
  validateForm(type: $type, input: $input) { fields defects { code path message } }
}`;

interface Validation {
  readonly fields: Record<string, unknown>;
  readonly defects: readonly { code: string; path: readonly string[]; message: string }[];
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

async function validate(type: string, input: Record<string, unknown>): Promise<Validation> {
  const { data, errors } = await keynest.gql(await keynest.viewerOf('landlord'), VALIDATE, { type, input });
  expect(errors).toBeUndefined();
  return data!['validateForm'] as Validation;
}

/** A tenancy of several, whose primary tenant has a number or none; gives the primary tenant's id. */
async function shared(phone: string | null, ...others: string[]): Promise<string> {
  const { tenantId, leaseId } = await keynest.own.home();
  const { prisma, own, services } = keynest;
  await prisma.tenant.update({ where: { id: tenantId }, data: { phone } });
  for (const name of others) {
    const id = services.newId('Tenant');
    await prisma.tenant.create({
      data: { id, workspaceId: own.workspace.id, leaseId, name, isPrimary: false },
    });
  }
  return tenantId;
}

const faultsOf = ({ defects }: Validation) =>
  defects.map(({ path, code, message }) => [path.slice(1).join('.'), code, message]);

describe('the signer of an N9', () => {
  const phones = ({ fields }: Validation) =>
    (fields['signers'] as { phone?: string }[]).map((signer) => signer.phone);

  test('uses the phone of the input for tenants without a phone', async () => {
    const made = await validate('N9', {
      tenantId: await shared(null, 'Co One', 'Co Two'),
      signer: { phone: '416-555-0101' },
    });
    expect(faultsOf(made)).toEqual([]);
    expect(phones(made)).toEqual(['416-555-0101', '416-555-0101', '416-555-0101']);
  });

  test("uses the first tenant's phone without a phone in the input", async () => {
    const made = await validate('N9', { tenantId: await shared('416-555-0102', 'Co One') });
    expect(phones(made)).toEqual(['416-555-0102', '416-555-0102']);
  });

  test('requires a phone once, at the field of the input', async () => {
    const made = await validate('N9', { tenantId: await shared(null, 'Co One', 'Co Two') });
    expect(faultsOf(made)).toEqual([['signer.phone', 'required', 'This is required.']]);
  });
});

describe('a fault of a document', () => {
  test('has the path of the input field', async () => {
    const { tenantId } = await keynest.own.home();
    expect(faultsOf(await validate('LEASE', { tenantId }))).toContainEqual([
      'rentPayment.methods',
      'required',
      'This is required.',
    ]);
    const terms = await validate('LEASE', { tenantId, draft: true, additionalTerms: 'ꦗꦮ' });
    expect(faultsOf(terms)).toEqual([
      ['additionalTerms', 'unsupported_script', expect.stringMatching(/^The document's fonts cannot print/)],
    ]);
  });

  test('in stored data has the path of the tenant and describes the fault', async () => {
    const { tenantId } = await keynest.own.home({ name: 'ꦗꦮ' });
    expect(faultsOf(await validate('N4', { tenantId, draft: true }))).toEqual([
      [
        'tenantId',
        'unsupported_script',
        expect.stringMatching(/^A tenant's name: The document's fonts cannot print/),
      ],
    ]);
  });

  test('in missing data is reported once, with the remedy', async () => {
    const { tenantId, propertyId } = await keynest.own.home();
    await keynest.prisma.property.update({
      where: { id: propertyId },
      data: { street: null, city: null, province: null, postalCode: null },
    });
    const faults = faultsOf(await validate('N4', { tenantId }));
    expect(faults).toEqual([
      ['tenantId', 'required', 'The property has no complete address. Complete the address of the property.'],
    ]);
  });
});

describe('a fault that the command would report', () => {
  const input = { tenantId: 'x', entryOn: '2026-11-24' };
  const pathsOf = async (document: string, variables: Record<string, unknown>) => {
    const { errors } = await keynest.gql(await keynest.viewerOf('landlord'), document, variables);
    const { details } = errors![0]!.extensions as { details: { path: string[] }[] };
    return details.map(({ path }) => path.join('.')).toSorted();
  };

  test('is reported with other faults, with the paths of arguments', async () => {
    const document = `mutation ($kind: FormType!, $given: FormInput!) {
      generateForm(type: $kind, input: $given) { id }
    }`;
    expect(await pathsOf(document, { kind: 'N4', given: input })).toEqual([
      'input.entryOn',
      'input.tenantId',
    ]);
  });

  test('is reported with other faults of literals', async () => {
    const document = `mutation {
      generateForm(type: N4, input: { tenantId: "x", entryOn: "2026-11-24" }) { id }
    }`;
    expect(await pathsOf(document, {})).toEqual(['input.entryOn', 'input.tenantId']);
  });

  test('is left to the command without other faults', async () => {
    const { tenantId } = await keynest.own.home();
    const document = 'mutation ($input: FormInput!) { generateForm(type: N4, input: $input) { id } }';
    const given = { tenantId, entryOn: '2026-11-24', terminationDate: '2026-11-24' };
    expect(await pathsOf(document, { input: given })).toEqual(['input.entryOn', 'input.terminationDate']);
  });
});
