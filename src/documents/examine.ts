import type { Fault } from '../errors.ts';
import { faultAt } from '../faults/faults.ts';
import type { OfficialDocument } from '../forms/index.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { addDays } from '../calendar/date.ts';
import { deemedGiven, findRule, RULE_SET_VERSION, ruleInForce, type Warning } from '../law/index.ts';
import { actOfGenerating, authorize } from '../policies/acts.ts';
import { printTimed } from '../printing/print-timed.ts';
import type { Printed } from '../printing/printer.ts';
import type { Context } from '../request/context.ts';
import { giveWay } from '../turns.ts';
import { placeholderTenancy } from './placeholder-tenancy.ts';
import { inputFault } from './fact-places.ts';
import { misplacedFields } from './plan/field-table.ts';
import { judgedPlan } from './judged-plan.ts';
import type { FormInput, FormPlan } from './plan/plan.ts';
import { findTenancy, readTenancy, type Tenancy } from './plan/tenancy.ts';

/** The result of examining a form: its plan, its defects and, without defects, its bytes. */
export interface Examination {
  readonly tenancy: Tenancy;
  readonly plan: FormPlan;
  /** `OFFICIAL`: filled in on the official blank form. */
  readonly layout: 'KEYNEST' | 'OFFICIAL';
  /** Every defect that prevents generation. */
  readonly defects: readonly Fault[];
  /** The PDF; null if there are defects. */
  readonly bytes: Uint8Array | null;
}

/** The operator's official blank for the document; undefined: KeyNest's own layout. Drafts use their own. */
function blankFor(
  { templates }: Context,
  type: FormType,
  { draft, layout }: Pick<FormInput, 'draft' | 'layout'>,
): Uint8Array | undefined {
  return draft || layout === 'OWN' ? undefined : templates.get(type as OfficialDocument['type']);
}

/** `no_blank`: the official layout is asked for, but there is no blank. */
function noBlankFaults(context: Context, type: FormType, input: FormInput): Fault[] {
  if (input.layout !== 'OFFICIAL' || blankFor(context, type, input)) return [];
  const message = input.draft
    ? 'A draft is in KeyNest’s own layout. Choose the layout `Own`, or leave it out.'
    : 'The server has no official blank for this document. Choose the layout `Own`, or leave it out.';
  return [faultAt(['input', 'layout'], 'no_blank', message)];
}

/** Last termination date of an N4 on the blank of 2022 that the days which it prints would not allow. */
const PRINTED_N4_DAYS = 14;

/** `blank_outdated`: the blanks of 2022 print rules of before 21 September 2026. */
function blankWarnings({ document: { type }, terminationDate }: FormPlan, givenOn: string): Warning[] {
  const { inForceFrom } = ruleInForce('n4.notice_days', RULE_SET_VERSION);
  if (givenOn < inForceFrom) return [];
  const code = 'blank_outdated';
  if (type === 'N12') {
    const message =
      'The blank of 2022 does not tell that 120 days of notice waive compensation. Use the present form if the Board has one, or choose the layout `Own`.';
    return [{ code, message, section: 'RTA s.48.1(2)' }];
  }
  const date = addDays(givenOn, PRINTED_N4_DAYS);
  if (type !== 'N4' || (terminationDate !== null && terminationDate >= date)) return [];
  const message = `The blank of 2022 prints ${PRINTED_N4_DAYS} days. Set noticeDays to ${PRINTED_N4_DAYS}, so that the notice satisfies the blank and the Act, or choose the layout \`Own\`.`;
  return [{ code, message, section: 'RTA s.59(1)', date }];
}

/** A fault found during layout, e.g. a text that does not fit the official blank. */
function layoutFaults({ layoutFault }: Printed): Fault[] {
  if (!layoutFault) return [];
  const { code, message, details } = layoutFault;
  if (details.length > 0) return details.map((detail) => ({ ...detail, path: ['input', ...detail.path] }));
  return [faultAt(['input', 'tenantId'], code, message)];
}

/** Prints the document, or returns every fault of its facts at the fields of the input. */
async function printOrFaults(context: Context, type: FormType, plan: FormPlan, input: FormInput) {
  const isDraft = input.draft === true;
  // The defect `nothing_owing` already covers an empty table.
  const isEmpty = !isDraft && plan.defects.some(({ code }) => code === 'nothing_owing');
  const printed = await printTimed(context.printer, {
    document: plan.document,
    draft: isDraft,
    generatedAt: context.clock.now().toISOString(),
    blank: blankFor(context, type, input),
    faultsOnly: isEmpty,
  });
  const faults = printed.faults
    .filter(({ path: [first] }) => !(isEmpty && (first === 'periods' || first === 'instalments')))
    .map((one) => inputFault(type, one));
  return { bytes: printed.bytes, faults: [...faults, ...layoutFaults(printed)] };
}

/** Sections that require the Board's form, where that is not a notice of termination. */
const FORM_SECTIONS: Partial<Record<FormType, string>> = {
  N1: 'RTA ss.116(3), 212(1)',
  N2: 'RTA ss.116(3), 212(1)',
  N10: 'RTA ss.121(2), 212(1)',
  N11: 'RTA s.212(1)',
  PAYMENT_AGREEMENT: 'RTA ss.206(1)(a.1), 212(1)',
};

/** Documents that no official blank is recognised for. */
const NO_BLANK: readonly FormType[] = ['LEASE', 'PAYMENT_AGREEMENT'];

