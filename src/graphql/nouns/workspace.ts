import { landlordAddressOf } from '../../address/address.ts';
import { updateWorkspace } from '../../commands/account/update-workspace.ts';
import { AddressPatch, AddressType } from '../types/address.ts';
import { addressOf } from '../../address/address.ts';
import { changeArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { checked, kept, line } from '../input/checks.ts';
import { Recorded } from '../types/recorded.ts';

export const Workspace = builder.prismaNode('Workspace', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `w_`.' },
  description: "A landlord's portfolio and the people who work on it. Nothing is seen across workspaces.",
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What its people call it.' }),
    timeZone: t.exposeString('timeZone', {
      description: 'IANA time zone that its calendar dates are told in.',
    }),
    landlordName: t.exposeString('landlordName', {
      description: "The landlord's legal name, as notices and leases print it.",
    }),
    landlordAddress: t.field({
      type: AddressType,
      nullable: true,
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      description:
        'Where the landlord is served; leases print it (RTA s. 12 (1)). Null where not said, and to contractors.',
      resolve: (workspace) => addressOf(landlordAddressOf(workspace)),
    }),
    landlordPhone: t.exposeString('landlordPhone', {
      nullable: true,
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      description: "The landlord's, as notices print it. Null where not said, and to contractors.",
    }),
    landlordEmail: t.expose('landlordEmail', {
      type: 'EmailAddress',
      nullable: true,
      extensions: { hiddenFrom: ['TENANT', 'CONTRACTOR'] },
      description: 'Where to write to the landlord. Null where not said, and to tenants and contractors.',
    }),
  }),
});

builder.queryField('workspace', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Workspace,
    description: "The viewer's workspace.",
    resolve: (query, _root, _args, context) =>
      context.db.workspace.findUniqueOrThrow({ ...query, where: { id: context.viewer.workspaceId } }),
  }),
);

const UpdateWorkspaceInput = builder.inputType('UpdateWorkspaceInput', {
  description: 'What to change of the workspace; what is absent stays.',
  fields: (t) => ({
    name: t.string({ description: 'What its people call it.', ...kept(line()) }),
    landlordName: t.string({
      description: "The landlord's legal name, as notices and leases print it from now on.",
      ...kept(line()),
    }),
    landlordAddress: t.field({
      type: AddressPatch,
      description: 'The parts to change; null clears the whole.',
    }),
    landlordPhone: t.string({ description: 'Null clears it.', ...checked(line(50)) }),
    landlordEmail: t.field({ type: 'EmailAddress', description: 'Null clears it.', ...checked(line()) }),
  }),
});

builder.mutationField('updateWorkspace', (t) =>
  t.prismaField({
    extensions: { act: 'updateWorkspace' },
    type: Workspace,
    description:
      'Changes the workspace and the landlord that its documents name. Documents that were made before keep what they say. For admins.',
    args: {
      ...changeArguments(t.arg),
      input: t.arg({ type: UpdateWorkspaceInput, required: true, description: 'What to change.' }),
    },
    resolve: async (query, _root, { input, expectedVersion }, context) => {
      await updateWorkspace(context, input, expectedVersion);
      return context.db.workspace.findUniqueOrThrow({ ...query, where: { id: context.viewer.workspaceId } });
    },
  }),
);
