import type { Context } from '../request/context.ts';
import { DomainError, type Fault } from '../errors.ts';
import { nameOf } from '../forms/check/faults.ts';
import type { OfficialDocument } from '../forms/index.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import type { Warning } from '../law/index.ts';
import { actOfGenerating, authorize } from '../policies/acts.ts';
import { planEntry } from './plan/entry.ts';
import { misplacedFields } from './plan/field-table.ts';
import { planLease } from './plan/lease.ts';
import { planN12 } from './plan/n12.ts';
import { planN4 } from './plan/n4.ts';
import { planN5 } from './plan/n5.ts';
import { planN9 } from './plan/n9.ts';
import type { FormInput, FormPlan, Planner } from './plan/plan.ts';
import { findTenancy, type Tenancy } from './plan/tenancy.ts';

const PLANNERS: Readonly<Record<FormType, Planner>> = {
  N4: planN4,
  N5: planN5,
  N9: planN9,
  N12: planN12,
  ENTRY: planEntry,
  LEASE: planLease,
};

/** A form thought through to the end, its bytes included when nothing keeps it from being made. */
export interface Examination {
  readonly tenancy: Tenancy;
  readonly plan: FormPlan;
  /** `OFFICIAL`: on the Board's own blank. */
  readonly layout: 'KEYNEST' | 'OFFICIAL';
  /** Everything that keeps the document from being made. */
  readonly defects: readonly Fault[];
  /** Null when there are defects. */
  readonly bytes: Uint8Array | null;
}

/** Facts that come from the property, the lease or the workspace, and what to do when they are not there. */
const KNOWN_FACTS: Readonly<Record<string, { readonly words: string; readonly remedy: string }>> = {
  rentalUnit: {
    words: "The property's address",
    remedy: 'The property has no whole address; change the property.',
  },
  tenants: { words: "A tenant's name", remedy: 'The tenancy has no tenant by name; change the tenant.' },
  landlords: {
    words: "The landlord's legal name",
    remedy: "The workspace has no landlord's legal name; change the workspace.",
  },
  contact: {
    words: "The landlord's phone or e-mail",
    remedy: "The workspace has neither phone nor e-mail of the landlord's; change the workspace.",
  },
};

const NO_NOTICE_ADDRESS = "The workspace has no whole address of the landlord's; give noticeAddress.";

/** Facts that the input has in another place; several of the document's may be one field of the input. */
const INPUT_PLACES: readonly (readonly [fact: RegExp, field: string])[] = [
  [/^damage\.repair$/, 'repairCost'],
  [/^damage\.replacement$/, 'replacementCost'],
  [/^overcrowding\.personsAllowed$/, 'personsAllowed'],
  [/^(interference|damage|overcrowding)\b.*$/, 'reasons'],
  [/^signers(\.\d+)?/, 'signer'],
  [/^rent\b/, 'rentPayment'],
  [/^additionalTerms\.text$/, 'additionalTerms'],
  [/^(periods|term)\b.*$/, 'tenantId'],
];

/** The way to a fact is the way to the input's field for it, or to the tenant whose data lacks it. */
function inInput(type: FormType, fault: Fault): Fault {
  const way = fault.path.map((step) => String(step).replace(/Cents$/, '')).join('.');
  const [first = ''] = way.split('.');
  const isMissing = fault.code === 'required';
  const known = KNOWN_FACTS[first];
  if (known) {
    const message = isMissing ? known.remedy : fault.message.replace(nameOf(fault.path), known.words);
    return { ...fault, path: ['input', 'tenantId'], message };
  }
  const [fact, field] = INPUT_PLACES.find(([place]) => place.test(way)) ?? ['', ''];
  const steps =
    type === 'ENTRY' && first === 'reason' ? ['entryReason'] : way.replace(fact, field).split('.');
  const message =
    isMissing && first === 'noticeAddress'
      ? NO_NOTICE_ADDRESS
      : fault.message.replace(nameOf(fault.path), nameOf(steps));
  return { ...fault, path: ['input', ...steps], message };
}

