import { readFileSync } from 'node:fs';
import {
  depositInterest,
  earliestTermination,
  checkDeposit,
  checkEntry,
  checkNsfCharge,
  latestSending,
  n12Compensation,
  deemedGiven,
  type NoticeInput,
  type NoticeToValidate,
  type EntryInput,
  type RentalPeriod,
  rentIncrease,
  checkSecondNotice,
  type ServiceMethod,
  validateNotice,
  windowLengthFaults,
} from '../../src/law/index.ts';

type Value = string | number | boolean | readonly { type: string; amount: string }[];
type Vector = Readonly<Record<string, Value>> & { readonly id: string; readonly kind: string };

const vectors = JSON.parse(
  readFileSync(new URL('./vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];

function code(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value.toUpperCase() : undefined;
}

function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Text with two decimals to integer cents, without floating point. */
function cents(value: Value | undefined): number | undefined {
  return typeof value === 'string' ? Number(value.replace('.', '')) : undefined;
}

function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function noticeOf(vector: Vector): NoticeToValidate & NoticeInput {
  return present({
    form: vector.form,
    servedOn: vector.served_on,
    method: code(vector.method),
    rentalPeriod: code(vector.rental_period),
    rentDueDay: vector.rent_due_day,
    rentDueWeekday: code(vector.rent_due_weekday),
    termEnd: vector.term_end,
    reason: code(vector.reason),
    noticeNumber: vector.notice_number,
    noticeDays: vector.notice_days,
    firstNoticeGivenOn: vector.first_notice_given,
    terminationDate: vector.termination_date,
    rentDueOn: vector.rent_due_on,
    amountClaimedCents: cents(vector.amount_on_notice),
    rentOwingCents: cents(vector.rent_owing),
    otherCharges: Array.isArray(vector.other_charges)
      ? (vector.other_charges as { type: string; amount: string }[]).map(({ type, amount }) => ({
          type: type.toUpperCase(),
          amountCents: cents(amount),
        }))
      : undefined,
    signedAtStartOfTenancy: vector.signed_at_start_of_tenancy,
    landlordType: code(vector.landlord_type),
    occupiers: vector.occupier === undefined ? undefined : [code(vector.occupier)],
    residentialUnitsInComplex: vector.residential_units_in_complex,
    isCondominiumUnit: vector.is_condominium_unit,
  }) as NoticeToValidate & NoticeInput;
}

function earliestDate(vector: Vector): void {
  const found = earliestTermination(noticeOf(vector));
  expect(found.date).toBe(vector.earliest_termination);
  expect(found.deemedGiven).toBe(vector.deemed_given);
  expect(found.earliestBoardApplication).toBe(vector.earliest_board_application ?? null);
  expect(found.correctionEndsOn).toBe(vector.remedy_period_ends ?? null);
  expect(found.compensationRequired).toBe(vector.compensation_required ?? null);
  if (vector.rule === 'N4-from-2026-09-21')
    expect(found.rules).toContainEqual(
      expect.objectContaining({ id: 'n4.notice_days', inForceFrom: '2026-09-21' }),
    );
  if (vector.rule === 'N4-pre-2026-09-21')
    expect(found.rules).toContainEqual(
      expect.objectContaining({
        id: expect.stringMatching(/^n4\.notice_days/),
        inForceFrom: '2007-01-31',
      }),
    );
}

function validity(vector: Vector): void {
  const { valid, defects } = validateNotice(noticeOf(vector));
  expect({ valid, any: defects.length > 0 }).toEqual({ valid: vector.valid, any: vector.valid === false });
}

function secondNotice(vector: Vector): void {
  const answer = checkSecondNotice(text(vector.first_notice_given), text(vector.new_conduct_on));
  expect(answer.allowed).toBe(vector.second_notice_allowed);
}

function mailBy(vector: Vector): void {
  const method = code(vector.method) as ServiceMethod;
  expect(latestSending(text(vector.must_be_given_by), method)).toBe(vector.latest_mailing);
}

function compensation(vector: Vector): void {
  const { reason, terminationDate, servedOn, method } = noticeOf(vector);
  const found = n12Compensation({
    reason: reason === 'PURCHASER' ? reason : 'LANDLORD_OR_FAMILY',
    deemedGiven: deemedGiven(servedOn, method),
    terminationDate,
  });
  expect(found.required).toBe(vector.compensation_required);
  expect(found.amountBasis).toBe(text(vector.compensation_amount_basis).toUpperCase().replaceAll(' ', '_'));
  expect(found.payBy).toBe(vector.pay_by);
}

function entry(vector: Vector): void {
  const found = checkEntry({
    servedAt: vector.served_at,
    method: code(vector.method),
    entryStartsAt: vector.entry_at,
    reason: code(vector.reason),
  } as EntryInput);
  expect(found.allowed).toBe(vector.allowed);
  if (vector.method === 'hand') expect(found.hoursElapsed).toBeCloseTo(Number(vector.hours_elapsed), 9);
}

function entryWindow(vector: Vector): void {
  const isAllowed = windowLengthFaults(Number(vector.window_hours), '2026-11-22').length === 0;
  expect(isAllowed).toBe(vector.allowed);
}

function rent(vector: Vector): void {
  const found = rentIncrease({
    rentBeforeCents: cents(vector.rent_before)!,
    effectiveOn: text(vector.effective_on),
  });
  expect(found.guidelineBasisPoints).toBe(Math.round(Number(vector.guideline_percent) * 100));
  expect(found.maxRentAfterCents).toBe(cents(vector.max_rent_after));
  expect(found.latestNoticeGivenOn).toBe(vector.latest_notice_given);
}

function interest(vector: Vector): void {
  const found = depositInterest(cents(vector.deposit)!, text(vector.interest_due_on));
  expect(found.rateBasisPoints).toBe(Math.round(Number(vector.rate_percent) * 100));
  expect(found.interestCents).toBe(cents(vector.interest));
}

function deposit(vector: Vector): void {
  const found = checkDeposit({
    rentalPeriod: code(vector.rental_period) as RentalPeriod,
    rentPerPeriodCents: cents(vector.rent_per_period)!,
    rentDepositCents: cents(vector.deposit),
    otherDepositCents: cents(vector.damage_deposit),
  });
  expect(found.allowed).toBe(vector.allowed);
}

function nsf(vector: Vector): void {
  expect(checkNsfCharge(cents(vector.nsf_admin_charge)!).allowed).toBe(vector.allowed);
}

const checks: Readonly<Record<string, (vector: Vector) => void>> = {
  earliest_date: earliestDate,
  validity,
  second_notice_window: secondNotice,
  mail_by: mailBy,
  compensation,
  entry,
  entry_window: entryWindow,
  rent_increase: rent,
  deposit_interest: interest,
  deposit_limit: deposit,
  nsf_charge: nsf,
};

test('has 129 vectors', () => {
  expect(new Set(vectors.map(({ id }) => id)).size).toBe(129);
});

test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
  const check = checks[vector.kind];
  expect.hasAssertions();
  check?.(vector);
});
