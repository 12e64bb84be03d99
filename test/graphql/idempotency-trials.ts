import type { KeyNest } from '../support/keynest.ts';
import type { RoleName } from '../support/workspace.ts';

/** A mutation that takes a key: its document, its variables, and what tells whether it was done once. */
export interface Trial {
  readonly document: string;
  readonly variables: () => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Rows that doing it once more would add to. */
  readonly count: () => Promise<number>;
  readonly role?: RoleName;
  /** Its answer holds a secret, so a repeat is refused instead of answered. */
  readonly isSecret?: true;
}

export const change = (field: string, type: string, selection = '{ id version }') =>
  `mutation ($id: ID!, $input: ${type}!, $key: String) { ${field}(id: $id, input: $input, idempotencyKey: $key) ${selection} }`;

export const creation = (field: string, type: string, selection = '{ id version }') =>
  `mutation ($input: ${type}!, $key: String) { ${field}(input: $input, idempotencyKey: $key) ${selection} }`;

const ofTenant = (field: string, type: string) =>
  `mutation ($tenantId: ID!, $input: ${type}!, $key: String) { ${field}(tenantId: $tenantId, input: $input, idempotencyKey: $key) { id version } }`;

/** The trials of payments, charges and rent. */
export function moneyTrials(started: () => KeyNest): Record<string, Trial> {
  const home = (startsOn = '2026-09-01') => started().own.home({ startsOn, rentCents: 240_000 });
  const paymentId = async () => started().own.payment(await home());
  /** Changes of money received. The rent flow changes expected rows besides. */
  const changesOfReceived = async () => {
    const { payment, auditEvent } = started().prisma;
    const received = await payment.findMany({ where: { source: 'RECEIVED' }, select: { id: true } });
    return auditEvent.count({
      where: { subjectType: 'Payment', subjectId: { in: received.map(({ id }) => id) } },
    });
  };
  const depositEntries = () => started().prisma.depositEntry.count();
  return {
    updatePayment: {
      document: change('updatePayment', 'UpdatePaymentInput'),
      variables: async () => ({ id: await paymentId(), input: { status: 'FAILED' } }),
      count: changesOfReceived,
    },
    returnPayment: {
      document: change('returnPayment', 'ReturnPaymentInput'),
      variables: async () => ({ id: await paymentId(), input: { reason: 'Bounced' } }),
      count: changesOfReceived,
    },
    refundPayment: {
      document: change('refundPayment', 'RefundPaymentInput'),
      variables: async () => ({ id: await paymentId(), input: { amount: 100 } }),
      count: changesOfReceived,
    },
    addCharge: {
      document: ofTenant('addCharge', 'AddChargeInput'),
      variables: async () => ({
        tenantId: (await home()).tenantId,
        input: { kind: 'UTILITY', amount: 40, note: 'Hydro' },
      }),
      count: () => started().prisma.charge.count(),
    },
    voidCharge: {
      document: change('voidCharge', 'VoidChargeInput'),
      variables: async () => ({
        id: await started().own.charge(await home()),
        input: { status: 'VOID', reason: 'Entered twice' },
      }),
      count: () => started().prisma.charge.count({ where: { voidedOn: { not: null } } }),
    },
    recordDeposit: {
      document: ofTenant('recordDeposit', 'RecordDepositInput'),
      variables: async () => ({ tenantId: (await home()).tenantId, input: { kind: 'KEY', amount: 10 } }),
      count: () => started().prisma.deposit.count(),
    },
    topUpDeposit: {
      document: change('topUpDeposit', 'TopUpDepositInput'),
      variables: async () => ({ id: await started().own.deposit(await home()), input: { amount: 10 } }),
      count: depositEntries,
    },
    payDepositInterest: {
      document: change('payDepositInterest', 'DepositInterestInput'),
      variables: async () => ({ id: await started().own.deposit(await home('2025-11-01')), input: {} }),
      count: depositEntries,
    },
    refundDeposit: {
      document: change('refundDeposit', 'RefundDepositInput'),
      variables: async () => ({ id: await started().own.deposit(await home()), input: { amount: 10 } }),
      count: depositEntries,
    },
    applyDeposit: {
      document: `mutation ($id: ID!, $key: String) { applyDeposit(id: $id, idempotencyKey: $key) { id version } }`,
      variables: async () => ({ id: await started().own.lastDeposit(await home()) }),
      count: () => started().prisma.charge.count({ where: { kind: 'DEPOSIT' } }),
    },
    issueReceipt: {
      document: `mutation ($id: ID!, $key: String) { issueReceipt(paymentId: $id, idempotencyKey: $key) { id version } }`,
      variables: async () => ({ id: await started().own.payment(await home()) }),
      count: () => started().prisma.receipt.count(),
    },
    issueReceiptForDays: {
      document: ofTenant('issueReceiptForDays', 'ReceiptDaysInput'),
      variables: async () => {
        const place = await home();
        await started().own.payment(place);
        return { tenantId: place.tenantId, input: { from: '2026-01-01', to: '2026-11-23' } };
      },
      count: () => started().prisma.receipt.count(),
    },
    updateSuggestion: {
      document: change('updateSuggestion', 'UpdateSuggestionInput'),
      variables: async () => ({
        id: await started().own.suggestion(await home()),
        input: { status: 'DISMISSED' },
      }),
      count: () => started().prisma.suggestion.count({ where: { status: 'DISMISSED' } }),
    },
    scheduleRentIncrease: {
      document: ofTenant('scheduleRentIncrease', 'RentIncreaseInput'),
      variables: async () => ({ tenantId: (await home('2025-03-01')).tenantId, input: {} }),
      count: () => started().prisma.form.count({ where: { type: 'N1' } }),
    },
    runRent: {
      document: 'mutation ($key: String) { runRent(idempotencyKey: $key) { id version } }',
      variables: () => ({}),
      count: () => started().prisma.rentRun.count(),
      role: 'admin',
    },
  };
}