/** On the user's copy of the official blank where there is one, and in our own layout otherwise. */
async function render(context: Context, { document }: FormPlan, isDraft: boolean): Promise<Uint8Array> {
  // Loaded with the first form: the PDF library and the fonts' reader are most of a start's time.
  const { fillOfficialForm, renderForm } = await import('../forms/index.ts');
  const generatedAt = context.clock.now().toISOString();
  const blank = isDraft ? undefined : context.templates.get(document.type as OfficialDocument['type']);
  if (blank) return fillOfficialForm(document as OfficialDocument, blank, { generatedAt });
  return renderForm(document, { draft: isDraft, generatedAt } as { draft: true; generatedAt: string });
}

/** Renders, which also finds every fact that is missing or can't be printed. */
async function tryRender(context: Context, type: FormType, plan: FormPlan, isDraft: boolean) {
  try {
    return { bytes: await render(context, plan, isDraft), faults: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'BAD_INPUT') throw error;
    return { bytes: null, faults: error.details.map((fault) => inInput(type, fault)) };
  }
}

/** What it means that a document is in our own layout. */
function layoutWarnings(type: FormType): Warning[] {
  if (type === 'ENTRY') return [];
  const [asked, section] =
    type === 'LEASE'
      ? ['the prescribed standard form of lease', 'RTA ss.12.1(1), 212(1)']
      : ['the form that the Board approved', 'RTA ss.43(1), 212(1)'];
  const remedy = type === 'LEASE' ? '' : ', or put the official blank into KEYNEST_TEMPLATES';
  const message = `This is KeyNest's own layout, while the Act asks for ${asked}. It relies on substantial compliance; to be sure, copy it onto the official form${remedy}.`;
  return [{ code: 'own_layout', message, section }];
}

/**
 * The law's findings, and of the missing facts those that it has not named: a date that the law could not find because
 * of another fault is not missing, and one word on a field is enough.
 */
function allDefects(law: readonly Fault[], missing: readonly Fault[], plan: FormPlan): Fault[] {
  const named = new Set(law.map(({ path }) => path.join('/')));
  if (plan.terminationDate === null && law.length > 0) named.add('input/terminationDate');
  const unnamed = missing.filter(({ path }) => !named.has(path.join('/')));
  // What several facts lack may be one field of the input.
  const once = new Map(unnamed.map((fault) => [`${fault.path.join('/')} ${fault.message}`, fault]));
  return [...law, ...once.values()];
}

/**
 * Thinks a form through: what it would say, and everything that keeps it from being made. `generateForm` refuses just
 * what this lists; a draft is kept from being made only by what can't be printed.
 */
export async function examineForm(context: Context, type: FormType, input: FormInput): Promise<Examination> {
  const tenancy = await findTenancy(context, input.tenantId);
  authorize(context.viewer, actOfGenerating(type));
  const isDraft = input.draft === true;
  const plan = PLANNERS[type](context, tenancy, input);
  const law = [...misplacedFields(type, input), ...(isDraft ? [] : plan.defects)];
  // Arrears that are not there need no further words about an empty table.
  const isHopeless = law.some(({ code }) => code === 'nothing_owing');
  const { bytes, faults } = isHopeless
    ? { bytes: null, faults: [] }
    : await tryRender(context, type, plan, isDraft);
  const defects = allDefects(law, faults, plan);
  const layout = !isDraft && context.templates.has(type as OfficialDocument['type']) ? 'OFFICIAL' : 'KEYNEST';
  const warnings = [...plan.warnings, ...(layout === 'KEYNEST' ? layoutWarnings(type) : [])];
  return {
    tenancy,
    plan: { ...plan, warnings },
    layout,
    defects,
    bytes: defects.length === 0 ? bytes : null,
  };
}
