import { equal } from 'node:assert/strict';
import { print } from 'graphql';
import type { ResultOf } from '@graphql-typed-document-node/core';
import * as documents from './documents.ts';
import type { Ask } from './walk.ts';

/** The client preset's types hold what the server sends. */
export async function readTyped(ask: Ask): Promise<void> {
  const { tenants } = (await ask(print(documents.Money))) as unknown as ResultOf<typeof documents.Money>;
  const [tenant] = tenants.nodes;
  const balance: number | undefined = tenant?.balance;
  const start: string | undefined = tenant?.leaseStart;
  equal(typeof balance, 'number');
  equal(/^\d{4}-\d\d-\d\d$/.test(start ?? ''), true);
  // @ts-expect-error: an amount is not a string.
  const wrong: string | undefined = tenant?.balance;
  equal(wrong, balance);
}
