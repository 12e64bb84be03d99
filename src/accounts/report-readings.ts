import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Context } from '../request/context.ts';
import type { Account } from './account.ts';
import { accountsToday } from './accounts-today.ts';
import { ManyReader } from './many-reader.ts';
import { readRowLeases, type RowLease } from './report-row.ts';
import { LIFE_SELECTION } from './tenancy-status.ts';

/** The columns of a lease that decide whether it is on a report. */
export const STANDING_SELECTION = {
  id: true,
  ...LIFE_SELECTION,
} as const satisfies Prisma.LeaseSelect;

export type StandingLease = Prisma.LeaseGetPayload<{ select: typeof STANDING_SELECTION }>;

/** The tenancies that reports cover. */
interface LeaseReading {
  /** Whether one of the reports needs those that are over. */
  isWhole: boolean;
  /** Until then, other reports can join. */
  hasBegun: boolean;
  readonly leases: Promise<StandingLease[]>;
}

/**
 * What reports read from the database. Requests of viewers who see the same rows share one, as long as none of it has
 * been read: so each sees every change that was committed before it was sent.
 */
export class ReportReadings {
  /** Accounts of today, of the tenancies whose open rows tell them. */
  readonly accounts: ManyReader<Account>;
  readonly rows: ManyReader<RowLease>;
  /** Resolves once nothing is being read or worked out any more. */
  readonly finished: Promise<void>;
  readonly #leases = new Map<string, LeaseReading>();
  readonly #clientOf: () => Promise<PrismaClient>;
  readonly #before: Promise<void>;
  #finish: () => void = () => undefined;
  #client: Promise<PrismaClient> | null = null;
  #works = 0;

  /** `before`: what has to finish first. */
  constructor(
    { system, today }: Pick<Context, 'system' | 'today'>,
    clientOf: () => Promise<PrismaClient>,
    before: Promise<void> = Promise.resolve(),
  ) {
    this.#clientOf = clientOf;
    this.#before = before;
    this.finished = new Promise((resolve) => (this.#finish = resolve));
    this.accounts = new ManyReader((ids) => this.#read((db) => accountsToday(db, ids, today, system)));
    this.rows = new ManyReader((ids) => this.#read((db) => readRowLeases(db, ids)));
  }

  /** Whether something has been read, so that a later request might miss a change. */
  get hasBegun(): boolean {
    return this.#client !== null;
  }

  /** Does work before the readings count as finished. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#works += 1;
    try {
      return await work();
    } finally {
      this.#works -= 1;
      // What comes next may begin in this turn.
      if (this.#works === 0)
        setImmediate(() => {
          if (this.#works === 0) this.#finish();
        });
    }
  }

  #read<Found>(read: (db: PrismaClient) => Promise<Found>): Promise<Found> {
    return this.during(async () => {
      await this.#before;
      this.#client ??= this.#clientOf();
      return read(await this.#client);
    });
  }

  /** The tenancies of a property, or of all, read once for all reports that ask before it begins. */
  leasesOf(
    property: string | null,
    isWhole: boolean,
    whereOf: (isWhole: boolean) => Prisma.LeaseWhereInput,
  ): Promise<StandingLease[]> {
    const known = this.#leases.get(property ?? '');
    if (known && (known.isWhole || !isWhole || !known.hasBegun)) {
      known.isWhole ||= isWhole;
      return known.leases;
    }
    const reading: Omit<LeaseReading, 'leases'> = { isWhole, hasBegun: false };
    const leases = this.#read((db) => {
      reading.hasBegun = true;
      return db.lease.findMany({
        where: whereOf(reading.isWhole),
        select: STANDING_SELECTION,
        orderBy: [
          { unit: { propertyId: 'asc' } },
          { unit: { position: 'asc' } },
          { startsOn: 'asc' },
          { id: 'asc' },
        ],
      });
    });
    this.#leases.set(property ?? '', Object.assign(reading, { leases }));
    return leases;
  }
}

/** The newest readings of each process, by what its viewers see and the day. */
const newest = new WeakMap<PrismaClient, Map<string, ReportReadings>>();

const readingsByContext = new WeakMap<Context, ReportReadings>();

/** Readings that others can join. Those of the same rows go one after the other, so that many requests share few. */
function join(context: Context): ReportReadings {
  const readings = newest.get(context.system) ?? new Map<string, ReportReadings>();
  newest.set(context.system, readings);
  const key = `${context.today} ${context.visibility}`;
  const known = readings.get(key);
  if (known && !known.hasBegun) return known;
  // They belong to no request: it may be cancelled while others wait for them.
  const made = new ReportReadings(context, () => context.sharedReports(), known?.finished);
  readings.set(key, made);
  void made.finished.then(() => {
    if (readings.get(key) === made) readings.delete(key);
  });
  return made;
}

/** The readings of a request, until it has written something. */
export function readingsOf(context: Context): ReportReadings {
  if (context.hasWritten) return new ReportReadings(context, () => context.reports());
  const known = readingsByContext.get(context) ?? join(context);
  readingsByContext.set(context, known);
  return known;
}
