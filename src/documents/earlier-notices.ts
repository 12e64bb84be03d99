import DataLoader from 'dataloader';
import { addMonths } from '../calendar/date.ts';
import { fromColumn, fromColumnOrNull, toColumn } from '../db/date-column.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { LISTED_FORMS, listedMonths } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import type { StoredFacts } from './stored-facts.ts';

const LISTED: FormType[] = [...LISTED_FORMS];

/** The columns of a form that decide which earlier notices its application lists. */
export const LISTING_SELECTION = {
  id: true,
  type: true,
  appliedOn: true,
  deemedGivenOn: true,
} as const satisfies Prisma.FormSelect;

type ListingForm = Prisma.FormGetPayload<{ select: typeof LISTING_SELECTION }>;

/** An N12 or N13 that an application must list: its day, its unit and who was to move in (RTA s.71.1(3)). */
export interface EarlierNotice extends StoredFacts<'N12' | 'N13'> {
  readonly formId: string;
  readonly givenOn: string;
}

/** The days, both included, whose notices an application lists. */
interface Days {
  readonly exceptId: string;
  readonly from: string;
  readonly to: string;
}

/** Notices that were given, also those that were withdrawn or became void: the Act asks for all of them. */
async function givenBetween(context: Context, from: string, to: string): Promise<EarlierNotice[]> {
  const forms = await context.db.form.findMany({
    where: { type: { in: LISTED }, deemedGivenOn: { gte: toColumn(from), lte: toColumn(to) } },
    orderBy: [{ deemedGivenOn: 'asc' }, { id: 'asc' }],
    select: { id: true, type: true, facts: true, deemedGivenOn: true },
  });
  return forms.map(({ id, type, facts, deemedGivenOn }) => ({
    ...({ type, facts } as unknown as StoredFacts<'N12' | 'N13'>),
    formId: id,
    givenOn: deemedGivenOn === null ? from : fromColumn(deemedGivenOn),
  }));
}

async function findAll(context: Context, asked: readonly Days[]): Promise<EarlierNotice[][]> {
  const first = asked.map(({ from }) => from).sort()[0] ?? context.today;
  const last =
    asked
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? first;
  const notices = await givenBetween(context, first, last);
  return asked.map(({ exceptId, from, to }) =>
    notices.filter(({ formId, givenOn }) => formId !== exceptId && from <= givenOn && givenOn <= to),
  );
}

/** One statement for all forms of a list. Nothing is cached: a mutation may give a notice between two reads. */
const loaders = new WeakMap<Context, DataLoader<Days, EarlierNotice[]>>();

function loaderOf(context: Context): DataLoader<Days, EarlierNotice[]> {
  const known = loaders.get(context);
  if (known) return known;
  const loader = new DataLoader<Days, EarlierNotice[]>((asked) => findAll(context, asked), {
    batchScheduleFn: context.batches.batchScheduleFn,
    cache: false,
  });
  loaders.set(context, loader);
  return loader;
}

/**
 * The N12 and N13 that an application on this one lists: all that were given in the two years before it, for any unit
 * that the viewer sees (RTA s.71.1(3)). Until the application is on record, the two years end today. Empty for other
 * documents.
 */
export async function earlierNotices(context: Context, form: ListingForm): Promise<EarlierNotice[]> {
  if (!LISTED.includes(form.type)) return [];
  const to = fromColumnOrNull(form.appliedOn) ?? context.today;
  const months = listedMonths(to);
  if (months === null) return [];
  return loaderOf(context).load({ exceptId: form.id, from: addMonths(to, -months), to });
}
