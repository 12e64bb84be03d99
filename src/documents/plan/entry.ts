import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../calendar/date.ts';
import { dateIn } from '../../calendar/zone.ts';
import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { EntryReason as PrintedReason } from '../../forms/index.ts';
import { judgeEntry, type EntryReason } from '../../law/index.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** Ontario's clocks, by which the hours of entry are told (RTA s.27). */
const ONTARIO = 'America/Toronto';

/** The reasons that a written notice can state, as the document prints them. */
const PRINTED: Partial<Record<EntryReason, PrintedReason>> = {
  REPAIR_OR_WORK: 'REPAIR',
  MORTGAGEE_OR_INSURER: 'MORTGAGE_OR_INSURANCE',
  CONDOMINIUM_INSPECTION: 'CONDOMINIUM_INSPECTION',
  INSPECTION: 'INSPECTION',
  AGREEMENT_REASON: 'OTHER_IN_AGREEMENT',
  SHOW_TO_PURCHASER: 'PURCHASER_VIEWING',
};

function instantOf(day: string, time: string): string {
  return Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: ONTARIO, plainTime: time })
    .toInstant()
    .toString();
}

const REQUIRED = ['entryReason', 'purpose', 'entryOn', 'entryFrom'] as const;

function missing(input: FormInput): Fault[] {
  return REQUIRED.filter((field) => !input[field]).map((field) => ({
    path: ['input', field],
    code: 'required',
    message: 'A notice of entry states the reason, the day and the time.',
    section: 'RTA s.27(3)',
  }));
}

/** The law's names for facts, where the forms' input has others. */
const INPUT_FIELDS: Readonly<Record<string, string>> = {
  method: 'serviceMethod',
  reason: 'entryReason',
  servedAt: 'givenAt',
  entryStartsAt: 'entryFrom',
  entryEndsAt: 'entryUntil',
};

/** Stands for a day of entry that is not given: far enough for every notice, so that only the hours count. */
const ANY_DAYS_AHEAD = 30;
const ANY_REASON: EntryReason = 'INSPECTION';

const inInput = (fault: Fault): Fault => ({
  ...fault,
  path: fault.path.map((step) => INPUT_FIELDS[step] ?? step),
});

/** What the law finds; where the day or the reason is missing, only the defects that do not depend on it. */
function judge(tenancy: Tenancy, input: FormInput, givenAt: string) {
  const { entryReason, entryOn, entryFrom, entryUntil } = input;
  if (!entryFrom) return { defects: [], warnings: [], rules: [] };
  const day = entryOn ?? addDays(dateIn(ONTARIO, new Date(givenAt)), ANY_DAYS_AHEAD);
  const { defects, warnings, rules } = judgeEntry({
    servedAt: givenAt,
    method: input.serviceMethod ?? 'HAND',
    emailConsent: input.emailConsent ?? tenancy.lease.emailConsent,
    entryStartsAt: instantOf(day, entryFrom),
    entryEndsAt: entryUntil ? instantOf(day, entryUntil) : null,
    reason: entryReason ?? ANY_REASON,
  });
  const isWhole = entryReason && entryOn;
  return { defects: defects.map(inInput), warnings: isWhole ? warnings : [], rules: isWhole ? rules : [] };
}

/** Written notice of entry (RTA s.27). */
export function planEntry(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const givenAt = input.givenAt ?? context.clock.now().toISOString();
  const { workspace } = tenancy;
  const contact = [workspace.landlordPhone, workspace.landlordEmail].filter(Boolean).join(', ');
  const judgement = judge(tenancy, input, givenAt);
  const givenOnClock = Temporal.Instant.from(givenAt).toZonedDateTimeISO(ONTARIO).toPlainTime();
  return {
    ...judgement,
    defects: [...missing(input), ...judgement.defects],
    terminationDate: null,
    document: {
      type: 'ENTRY',
      facts: {
        ...partiesOf(tenancy),
        contact: contact || undefined,
        reason: (input.entryReason && PRINTED[input.entryReason]) ?? undefined,
        purpose: input.purpose ?? undefined,
        agreementClause: input.agreementClause ?? undefined,
        authorizedBroker: input.authorizedBroker ?? undefined,
        entryOn: input.entryOn ?? undefined,
        entryFrom: input.entryFrom ?? undefined,
        entryUntil: input.entryUntil ?? undefined,
        givenOn: dateIn(ONTARIO, new Date(givenAt)),
        givenAt: givenOnClock.toString({ smallestUnit: 'minute' }),
        method: input.serviceMethod ?? 'HAND',
        signer: landlordSigner(tenancy, input),
      },
    },
  };
}
