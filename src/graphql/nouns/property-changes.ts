import { restoreProperty } from '../../commands/property/restore-property.ts';
import { transferProperty } from '../../commands/property/transfer-property.ts';
import { builder } from '../builder.ts';
import { rowArguments } from '../input/arguments.ts';
import { line, withChecks } from '../input/checks.ts';
import { AddressInput } from '../types/address.ts';
import { Property } from './property.ts';

const TransferPropertyInput = builder.inputType('TransferPropertyInput', {
  description: 'Transfer of a property with its tenancies to another owner.',
  fields: (t) => ({
    ownerName: t.string({
      required: true,
      description: 'Legal name of the new owner, as documents print it.',
      ...withChecks(line()),
    }),
    ownerFirstName: t.string({
      description: 'First name of the new owner, as signatures print it.',
      ...withChecks(line()),
    }),
    ownerLastName: t.string({
      description: 'Last name of the new owner, as signatures print it.',
      ...withChecks(line()),
    }),
    ownerAddress: t.field({
      type: AddressInput,
      required: true,
      description: 'Address for service on the new owner (RTA s.12(1)).',
    }),
    ownerPhone: t.string({
      description: 'Phone number of the new owner, at most 50 characters. Defaults to that of the workspace.',
      ...withChecks(line(50)),
    }),
    on: t.field({ type: 'Date', required: true, description: 'First day of the new owner.' }),
    arrearsAssigned: t.boolean({
      description:
        'Whether the former owner assigned the rent owing to the new one. If not, an N4 claims only rent due from the transfer on.',
    }),
  }),
});

builder.mutationField('transferProperty', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Property,
    description:
      'Transfers a property with its tenancies to another owner from a day on. Documents and receipts name the owner of their day. A transfer on the day of the last one corrects it. Landlords and admins only.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: TransferPropertyInput, required: true, description: 'The transfer.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await transferProperty(context, id, input, expectedVersion);
      return context.db.property.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('restoreProperty', (t) =>
  t.prismaField({
    extensions: { act: 'restoreProperty' },
    type: Property,
    description:
      'Puts a deleted property back into all lists, with its units and history. A property that is not deleted stays as it is. The filter `deleted` of `properties` lists deleted properties. Landlords and admins only.',
    args: rowArguments(t.arg),
    resolve: async (query, _root, { id, expectedVersion }, context) => {
      await restoreProperty(context, id, expectedVersion);
      return context.db.property.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
