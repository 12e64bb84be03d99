import { STRONG } from '../../../account/support.ts';
import { PASSWORD } from '../../../support/workspace.ts';
import type { Target } from './targets.ts';

const TRANSFER = {
  ownerName: 'Birch Holdings Ltd.',
  ownerAddress: { street: '5 King Street West', city: 'Toronto', postalCode: 'M5H 1A1' },
  on: '2026-11-01',
};
type Variables = Record<string, unknown>;

/** What each query is asked about something, so that it can be answered. */
export const QUERY_CALLS: Readonly<Record<string, (target: Target) => Variables>> = {
  apiKeys: () => ({}),
  auditEvents: () => ({}),
  charges: ({ propertyId }) => ({ filter: { property: propertyId } }),
  contractors: () => ({}),
  dashboard: () => ({}),
  deposits: ({ propertyId }) => ({ filter: { property: propertyId } }),
  earliestTermination: () => ({
    input: { form: 'N4', servedOn: '2026-11-23', method: 'HAND', rentalPeriod: 'MONTHLY', rentDueDay: 1 },
  }),
  form: ({ formId }) => ({ id: formId }),
  invitations: () => ({}),
  lease: ({ leaseId }) => ({ id: leaseId }),
  leases: ({ propertyId }) => ({ filter: { property: propertyId } }),
  unit: ({ unitId }) => ({ id: unitId }),
  units: ({ propertyId }) => ({ filter: { property: propertyId } }),
  member: ({ memberId }) => ({ id: memberId.replace(/^u_/, 'mb_') }),
  members: () => ({}),
  node: ({ paymentId }) => ({ id: paymentId }),
  nodes: ({ paymentId }) => ({ ids: [paymentId] }),
  noticeOptions: ({ tenantId }) => ({ tenantId }),
  payment: ({ paymentId }) => ({ id: paymentId }),
  forms: ({ propertyId }) => ({ filter: { property: propertyId } }),
  payments: ({ propertyId }) => ({ filter: { property: propertyId } }),
  planRentIncrease: ({ tenantId }) => ({ tenantId }),
  properties: () => ({}),
  property: ({ propertyId }) => ({ id: propertyId }),
  charge: ({ chargeId }) => ({ id: chargeId }),
  deposit: ({ depositId }) => ({ id: depositId }),
  rentRun: ({ rentRunId }) => ({ id: rentRunId }),
  rentRuns: () => ({}),
  receipt: ({ receiptId }) => ({ id: receiptId }),
  suggestion: ({ suggestionId }) => ({ id: suggestionId }),
  suggestions: () => ({}),
  search: () => ({ query: 'e' }),
  session: () => ({}),
  sessions: () => ({}),
  tenant: ({ tenantId }) => ({ id: tenantId }),
  tenants: ({ propertyId }) => ({ filter: { property: propertyId } }),
  ticket: ({ ticketId }) => ({ id: ticketId }),
  tickets: ({ propertyId }) => ({ filter: { property: propertyId } }),
  'validateForm N4': ({ tenantId }) => ({ type: 'N4', input: { tenantId } }),
  'validateForm N9': ({ tenantId }) => ({ type: 'N9', input: { tenantId, reason: 'TENANT_LEAVING' } }),
  viewer: () => ({}),
  workspace: () => ({}),
};

