import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD } from '../support/workspace.ts';

/** Signs a user of the tests in. Gives the token. */
export async function signIn(origin: string, email: string): Promise<string> {
  const headers = JSON_TYPE;
  const body = JSON.stringify({ email, password: PASSWORD });
  const response = await fetch(`${origin}/v1/auth/session`, { method: 'POST', headers, body });
  return ((await response.json()) as { token: string }).token;
}

/** One thing to do, by a key of its own. */
export interface Write {
  readonly key: string;
  /** In cents; tells one from another. */
  readonly amountCents: number;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

const RECORD = `mutation ($input: RecordPaymentInput!, $key: String!) {
  recordPayment(input: $input, idempotencyKey: $key) { id }
}`;

/** Payments of one tenant, written through both interfaces; what was acknowledged is remembered. */
export class PaymentLoad {
  readonly writes: Write[] = [];
  readonly acknowledged: Write[] = [];
  readonly #token: string;
  readonly #tenantId: string;

  constructor(token: string, tenantId: string) {
    this.#token = token;
    this.#tenantId = tenantId;
  }

  /** Sends one write. Gives the status, 0 where there was no answer. */
  async send(origin: string, { key, amountCents }: Write): Promise<number> {
    const payment = { tenantId: this.#tenantId, amount: amountCents / 100, period: '2026-10' };
    const headers = { ...JSON_TYPE, Authorization: `Bearer ${this.#token}` };
    // Every other one through GraphQL.
    const isRest = amountCents % 2 === 0;
    const url = origin + (isRest ? '/v1/payments' : '/graphql');
    const body = isRest ? payment : { query: RECORD, variables: { input: payment, key } };
    const request = {
      method: 'POST',
      headers: isRest ? { ...headers, 'Idempotency-Key': key } : headers,
      body: JSON.stringify(body),
    };
    try {
      const response = await fetch(url, request);
      const answer = (await response.json()) as { errors?: { extensions?: { reason?: string } }[] };
      if (response.ok && !answer.errors) return response.status;
      return response.ok ? 409 : response.status;
    } catch {
      return 0;
    }
  }

  /** Writes on several connections until the server goes away. */
  async run(origin: string, connections: number): Promise<void> {
    const work = async () => {
      for (;;) {
        const write = { key: randomUUID(), amountCents: 100 + this.writes.length };
        this.writes.push(write);
        const status = await this.send(origin, write);
        if (status === 0) return;
        if (status < 300) this.acknowledged.push(write);
      }
    };
    await Promise.all(Array.from({ length: connections }, work));
  }

  /** Sends a write until it is acknowledged, as a client does that has had no answer. */
  async insist(origin: string, write: Write): Promise<void> {
    for (let attempt = 0; attempt < 60; attempt++) {
      const status = await this.send(origin, write);
      if (status >= 200 && status < 300) return;
      await sleep(500);
    }
    throw new Error('A write was never acknowledged.');
  }
}
