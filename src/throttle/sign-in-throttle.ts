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
 * Bounds failed attempts at an account's password, per account and client address; and those of an address at all
 * accounts together, for who tries a list of them.
 *
 * An attempt is charged before it is looked at and given back when it succeeds, so that attempts at the same time
 * can't all slip under the limit. In one process they take turns, so that a person signing in on many devices at
 * once is never charged for more than one.
 */
export class SignInThrottle {
  readonly #byAccount: RateLimiterAbstract;
  readonly #byNetwork: RateLimiterAbstract;
  readonly #turns = new Turns();

  constructor(byAccount: RateLimiterAbstract, byNetwork: RateLimiterAbstract) {
    this.#byAccount = byAccount;
    this.#byNetwork = byNetwork;
  }

  /**
   * Runs one attempt. What `prove` gives is the answer, null for a failed attempt; a success clears the account's
   * count at this address.
   *
   * @throws RateLimited when there were too many; then `prove` is not run, so that even the right password is refused.
   */
  async attempt<Proof>({ email, address }: Claim, prove: () => Promise<Proof | null>): Promise<Proof | null> {
    const network = clientNetwork(address);
    const account = hashOf([email.toLowerCase(), network]);
    return this.#turns.take(account, async () => {
      await this.#charge(account, hashOf([network]));
      const proof = await prove().catch(async (error: unknown) => {
        // Nothing was looked at, e.g. while the database is away: that is nobody's failure.
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

  /** An account is not charged for what others from its network have done. */
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
