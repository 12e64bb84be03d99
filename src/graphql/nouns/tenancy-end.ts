import { removeTenancy } from '../../commands/tenancy/remove-tenancy.ts';
import { reopenTenancy } from '../../commands/tenancy/reopen-tenancy.ts';
import { endTenancy } from '../../commands/tenancy/end-tenancy.ts';
import { rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { idOf, text, withChecks } from '../input/checks.ts';
import { Tenant } from './tenant.ts';

const EndTenancyInput = builder.inputType('EndTenancyInput', {
  description: 'End of a tenancy.',
  fields: (t) => ({
    endedOn: t.field({
      type: 'Date',
      description:
        'Last day of the tenancy, today or earlier. Defaults to the date of the notice that ends it, to the end of a past term, or to today.',
    }),
    reason: t.string({
      description: 'Why the tenancy has ended, for the record. At most 10,000 characters.',
      ...withChecks(text()),
    }),
    formId: t.id({
      description: 'ID of the served notice or agreement that ends the tenancy.',
      ...withChecks(idOf('Form')),
    }),
    creditFrom: t.field({
      type: 'Date',
      description:
        'Day from which rent to the end of the term is forgiven, e.g. because the unit was rented again.',
    }),
  }),
});

builder.mutationField('endTenancy', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Tenant,
    description:
      'Ends the tenancy of a tenant, or corrects its end. Admins, landlords and managers only. Who leaves before the end of a fixed term owes its rent to the end, unless `creditFrom` says otherwise. Fails with `BAD_INPUT` `ends_in_future` for a day ahead.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: EndTenancyInput, required: true, description: 'The end.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await endTenancy(context, id, input, expectedVersion);
      return context.db.tenant.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const ReopenTenancyInput = builder.inputType('ReopenTenancyInput', {
  description: 'Why the end of a tenancy is taken back.',
  fields: (t) => ({
    reason: t.string({
      required: true,
      description: 'Reason, for the record. At most 10,000 characters.',
      ...withChecks(text()),
    }),
  }),
});

builder.mutationField('reopenTenancy', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Tenant,
    description:
      'Takes back the end of a tenancy that was a mistake. Admins, landlords and managers only. Fails with `CONFLICT` `illegal_transition` if the tenancy is not over, and `unit_occupied` if the unit is let again.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: ReopenTenancyInput, required: true, description: 'The reason.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await reopenTenancy(context, id, input, expectedVersion);
      return context.db.tenant.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('deleteTenant', (t) =>
  t.id({
    extensions: { access: 'rows' },
    description:
      'Deletes a tenancy that was entered by mistake, with all its tenants, and returns the ID. Landlords and admins only. Fails with `CONFLICT` `tenancy_has_history` once a payment was received or a form was served.',
    args: rowArguments(t.arg),
    resolve: async (_root, { id, expectedVersion }, context) => {
      await removeTenancy(context, id, expectedVersion);
      return id;
    },
  }),
);
