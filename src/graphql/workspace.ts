import { builder } from './builder.ts';
import { Recorded } from './recorded.ts';

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
