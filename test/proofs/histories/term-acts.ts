import { addDays, daysBetween } from '../../../src/calendar/date.ts';
import { TODAY } from '../../support/clock.ts';
import { centsOf, goTo, mutate, stage, write, type Play } from './stage.ts';

/** Sessions of the stage end after 400 days. */
const LAST_LEAP_DAY = addDays(TODAY, 300);

/** A notice of a rent increase is made, at most for the highest rent. */
async function announce(play: Play): Promise<void> {
  const rent = Math.floor(play.books.rentOn(stage.today) * (1 + stage.random.number() * 0.02)) / 100;
  const input = stage.random.chance(0.5) ? { rent } : {};
  const done = stage.random.chance(0.5)
    ? await write(play, 'post', `/v1/tenants/${play.id}/rent-increases`, input)
    : await mutate(
        play,
        'scheduleRentIncrease',
        'RentIncreaseInput',
        { tenantId: play.id },
        input,
        'id fields',
      );
  if (!done) return;
  const { effectiveOn, newRentCents } = done.fields;
  play.announced = { formId: done.id, on: effectiveOn, cents: newRentCents };
}

const patchForm = (play: Play, formId: string, patch: object) =>
  write(play, 'patch', `/v1/forms/${formId}`, patch);

/** A notice is served, so that its rent counts from its day on, or it is thrown away. */
async function serveOrDrop(play: Play): Promise<void> {
  const { books, announced } = play;
  if (!announced) return;
  const isServed = stage.random.chance(0.8);
  const served = { status: 'Served', servedOn: stage.today, serviceMethod: 'hand' };
  const done = await patchForm(play, announced.formId, isServed ? served : { status: 'Void' });
  if (!done) return;
  play.announced = null;
  if (isServed) books.rents.push({ ...announced, givenOn: stage.today });
}

/** A served notice is taken back, and its rent with it. */
async function takeBack(play: Play): Promise<void> {
  const { books } = play;
  const raised = books.rents.find(({ formId }) => formId !== undefined);
  if (!raised) return;
  const done = await patchForm(play, raised.formId!, { status: 'Void' });
  if (done) books.rents = books.rents.filter((row) => row !== raised);
}

async function increase(play: Play): Promise<void> {
  if (play.announced) return serveOrDrop(play);
  if (stage.random.chance(0.15)) return takeBack(play);
  await announce(play);
  if (stage.random.chance(0.7)) await serveOrDrop(play);
}

/** A tenancy is renewed for a term, and a notice of its tenants taken back. */
async function renew(play: Play): Promise<void> {
  const { books } = play;
  const leaseEnd = addDays(stage.today, 20 + stage.random.below(400));
  const done = await write(play, 'post', `/v1/leases/${play.leaseId}/renewal`, { leaseEnd });
  if (!done) return;
  books.termEnd = leaseEnd;
  books.lastDay = null;
  books.lastDayKnownOn = null;
}

/** Months go by. */
async function leap(): Promise<void> {
  const day = addDays(stage.today, 50 + stage.random.below(80));
  if (daysBetween(day, LAST_LEAP_DAY) > 0) goTo(day);
  await Promise.resolve();
}

export const rentScheduleShown = (rows: { effectiveOn: string; amount: number; state: string }[]) =>
  rows
    .filter(({ state }) => state !== 'AwaitingService')
    .map(({ effectiveOn, amount }) => ({ on: effectiveOn, cents: centsOf(amount) }));

export const TERM_ACTS = [increase, increase, increase, renew, leap];
