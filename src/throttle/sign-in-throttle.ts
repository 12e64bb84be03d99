import { createHash } from 'node:crypto';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { clientNetwork } from './client-network.ts';
import { RateLimited } from './rate-limited.ts';
import { Turns } from './turns.ts';

/** Who tries to prove that an account is theirs, and from where. */
export interface Claim {
  /** As it was typed; whether there is such an account makes no difference. */
  readonly email: string;
  /** Of the client. */
  readonly address: string;
}

/** The same for every account, existing or not, and of no use to whoever reads the table it is kept in. */
function keyOf({ email, address }: Claim): string {
  const claim = JSON.stringify([email.toLowerCase(), clientNetwork(address)]);
  return createHash('sha256').update(claim).digest('hex');
}

/**
 * Bounds failed attempts at an account's password, per account and client address.
 *
 * An attempt is charged before it is looked at and given back when it succeeds, so that attempts at the same time
 * can't all slip under the limit. In one process they take turns, so that a person signing in on many devices at
 * once is never charged for more than one.
 */
export class SignInThrottle {
  readonly #limiter: RateLimiterAbstract;
  readonly #turns = new Turns();

  constructor(limiter: RateLimiterAbstract) {
    this.#limiter = limiter;
  }

  /**
   * Runs one attempt. What `prove` gives is the answer, null for a failed attempt; a success clears the account's
   * count at this address.
   *
   * @throws RateLimited when there were too many; then `prove` is not run, so that even the right password is refused.
   */
  async attempt<Proof>(claim: Claim, prove: () => Promise<Proof | null>): Promise<Proof | null> {
    const key = keyOf(claim);
    return this.#turns.take(key, async () => {
      await this.#charge(key);
      const proof = await prove();
      if (proof !== null) await this.#limiter.delete(key);
      return proof;
    });
  }

  async #charge(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new RateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  }
}