/** What each mutation is given, so that it can be done. */
export const MUTATION_CALLS: Readonly<Record<string, (target: Target) => Variables>> = {
  acceptInvitation: ({ invitationToken }) => ({
    input: { token: invitationToken, name: 'Nora New', password: STRONG },
  }),
  addCharge: ({ tenantId }) => ({ tenantId, input: { kind: 'CREDIT', amount: 10 } }),
  refundPayment: ({ paidId }) => ({ id: paidId, input: { amount: 1 } }),
  returnPayment: ({ paidId }) => ({ id: paidId, input: {} }),
  runRent: () => ({}),
  issueReceipt: ({ paidId }) => ({ paymentId: paidId }),
  issueReceiptForDays: ({ tenantId }) => ({ tenantId, input: { from: '2026-01-01', to: '2026-11-23' } }),
  updateSuggestion: ({ suggestionId }) => ({ id: suggestionId, input: { status: 'DISMISSED' } }),
  recordDeposit: ({ tenantId }) => ({ tenantId, input: { kind: 'KEY', amount: 10 } }),
  applyDeposit: ({ lastDepositId }) => ({ id: lastDepositId }),
  refundDeposit: ({ depositId }) => ({ id: depositId, input: {} }),
  payDepositInterest: ({ depositId }) => ({ id: depositId, input: {} }),
  topUpDeposit: ({ depositId }) => ({ id: depositId, input: {} }),
  voidCharge: ({ chargeId }) => ({ id: chargeId, input: { reason: 'Entered twice' } }),
  assignManager: ({ emptyPropertyId, managerId }) => ({ propertyId: emptyPropertyId, userId: managerId }),
  changePassword: () => ({ input: { current: PASSWORD, new: STRONG } }),
  createApiKey: () => ({ input: { name: 'Books', scopes: ['PAYMENTS_READ'] } }),
  createInvitation: ({ tenantId }) => ({
    input: { email: `${tenantId}@example.com`, role: 'TENANT', tenantId },
  }),
  createTenants: ({ vacantUnitId }) => ({
    rows: [{ name: 'New Tenant', unitId: vacantUnitId, rent: 1000, leaseStart: '2026-11-01' }],
    mode: 'TRANSACTIONAL',
  }),
  importRows: ({ propertyId }) => ({
    rows: [
      {
        propertyId,
        unitLabel: 'New unit',
        tenancy: { name: 'New Tenant', rent: 1000, leaseStart: '2026-11-01' },
      },
    ],
    mode: 'TRANSACTIONAL',
  }),
  createProperty: () => ({ input: { name: 'New House', unitCount: 1 } }),
  createTenant: ({ vacantUnitId }) => ({
    input: { name: 'New Tenant', unitId: vacantUnitId, rent: 1000, leaseStart: '2026-11-01' },
  }),
  deleteProperty: ({ emptyPropertyId }) => ({ id: emptyPropertyId }),
  restoreProperty: ({ removedPropertyId }) => ({ id: removedPropertyId }),
  transferProperty: ({ propertyId }) => ({ id: propertyId, input: TRANSFER }),
  updateLease: ({ leaseId }) => ({ id: leaseId, input: { leaseEnd: '2027-12-31' } }),
  renewLease: ({ leaseId }) => ({ id: leaseId, input: { leaseEnd: '2028-12-31' } }),
  addLeaseTenant: ({ leaseId }) => ({ id: leaseId, input: { name: 'New Tenant' } }),
  departLeaseTenant: ({ leaseId, coTenantId: tenantId }) => ({
    id: leaseId,
    tenantId,
    input: { on: '2026-11-30' },
  }),
  moveLease: ({ leaseId, vacantUnitId: unitId }) => ({ id: leaseId, input: { unitId, on: '2026-12-01' } }),
  deleteTenant: ({ mistakenTenantId }) => ({ id: mistakenTenantId }),
  endTenancy: ({ tenantId }) => ({ id: tenantId, input: { endedOn: '2026-11-22' } }),
  reopenTenancy: ({ endedTenantId }) => ({ id: endedTenantId, input: { reason: 'They stay' } }),
  'generateForm N4': ({ tenantId }) => ({ type: 'N4', input: { tenantId } }),
  'generateForm N9': ({ tenantId }) => ({ type: 'N9', input: { tenantId, reason: 'TENANT_LEAVING' } }),
  'openTicket property': ({ propertyId }) => ({ input: { title: 'Leak', propertyId } }),
  'openTicket unit': ({ unitId }) => ({ input: { title: 'Leak', unitId } }),
  recordPayment: ({ tenantId }) => ({ input: { tenantId, amount: 100 } }),
  recordPayments: ({ tenantId }) => ({ rows: [{ tenantId, amount: 100 }], mode: 'TRANSACTIONAL' }),
  removeMember: ({ memberId }) => ({ userId: memberId }),
  revokeApiKey: ({ apiKeyId }) => ({ id: apiKeyId }),
  revokeInvitation: ({ invitationId }) => ({ id: invitationId }),
  revokeSession: ({ sessionId }) => ({ id: sessionId }),
  scheduleRentIncrease: ({ tenantId }) => ({ tenantId, input: {} }),
  setMemberRoles: ({ memberId }) => ({ userId: memberId, roles: ['MANAGER'] }),
  signIn: ({ email }) => ({ input: { email, password: PASSWORD } }),
  signOut: () => ({}),
  unassignManager: ({ propertyId, managerId }) => ({ propertyId, userId: managerId }),
  'updateForm N4': ({ formId }) => ({ id: formId, input: { status: 'VOID' } }),
  'updateForm N9': ({ n9Id }) => ({ id: n9Id, input: { status: 'VOID' } }),
  updatePayment: ({ paymentId }) => ({ id: paymentId, input: { status: 'PAID' } }),
  updateProperty: ({ propertyId }) => ({ id: propertyId, input: { name: 'Renamed' } }),
  updateTenant: ({ tenantId }) => ({ id: tenantId, input: { phone: '416-555-0199' } }),
  'updateTicket priority': ({ ticketId }) => ({ id: ticketId, input: { priority: 'HIGH' } }),
  'updateTicket status': ({ ticketId }) => ({ id: ticketId, input: { status: 'RESOLVED' } }),
  updateWorkspace: ({ memberId }) => ({ input: { landlordName: memberId } }),
};

/** The field that a line of these tables is about; the words after it say which use of it. */
export function fieldOf(call: string): string {
  return call.split(' ')[0]!;
}
