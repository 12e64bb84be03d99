import type { Logger } from 'pino';
import { recordRun, runRentFlow, type RentFlow } from '../accounts/expected/rent-run.ts';
import {
  claimDueWorkspace,
  completeRun,
  releaseClaim,
  renewClaim,
  type Claim,
} from '../accounts/expected/timer.ts';
import { timeJob } from '../telemetry/signals.ts';

/** How often a process looks for workspaces whose run is due. */
const LOOK_MILLISECONDS = 60_000;

export interface RentWorkerOptions extends RentFlow {
  readonly log: Logger;
}

/** What the rent worker of this process has done since the start. */
export interface RentWorkerStatus {
  readonly runs: number;
  readonly failures: number;
  readonly opened: number;
  readonly closed: number;
  readonly skipped: number;
  /** When the last run finished; null before. */
  readonly lastFinishedAt: Date | null;
}

const STARTED: RentWorkerStatus = {
  runs: 0,
  failures: 0,
  opened: 0,
  closed: 0,
  skipped: 0,
  lastFinishedAt: null,
};

export interface RentWorker {
  readonly status: RentWorkerStatus;
  /** Looks now, and resolves once nothing is due. */
  look(): Promise<void>;
  /** Ends after the slice that is under way. */
  stop(): Promise<void>;
}

class Worker implements RentWorker {
  status = STARTED;
  readonly #options: RentWorkerOptions;
  #isStopping = false;
  #looking: Promise<void> | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(options: RentWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_MILLISECONDS);
    void this.look();
  }

  look(): Promise<void> {
    this.#looking ??= this.#runAllDue()
      .catch((err: unknown) => {
        this.status = { ...this.status, failures: this.status.failures + 1 };
        this.#options.log.error({ err }, 'the rent flow could not run');
      })
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#looking;
  }

  async #runAllDue(): Promise<void> {
    const { prisma, clock } = this.#options;
    while (!this.#isStopping) {
      const claim = await claimDueWorkspace(prisma, clock.now());
      if (!claim) return;
      await timeJob('rent', () => this.#run(claim));
    }
  }

  /** Gives the number of payments that it opened and closed. */
  async #run(claim: Claim): Promise<number> {
    const { prisma, clock, newId, log } = this.#options;
    const { workspaceId } = claim;
    const own: { claim: Claim | null } = { claim };
    const mayGoOn = async () => {
      if (this.#isStopping) return false;
      own.claim &&= await renewClaim(prisma, own.claim, clock.now());
      return own.claim !== null;
    };
    const result = await runRentFlow(this.#options, workspaceId, { mayGoOn, isBackground: true });
    if (!result.isComplete) {
      if (own.claim) await releaseClaim(prisma, own.claim);
      return 0;
    }
    const id = newId('RentRun');
    await prisma.$transaction((tx) => recordRun(tx, { id, workspaceId }, result, clock.now()));
    const { timeZone } = await prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    await completeRun(prisma, workspaceId, result.ranThrough, timeZone);
    const { opened, closed, skipped, ranThrough } = result;
    this.status = {
      runs: this.status.runs + 1,
      failures: this.status.failures,
      opened: this.status.opened + opened,
      closed: this.status.closed + closed,
      skipped: this.status.skipped + skipped.length,
      lastFinishedAt: clock.now(),
    };
    log.info({ workspaceId, ranThrough, opened, closed, skipped: skipped.length }, 'rent flow');
    for (const { leaseId } of skipped)
      log.warn({ workspaceId, leaseId }, 'a tenancy was skipped by the rent flow');
    return opened + closed;
  }
}

/** Runs the rent flow of every workspace that is due, now and once a minute, in each process. */
export function startRentWorker(options: RentWorkerOptions): RentWorker {
  const worker = new Worker(options);
  worker.start();
  return worker;
}
