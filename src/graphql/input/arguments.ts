import type { ArgBuilder } from '@pothos/core';
import type { SchemaTypes } from '../builder.ts';
import { withChecks } from './checks.ts';
import type { Check } from './input-check.ts';

type Arguments = ArgBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>>;

const PRINTABLE_KEY = /^[\x20-\x7e]{1,255}$/;

const idempotencyKey: Check = (key: string) =>
  PRINTABLE_KEY.test(key)
    ? null
    : {
        code: 'invalid_idempotency_key',
        message:
          'An idempotency key has 1 to 255 printable ASCII characters. Use a new UUID for each request.',
      };

/** Argument of every mutation that a retry would otherwise apply twice. */
export function idempotencyArguments(arg: Arguments) {
  return {
    idempotencyKey: arg.string({
      description:
        'Idempotency key, e.g. a UUID: 1 to 255 printable ASCII characters, unique to this request. A retry within 24 hours with the same arguments changes nothing and returns the current state.\n\nFails with `BAD_INPUT` `idempotency_key_reused` if the arguments differ. Fails with `CONFLICT` `request_in_progress` while the first request is running.',
      ...withChecks(idempotencyKey),
    }),
  };
}

/** Arguments that make a mutation conditional on a version and safe to retry. */
export function changeArguments(arg: Arguments) {
  return {
    expectedVersion: arg.int({
      description:
        'Version that the viewer has read. Fails with `PRECONDITION_FAILED` `stale_version` if the object has changed since.',
    }),
    ...idempotencyArguments(arg),
  };
}

/** Arguments of every mutation that changes an existing row. */
export function rowArguments(arg: Arguments) {
  return {
    id: arg.id({ required: true, description: 'ID of the object to change.' }),
    ...changeArguments(arg),
  };
}
