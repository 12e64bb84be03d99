import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../calendar/date.ts';
import { dateIn, ONTARIO_TIME_ZONE } from '../../calendar/zone.ts';
import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import { checkEntry, type EntryReason } from '../../law/index.ts';
import { PRINTED_REASONS } from './entry-reasons.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

function instantOf(day: string, time: string): string {
  return Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: ONTARIO_TIME_ZONE, plainTime: time })
    .toInstant()
    .toString();
}

const REQUIRED = ['entryReason', 'purpose', 'entryOn', 'entryFrom'] as const;

function missing(input: FormInput): Fault[] {
  return REQUIRED.filter((field) => !input[field]).map((field) => ({
    path: ['input', field],
    code: 'required',
    message: 'A notice of entry must state the reason, the day and the time of entry. Give this fact.',
    section: 'RTA s.27(3)',
  }));
}

/** Fields of the input whose names differ from those of the law module. */
const INPUT_FIELDS: Readonly<Record<string, string>> = {
  method: 'serviceMethod',
  reason: 'entryReason',
  servedAt: 'givenAt',
  entryStartsAt: 'entryFrom',
  entryEndsAt: 'entryUntil',
};

/** Replaces a missing date of entry: far enough ahead that only the hours matter. */
const ANY_DAYS_AHEAD = 30;
const ANY_REASON: EntryReason = 'INSPECTION';

const atInputField = (fault: Fault): Fault => ({
  ...fault,
  path: fault.path.map((step) => INPUT_FIELDS[step] ?? step),
});

/** Checks the entry; without a date or a reason, only for defects that do not depend on them. */
function check(tenancy: Tenancy, input: FormInput, givenAt: string) {
  const { entryReason, entryOn, entryFrom, entryUntil } = input;
  if (!entryFrom) return { defects: [], warnings: [], rules: [] };
  const day = entryOn ?? addDays(dateIn(ONTARIO_TIME_ZONE, new Date(givenAt)), ANY_DAYS_AHEAD);
  const { defects, warnings, rules } = checkEntry({
    servedAt: givenAt,
    method: input.serviceMethod ?? 'HAND',
    emailConsent: input.emailConsent ?? tenancy.lease.emailConsent,
    entryStartsAt: instantOf(day, entryFrom),
    entryEndsAt: entryUntil ? instantOf(day, entryUntil) : null,
    reason: entryReason ?? ANY_REASON,
  });
  const isWhole = entryReason && entryOn;
  return {
    defects: defects.map(atInputField),
    warnings: isWhole ? warnings : [],
    rules: isWhole ? rules : [],
  };
}

/** Written notice of entry (RTA s.27). */
export function planEntry(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const givenAt = input.givenAt ?? context.clock.now().toISOString();
  const { workspace } = tenancy;
  const contact = [workspace.landlordPhone, workspace.landlordEmail].filter(Boolean).join(', ');
  const entryCheck = check(tenancy, input, givenAt);
  const givenTime = Temporal.Instant.from(givenAt).toZonedDateTimeISO(ONTARIO_TIME_ZONE).toPlainTime();
  return {
    ...entryCheck,
    defects: [...missing(input), ...entryCheck.defects],
    terminationDate: null,
    document: {
      type: 'ENTRY',
      facts: {
        ...partiesOf(tenancy),
        contact: contact || undefined,
        reason: (input.entryReason && PRINTED_REASONS[input.entryReason]) ?? undefined,
        purpose: input.purpose ?? undefined,
        agreementClause: input.agreementClause ?? undefined,
        authorizedBroker: input.authorizedBroker ?? undefined,
        entryOn: input.entryOn ?? undefined,
        entryFrom: input.entryFrom ?? undefined,
        entryUntil: input.entryUntil ?? undefined,
        givenOn: dateIn(ONTARIO_TIME_ZONE, new Date(givenAt)),
        givenAt: givenTime.toString({ smallestUnit: 'minute' }),
        method: input.serviceMethod ?? 'HAND',
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
