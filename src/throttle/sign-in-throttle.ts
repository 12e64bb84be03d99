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

/** Keys of an attempt's counters. */
interface Keys {
  /** Of the account from this network. */
  readonly account: string;
  readonly network: string;
  /** Of the account. */
  readonly owner: string;
}

async function charge(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new RateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}

/** Whether the counter had room for an attempt. */
async function isCharged(limiter: RateLimiterAbstract, key: string): Promise<boolean> {
  return charge(limiter, key).then(
    () => true,
    (error: unknown) => {
      if (error instanceof RateLimited) return false;
      throw error;
    },
  );
}

/** The counters of attempts. */
export interface SignInCounters {
  /** Of one account from one network. */
  readonly byAccount: RateLimiterAbstract;
  /** Of all accounts from one network. */
  readonly byNetwork: RateLimiterAbstract;
  /** Of one account from all networks that have not signed in to it. */
  readonly byStrangers: RateLimiterAbstract;
  /** The same once that is used up: a slow pace. */
  readonly strangersPace: RateLimiterAbstract;
  /** Marks the networks that have signed in to an account. */
  readonly known: RateLimiterAbstract;
}

/**
 * Limits failed password attempts per account and client network, per network for all accounts together, and per account
 * for all networks that have not signed in to it. A thousand addresses that guess at one account use up the last one and
 * go on at a slow pace. The owner's networks are known, so the owner is not locked out.
 *
 * An attempt is charged before the password is checked and refunded if it succeeds, so that concurrent attempts can't all
 * pass the limit. Attempts on one account queue within a process, so that signing in on many devices at once charges
 * only one.
 */
export class SignInThrottle {
  readonly #counters: SignInCounters;
  readonly #queue = new KeyedQueue();

  /** Attempts that run or wait for an earlier one on the same account. */
  get pending(): number {
    return this.#queue.size;
  }

  constructor(counters: SignInCounters) {
    this.#counters = counters;
  }

  /**
   * Runs one attempt. `prove` returns null if it fails; a success resets the account's count for this network, and makes
   * the network known to the account.
   *
   * @throws RateLimited after too many attempts; `prove` is not run then, so even the right password is refused.
   */
  async attempt<Proof>(
    { email, address }: Attempt,
    prove: () => Promise<Proof | null>,
  ): Promise<Proof | null> {
    const network = clientNetwork(address);
    const keys = {
      account: hashOf([email.toLowerCase(), network]),
      network: hashOf([network]),
      owner: hashOf([email.toLowerCase()]),
    };
    return this.#queue.run(keys.account, async () => {
      const refund = await this.#charge(keys);
      const proof = await prove().catch(async (error: unknown) => {
        // The password was not checked, e.g. because the database is unreachable.
        await refund();
        throw error;
      });
      if (proof !== null) {
        await refund();
        await this.#counters.byAccount.delete(keys.account);
        await this.#counters.known.set(keys.account, 1, this.#counters.known.duration);
      }
      return proof;
    });
  }

  /** Charges every counter, or none. Returns what gives the charges back. @throws RateLimited */
  async #charge({ account, network, owner }: Keys): Promise<() => Promise<void>> {
    const { byAccount, byNetwork } = this.#counters;
    const charged: [RateLimiterAbstract, string][] = [];
    const refund = async () => {
      for (const [counter, key] of charged) await counter.reward(key);
    };
    try {
      await charge(byAccount, account);
      charged.push([byAccount, account]);
      await charge(byNetwork, network);
      charged.push([byNetwork, network]);
      if (await this.#isStranger(account)) charged.push(...(await this.#chargeStranger(owner)));
    } catch (error) {
      await refund();
      throw error;
    }
    return refund;
  }

  /** Charges an attempt from an unknown network. Beyond the count it may pass at the pace, which is never given back. */
  async #chargeStranger(owner: string): Promise<[RateLimiterAbstract, string][]> {
    const { byStrangers, strangersPace } = this.#counters;
    if (await isCharged(byStrangers, owner)) return [[byStrangers, owner]];
    await charge(strangersPace, owner);
    return [];
  }

  async #isStranger(account: string): Promise<boolean> {
    return (await this.#counters.known.get(account)) === null;
  }
}
