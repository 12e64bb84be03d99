import { landlordAddressOf } from '../../address/address.ts';
import { updateWorkspace } from '../../commands/account/update-workspace.ts';
import { AddressPatch, AddressType } from '../types/address.ts';
import { addressOf } from '../../address/address.ts';
import { changeArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { between, withChecks, notClearable, line } from '../input/checks.ts';
import { Recorded } from '../types/recorded.ts';

export const Workspace = builder.prismaNode('Workspace', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `w_`.' },
  description:
    'Portfolio of a landlord and the people who work on it. Data is never visible across workspaces.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Display name.' }),
    timeZone: t.exposeString('timeZone', {
      description: 'IANA time zone of the calendar dates in the workspace, e.g. `America/Toronto`.',
    }),
    today: t.field({
      type: 'Date',
      description: 'Calendar date of today in that time zone.',
      resolve: (_workspace, _args, { today }) => today,
    }),
    rentAheadDays: t.exposeInt('rentAheadDays', {
      description: 'Days before its due day on which rent is shown as expected.',
    }),
    overdueAfterDays: t.exposeInt('overdueAfterDays', {
      description: 'Days after its due day on which unpaid rent is still `PENDING`.',
    }),
    landlordName: t.exposeString('landlordName', {
      description: 'Legal name of the landlord, as notices and leases print it.',
    }),
    landlordFirstName: t.exposeString('landlordFirstName', {
      nullable: true,
      description: 'First name of the landlord, as signatures print it. Null if only the full name is known.',
    }),
    landlordLastName: t.exposeString('landlordLastName', {
      nullable: true,
      description: 'Last name of the landlord, as signatures print it. Null if only the full name is known.',
    }),
    landlordAddress: t.field({
      type: AddressType,
      nullable: true,
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      description:
        'Address for service on the landlord, as leases print it (RTA s.12(1)). Null if unknown, and always null for contractors.',
      resolve: (workspace) => addressOf(landlordAddressOf(workspace)),
    }),
    landlordPhone: t.exposeString('landlordPhone', {
      nullable: true,
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      description:
        'Phone number of the landlord, as notices print it. Null if unknown, and always null for contractors.',
    }),
    landlordEmail: t.expose('landlordEmail', {
      type: 'EmailAddress',
      nullable: true,
      extensions: { hiddenFrom: ['TENANT', 'CONTRACTOR'] },
      description:
        'E-mail address of the landlord. Null if unknown, and always null for tenants and contractors.',
    }),
  }),
});

builder.queryField('workspace', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Workspace,
    description: 'Workspace of the viewer.',
    resolve: (query, _root, _args, context) =>
      context.db.workspace.findUniqueOrThrow({ ...query, where: { id: context.viewer.workspaceId } }),
  }),
);

const UpdateWorkspaceInput = builder.inputType('UpdateWorkspaceInput', {
  description: 'Changes to the workspace. Omitted fields keep their value.',
  fields: (t) => ({
    name: t.string({ description: 'Display name.', ...notClearable(line()) }),
    rentAheadDays: t.int({
      description: 'Days before its due day on which rent is shown as expected, 0 to 60.',
      ...notClearable(between(0, 60)),
    }),
    overdueAfterDays: t.int({
      description: 'Days after its due day on which unpaid rent is still `PENDING`, 0 to 30.',
      ...notClearable(between(0, 30)),
    }),
    landlordName: t.string({
      description:
        'Legal name of the landlord, as future notices and leases print it. Another name clears the first and last name.',
      ...notClearable(line()),
    }),
    landlordFirstName: t.string({
      description: 'First name of the landlord, as future signatures print it. Null clears it.',
      ...withChecks(line()),
    }),
    landlordLastName: t.string({
      description: 'Last name of the landlord, as future signatures print it. Null clears it.',
      ...withChecks(line()),
    }),
    landlordAddress: t.field({
      type: AddressPatch,
      description: 'Address for service on the landlord. Null clears the whole address.',
    }),
    landlordPhone: t.string({
      description: 'Phone number of the landlord, at most 50 characters. Null clears it.',
      ...withChecks(line(50)),
    }),
    landlordEmail: t.field({
      type: 'EmailAddress',
      description: 'E-mail address of the landlord. Null clears it.',
      ...withChecks(line()),
    }),
  }),
});

builder.mutationField('updateWorkspace', (t) =>
  t.prismaField({
    extensions: { act: 'updateWorkspace' },
    type: Workspace,
    description:
      'Changes the workspace and the details of the landlord. Existing documents do not change. Admins only.',
    args: {
      ...changeArguments(t.arg),
      input: t.arg({ type: UpdateWorkspaceInput, required: true, description: 'The changes.' }),
    },
    resolve: async (query, _root, { input, expectedVersion }, context) => {
      await updateWorkspace(context, input, expectedVersion);
      return context.db.workspace.findUniqueOrThrow({ ...query, where: { id: context.viewer.workspaceId } });
    },
  }),
);
