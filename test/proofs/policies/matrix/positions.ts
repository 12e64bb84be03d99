import { getNullableType, isInputObjectType, isListType, type GraphQLInputType } from 'graphql';
import type { Noun } from './oracle.ts';
import { rootSteps, type Operation } from './operations.ts';

/** What an argument or a field of an input names, by the id of a row. */
export const NAMES: Readonly<Record<string, Noun | undefined>> = {
  'AddChargeInput.paymentId': 'Payment',
  'AuditFilter.apiKeyId': 'ApiKey',
  'AuditFilter.subjectId': 'Payment',
  'AuditFilter.userId': 'User',
  'ChargeFilter.lease': 'Lease',
  'ChargeFilter.property': 'Property',
  'ChargeFilter.tenant': 'Tenant',
  'ChargeFilter.unit': 'Unit',
  'CreateInvitationInput.tenantId': 'Tenant',
  'CreateTenantInput.unitId': 'Unit',
  'FormFilter.lease': 'Lease',
  'FormFilter.property': 'Property',
  'FormFilter.tenant': 'Tenant',
  'FormFilter.unit': 'Unit',
  'DepositFilter.lease': 'Lease',
  'DepositFilter.property': 'Property',
  'DepositFilter.tenant': 'Tenant',
  'DepositFilter.unit': 'Unit',
  'EndTenancyInput.formId': 'Form',
  'FormInput.supersedesId': 'Form',
  'FormInput.tenantId': 'Tenant',
  'LeaseFilter.property': 'Property',
  'LeaseFilter.tenant': 'Tenant',
  'LeaseFilter.unit': 'Unit',
  'MoveLeaseInput.unitId': 'Unit',
  'OpenTicketInput.propertyId': 'Property',
  'OpenTicketInput.unitId': 'Unit',
  'PaymentFilter.lease': 'Lease',
  'PaymentFilter.property': 'Property',
  'PaymentFilter.tenant': 'Tenant',
  'PaymentFilter.unit': 'Unit',
  'RecordPaymentInput.tenantId': 'Tenant',
  'SuggestionFilter.lease': 'Lease',
  'SuggestionFilter.property': 'Property',
  'SuggestionFilter.tenant': 'Tenant',
  'SuggestionFilter.unit': 'Unit',
  'TenantFilter.lease': 'Lease',
  'TenantFilter.property': 'Property',
  'TenantFilter.unit': 'Unit',
  'TicketFilter.contractor': 'User',
  'TicketFilter.lease': 'Lease',
  'TicketFilter.property': 'Property',
  'TicketFilter.tenant': 'Tenant',
  'TicketFilter.unit': 'Unit',
  'TenantServiceInput.tenantId': 'Tenant',
  'UnitFilter.property': 'Property',
  'UnitPatch.id': 'Unit',
  'UpdatePaymentInput.tenantId': 'Tenant',
  'UpdateTenantInput.unitId': 'Unit',
  // Text, which may be a name, an address or an id.
  'UpdateTicketInput.contractor': 'User',

  'addCharge.tenantId': 'Tenant',
  'addLeaseTenant.id': 'Lease',
  'departLeaseTenant.id': 'Lease',
  'departLeaseTenant.tenantId': 'Tenant',
  'lease.id': 'Lease',
  'moveLease.id': 'Lease',
  'renewLease.id': 'Lease',
  'unit.id': 'Unit',
  'updateLease.id': 'Lease',
  'applyDeposit.id': 'Deposit',
  'assignManager.propertyId': 'Property',
  'assignManager.userId': 'User',
  'charge.id': 'Charge',
  'dashboard.property': 'Property',
  'deleteProperty.id': 'Property',
  'deleteTenant.id': 'Tenant',
  'deposit.id': 'Deposit',
  'endTenancy.id': 'Tenant',
  'form.id': 'Form',
  'issueReceipt.paymentId': 'Payment',
  'issueReceiptForDays.tenantId': 'Tenant',
  'member.id': 'Member',
  'node.id': 'Payment',
  'nodes.ids': 'Payment',
  'noticeOptions.tenantId': 'Tenant',
  'payDepositInterest.id': 'Deposit',
  'payment.id': 'Payment',
  'planRentIncrease.tenantId': 'Tenant',
  'property.id': 'Property',
  'receipt.id': 'Receipt',
  'recordDeposit.tenantId': 'Tenant',
  'refundDeposit.id': 'Deposit',
  'refundPayment.id': 'Payment',
  'removeMember.userId': 'User',
  'rentRun.id': 'RentRun',
  'reopenTenancy.id': 'Tenant',
  'restoreProperty.id': 'Property',
  'returnPayment.id': 'Payment',
  'revokeApiKey.id': 'ApiKey',
  'revokeInvitation.id': 'Invitation',
  'revokeSession.id': 'Session',
  'scheduleRentIncrease.tenantId': 'Tenant',
  'setMemberRoles.userId': 'User',
  'suggestion.id': 'Suggestion',
  'tenant.id': 'Tenant',
  'ticket.id': 'Ticket',
  'topUpDeposit.id': 'Deposit',
  'transferProperty.id': 'Property',
  'unassignManager.propertyId': 'Property',
  'unassignManager.userId': 'User',
  'updateForm.id': 'Form',
  'updatePayment.id': 'Payment',
  'updateProperty.id': 'Property',
  'updateSuggestion.id': 'Suggestion',
  'updateTenant.id': 'Tenant',
  'updateTicket.id': 'Ticket',
  'voidCharge.id': 'Charge',
};

/** Where an id stands in the variables of an operation; `null` is any place of a list. */
export interface Position {
  readonly operation: Operation;
  readonly field: string;
  readonly path: readonly (string | null)[];
  /** Its line in NAMES. */
  readonly key: string;
}

function within(
  type: GraphQLInputType,
  path: Position['path'],
  key: string,
  around: readonly string[] = [],
): Pick<Position, 'path' | 'key'>[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return within(bare.ofType, [...path, null], key, around);
  if (!isInputObjectType(bare)) return bare.name === 'ID' || key in NAMES ? [{ path, key }] : [];
  if (around.includes(bare.name)) return [];
  return Object.values(bare.getFields()).flatMap((field) =>
    within(field.type, [...path, field.name], `${bare.name}.${field.name}`, [...around, bare.name]),
  );
}

/** Every place of the schema's arguments that takes the id of a row. */
export const POSITIONS: readonly Position[] = (['query', 'mutation'] as const).flatMap((operation) =>
  rootSteps(operation).flatMap(({ name, field }) =>
    field.args.flatMap((argument) =>
      within(argument.type, [argument.name], `${name}.${argument.name}`).map((found) => ({
        ...found,
        operation,
        field: name,
      })),
    ),
  ),
);

/** The same variables with another id at a position. */
export function withIdAt(value: unknown, [step, ...rest]: Position['path'], id: string): unknown {
  if (step === undefined) return id;
  if (step === null) return [withIdAt((value as unknown[] | undefined)?.[0], rest, id)];
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [step]: withIdAt(object[step], rest, id) };
}
