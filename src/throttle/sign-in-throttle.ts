import { createHash } from 'node:crypto';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { clientNetwork } from './client-network.ts';
import { RateLimited } from './rate-limited.ts';
import { KeyedQueue } from './keyed-queue.ts';

/** An attempt to prove a password. */
export interface Attempt {
  /** As typed; the account need not exist. */
  readonly email: string;
  /** The client's. */
  readonly address: string;
}

/** A hash, so that the store holds no e-mail address. */
function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function charge(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new RateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}

/**
 * Limits failed password attempts per account and client network, and per network for all accounts together.
 *
 * An attempt is charged before the password is checked and refunded if it succeeds, so that concurrent attempts can't all
 * pass the limit. Attempts on one account queue within a process, so that signing in on many devices at once charges
 * only one.
 */
export class SignInThrottle {
  readonly #byAccount: RateLimiterAbstract;
  readonly #byNetwork: RateLimiterAbstract;
  readonly #queue = new KeyedQueue();

  /** Attempts that run or wait for an earlier one on the same account. */
  get pending(): number {
    return this.#queue.size;
  }

  constructor(byAccount: RateLimiterAbstract, byNetwork: RateLimiterAbstract) {
    this.#byAccount = byAccount;
    this.#byNetwork = byNetwork;
  }

  /**
   * Runs one attempt. `prove` returns null if it fails; a success resets the account's count for this network.
   *
   * @throws RateLimited after too many attempts; `prove` is not run then, so even the right password is refused.
   */
  async attempt<Proof>(
    { email, address }: Attempt,
    prove: () => Promise<Proof | null>,
  ): Promise<Proof | null> {
    const network = clientNetwork(address);
    const account = hashOf([email.toLowerCase(), network]);
    return this.#queue.run(account, async () => {
      await this.#charge(account, hashOf([network]));
      const proof = await prove().catch(async (error: unknown) => {
        // The password was not checked, e.g. because the database is unreachable: refund the attempt.
        await this.#byAccount.reward(account);
        await this.#byNetwork.reward(hashOf([network]));
        throw error;
      });
      if (proof !== null) {
        await this.#byAccount.delete(account);
        await this.#byNetwork.reward(hashOf([network]));
      }
      return proof;
    });
  }

  /** Refunds the account's charge if the network's limit refuses the attempt. */
  async #charge(account: string, network: string): Promise<void> {
    await charge(this.#byAccount, account);
    try {
      await charge(this.#byNetwork, network);
    } catch (refusal) {
      await this.#byAccount.reward(account);
      throw refusal;
    }
  }
}
