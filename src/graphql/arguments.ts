import type { ArgBuilder } from '@pothos/core';
import type { SchemaTypes } from './builder.ts';

type Arguments = ArgBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>>;

/** The two arguments of every change to a row that exists. */
export function rowArguments(arg: Arguments) {
  return {
    id: arg.id({ required: true, description: 'Which row.' }),
    expectedVersion: arg.int({
      description: 'Change it only while its version is still this one; otherwise PRECONDITION_FAILED.',
    }),
  };
}