/** Mutations of properties. */
export const propertyTrials = (started: () => KeyNest): Record<string, Trial> => ({
  createProperty: {
    document: creation('createProperty', 'CreatePropertyInput', '{ id units { label } }'),
    variables: () => ({ input: { name: 'Elm House', unitCount: 2 } }),
    count: () => started().prisma.property.count(),
  },
  updateProperty: {
    document: change('updateProperty', 'UpdatePropertyInput'),
    variables: async () => ({
      id: (await started().own.property()).propertyId,
      input: { units: [{ label: 'New' }] },
    }),
    count: () => started().prisma.unit.count({ where: { label: 'New' } }),
  },
  restoreProperty: {
    document:
      'mutation ($id: ID!, $key: String) { restoreProperty(id: $id, idempotencyKey: $key) { id version } }',
    variables: async () => {
      const { propertyId: id } = await started().own.property();
      await started().prisma.property.update({ where: { id }, data: { removedAt: new Date(0) } });
      return { id };
    },
    count: () => started().prisma.property.count({ where: { removedAt: null } }),
  },
  transferProperty: {
    document: change('transferProperty', 'TransferPropertyInput'),
    variables: async () => ({
      id: (await started().own.property()).propertyId,
      input: {
        ownerName: 'Birch Holdings Ltd.',
        ownerAddress: { street: '5 King Street West', city: 'Toronto', postalCode: 'M5H 1A1' },
        on: '2026-11-01',
      },
    }),
    count: () => started().prisma.property.count({ where: { owners: { not: [] } } }),
  },
  deleteProperty: {
    document: 'mutation ($id: ID!, $key: String) { deleteProperty(id: $id, idempotencyKey: $key) }',
    variables: async () => ({ id: (await started().own.property()).propertyId }),
    count: () => started().prisma.property.count({ where: { removedAt: { not: null } } }),
  },
});