/** Warns that a document uses KeyNest's own layout, not the official form. */
function layoutWarnings(type: FormType, givenOn: string): Warning[] {
  if (type === 'ENTRY' || type === 'L1_SCHEDULE') return [];
  if (type === 'PAYMENT_AGREEMENT' && !findRule('payment_agreement.board_form', givenOn)) return [];
  const [required, section] =
    type === 'LEASE'
      ? ['the prescribed standard form of lease', 'RTA ss.12.1(1), 212(1)']
      : ["the Board's approved form", FORM_SECTIONS[type] ?? 'RTA ss.43(1), 212(1)'];
  const remedy = NO_BLANK.includes(type) ? '' : ', or put the official blank into KEYNEST_TEMPLATES';
  const message = `This is KeyNest's own layout, but the Act requires ${required}. It relies on substantial compliance. To be safe, copy it onto the official form${remedy}.`;
  return [{ code: 'own_layout', message, section }];
}

/**
 * Merges legal defects with missing facts, at most one fault for each field. A termination date that could not be
 * computed because of another defect does not count as missing.
 */
function allDefects(law: readonly Fault[], missing: readonly Fault[], plan: FormPlan): Fault[] {
  const named = new Set(law.map(({ path }) => path.join('/')));
  if (plan.terminationDate === null && law.length > 0) named.add('input/terminationDate');
  const unnamed = missing.filter(({ path }) => !named.has(path.join('/')));
  // Several missing facts may come from the same field of the input.
  const once = new Map(unnamed.map((fault) => [`${fault.path.join('/')} ${fault.message}`, fault]));
  return [...law, ...once.values()];
}

/** Plans and prints a document. The bytes are null if there are defects. */
async function planAndPrint(context: Context, type: FormType, input: FormInput, tenancy: Tenancy) {
  const isDraft = input.draft === true;
  // A schedule of thousands of periods takes some milliseconds, and one request may examine twenty.
  await giveWay();
  const plan = judgedPlan(context, tenancy, type, input);
  const ontarioFault = plan.defects.find(({ code }) => code === 'not_in_ontario');
  // Outside Ontario the Act does not apply, so its other rules are not reported.
  if (ontarioFault) return { plan, defects: [ontarioFault], bytes: null };
  const blank = noBlankFaults(context, type, input);
  const law = [...misplacedFields(type, input), ...blank, ...(isDraft ? [] : plan.defects)];
  const { bytes, faults } = await printOrFaults(context, type, plan, input);
  const defects = allDefects(law, faults, plan);
  return { plan, defects, bytes: defects.length === 0 ? bytes : null };
}

async function examined(
  context: Context,
  type: FormType,
  input: FormInput,
  tenancy: Tenancy,
): Promise<Examination> {
  const { plan, defects, bytes } = await planAndPrint(context, type, input, tenancy);
  const isOfficial = blankFor(context, type, input) !== undefined;
  const layout = isOfficial ? 'OFFICIAL' : 'KEYNEST';
  const givenOn = deemedGiven(input.servedOn ?? context.today, input.serviceMethod ?? 'HAND');
  const warnings = [
    ...plan.warnings,
    ...(isOfficial ? blankWarnings(plan, givenOn) : layoutWarnings(type, givenOn)),
  ];
  return { tenancy, plan: { ...plan, warnings }, layout, defects, bytes };
}

/**
 * Examines a document, its contents and every defect, and does something with it before the next one is made.
 * `generateForm` refuses a document with exactly these defects. A draft is refused only for text that cannot be printed
 * and for a property outside Ontario.
 */
export async function withExamination<Result>(
  context: Context,
  type: FormType,
  input: FormInput,
  use: (examination: Examination) => Promise<Result>,
): Promise<Result> {
  const tenancy = await findTenancy(context, input.tenantId);
  authorize(context.viewer, actOfGenerating(type));
  return context.printer.make(async () => use(await examined(context, type, input, tenancy)));
}

/** The same for a look at the document. */
export function examineForm(context: Context, type: FormType, input: FormInput): Promise<Examination> {
  return withExamination(context, type, input, (examination) => Promise.resolve(examination));
}

/** Fields whose faults depend on the tenancy. */
const TENANCY_FIELDS: readonly unknown[] = ['tenantId', 'terminationDate', 'periodEnd'];

/** Faults that compare the input with the tenancy. */
const TENANCY_CODES: readonly string[] = [
  'sum_differs',
  'event_before_tenancy',
  'first_notice_not_on_record',
  'demand_not_for_period',
  'partial_outside_tenancy',
  'too_many_units',
  'no_late_payment',
];

/** Whether a fault does not depend on the tenancy. */
function isIndependentOfTenancy({ path: [, field], code }: Fault): boolean {
  if (code === 'unknown_field') return true;
  return !TENANCY_FIELDS.includes(field) && !TENANCY_CODES.includes(code);
}

/**
 * Finds the defects of partial input; fields with other faults are absent from it. Without a visible tenancy, it finds
 * only defects that do not depend on the tenancy.
 */
export async function previewDefects(
  context: Context,
  type: FormType,
  input: Partial<FormInput>,
): Promise<readonly Fault[]> {
  const { tenantId = '' } = input;
  const tenancy = tenantId === '' ? null : await readTenancy(context, tenantId);
  const { defects } = await context.printer.make(() =>
    planAndPrint(context, type, { ...input, tenantId }, tenancy ?? placeholderTenancy(context)),
  );
  return tenancy ? defects : defects.filter(isIndependentOfTenancy);
}
