import { addMonths } from '../../calendar/date.ts';
import { takingEffect } from '../../accounts/lawful-rents.ts';
import { leaseTerms, rentOn } from '../../accounts/tenancy-ledger.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import type { Instalment, PaymentAgreementFacts } from '../../forms/index.ts';
import { rentDayOnOrAfter } from '../../ledger/index.ts';
import type { Context } from '../../request/context.ts';
import { arrearsFor } from './n4.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { returnedChargesOwing } from './returned-charges.ts';
import { landlordSigner, representativeOf, tenantSigners } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** What is owing, and the instalments that pay it. */
export type AgreedMoney = Pick<
  PaymentAgreementFacts,
  'arrearsCents' | 'returnedCents' | 'filingFeeCents' | 'totalCents' | 'instalments'
>;

/** The application on an N4 that is on record, with what the input says of it. */
export function applicationOf({ lease }: Tenancy, { fileNumber, hearingOn }: FormInput) {
  const applied = lease.forms.find(({ type, appliedOn }) => type === 'N4' && appliedOn !== null);
  return {
    isOnRecord: applied !== undefined,
    fileNumber: fileNumber ?? applied?.fileNumber ?? null,
    hearingOn: hearingOn ?? fromColumnOrNull(applied?.hearingOn ?? null),
  };
}

/** Charges for returned payments that are owing, in cents. */
function returnedOwing(tenancy: Tenancy, on: string): number {
  return returnedChargesOwing(tenancy, on).reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** Equal parts of an amount in whole cents; the first ones take the cents that are left over. */
function equalParts(totalCents: number, count: number): number[] {
  const part = Math.floor(totalCents / count);
  const left = totalCents - part * count;
  return Array.from({ length: count }, (_, index) => part + (index < left ? 1 : 0));
}

/** The instalments as given, or as many equal ones as asked for, a month apart. */
function instalmentsOf(input: FormInput, totalCents: number, on: string): readonly Instalment[] {
  const { instalments, instalmentCount: count, firstInstalmentOn } = input;
  if (instalments) return instalments.map(({ dueOn, amount }) => ({ dueOn, amountCents: amount }));
  if (!count || totalCents < count) return [];
  const first = firstInstalmentOn ?? addMonths(on, 1);
  return equalParts(totalCents, count).map((amountCents, index) => ({
    dueOn: addMonths(first, index),
    amountCents,
  }));
}

/** The money of an agreement that is signed on a day. */
export function agreedMoney(context: Context, tenancy: Tenancy, input: FormInput, on: string): AgreedMoney {
  const arrearsCents = arrearsFor(context, tenancy, on).totalCents;
  const returnedCents = returnedOwing(tenancy, on < context.today ? on : context.today);
  const filingFeeCents = input.filingFee ?? 0;
  const totalCents = arrearsCents + returnedCents + filingFeeCents;
  const instalments = instalmentsOf(input, totalCents, on);
  return { arrearsCents, returnedCents, filingFeeCents, totalCents, instalments };
}

/** Rent that becomes due from the signing to the last instalment, from each day on which it changes. */
function newRentsOf({ lease }: Tenancy, on: string, instalments: readonly Instalment[]) {
  const last = instalments.at(-1)?.dueOn ?? on;
  const first = rentDayOnOrAfter(leaseTerms(lease), on);
  if (first === null || first > last) return [];
  const changes = takingEffect(lease.rents, lease)
    .map(({ effectiveOn, amountCents }) => ({ from: fromColumn(effectiveOn), amountCents }))
    .filter(({ from }) => from > first && from <= last)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return [{ from: first, amountCents: rentOn(lease, first) }, ...changes];
}

/** Instalments are given one by one or by their number, not both. */
function choiceFaults({ instalments, instalmentCount, firstInstalmentOn }: FormInput): Fault[] {
  if (instalments && (instalmentCount || firstInstalmentOn)) {
    const message = 'The instalments are given already. Leave out their number and first day.';
    const field = instalmentCount ? 'instalmentCount' : 'firstInstalmentOn';
    return [faultAt(['input', field], 'not_both', message)];
  }
  if (instalmentCount || !firstInstalmentOn) return [];
  return [faultAt(['input', 'instalmentCount'], 'required', 'Give the number of equal instalments.')];
}

/** Agreement to pay the arrears of an application L1 or L9 (RTA s.206). It is signed on `servedOn`, by default today. */
export function planPaymentAgreement(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const agreedOn = input.servedOn ?? context.today;
  const agreed = agreedMoney(context, tenancy, input, agreedOn);
  const { fileNumber, hearingOn } = applicationOf(tenancy, input);
  return {
    terminationDate: null,
    rules: [],
    defects: choiceFaults(input),
    warnings: [],
    document: {
      type: 'PAYMENT_AGREEMENT',
      facts: {
        ...partiesOf(tenancy),
        application: input.application ?? undefined,
        fileNumber: fileNumber ?? undefined,
        hearingOn: hearingOn ?? undefined,
        agreedOn,
        ...agreed,
        rentPeriod: tenancy.lease.rentalPeriod,
        newRents: newRentsOf(tenancy, agreedOn, agreed.instalments),
        breachClause: input.breachClause ?? (input.draft ? undefined : false),
        landlordSigner: landlordSigner(tenancy, input),
        tenantSigners: tenantSigners(tenancy, { tenantId: input.tenantId }),
        representative: representativeOf(input),
      },
    },
  };
}
