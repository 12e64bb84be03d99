import type { Context } from '../context.ts';
import { DomainError, type Fault } from '../errors.ts';
import type { OfficialDocument } from '../forms/index.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import type { Warning } from '../law/index.ts';
import { authorize } from '../policies/acts.ts';
import { planEntry } from './forms/entry.ts';
import { misplacedFields } from './forms/field-table.ts';
import { planLease } from './forms/lease.ts';
import { planN12 } from './forms/n12.ts';
import { planN4 } from './forms/n4.ts';
import { planN5 } from './forms/n5.ts';
import { planN9 } from './forms/n9.ts';
import type { FormInput, FormPlan, Planner } from './forms/plan.ts';
import { findTenancy, type Tenancy } from './forms/tenancy.ts';

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
const KNOWN_FACTS: Readonly<Record<string, string>> = {
  rentalUnit: 'The property has no whole address; change the property.',
  tenants: 'The tenancy has no tenant by name; change the tenant.',
  landlords: "The workspace has no landlord's legal name; change the workspace.",
  noticeAddress: "The workspace has no whole address of the landlord's; give noticeAddress.",
  contact: "The workspace has neither phone nor e-mail of the landlord's; change the workspace.",
};

/** The way to a fact is the way to the input's field of that name, or to the tenant whose data lacks it. */
function inInput(fault: Fault): Fault {
  const [first, ...below] = fault.path.map((step) => String(step).replace(/Cents$/, ''));
  const remedy = first === undefined ? undefined : KNOWN_FACTS[first];
  if (remedy !== undefined && first !== 'noticeAddress') {
    return { ...fault, path: ['input', 'tenantId'], message: remedy };
  }
  const field = first === 'rent' ? 'rentPayment' : (first ?? 'tenantId');
  return { ...fault, path: ['input', field, ...below], ...(remedy !== undefined && { message: remedy }) };
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
async function tryRender(context: Context, plan: FormPlan, isDraft: boolean) {
  try {
    return { bytes: await render(context, plan, isDraft), faults: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'BAD_INPUT') throw error;
    return { bytes: null, faults: error.details.map(inInput) };
  }
}

/** What it means that a document is in our own layout. */
function layoutWarnings(type: FormType): Warning[] {
  if (type === 'ENTRY') return [];
  const [asked, section] =
    type === 'LEASE'
      ? ['the prescribed standard form of lease', 'RTA ss.12.1(1), 212(1)']
      : ['the form that the Board approved', 'RTA ss.43(1), 212(1)'];
  const message = `This is KeyNest's own layout, while the Act asks for ${asked}. It relies on substantial compliance; to be sure, copy it onto the official form, or put the official blank into KEYNEST_TEMPLATES.`;
  return [{ code: 'own_layout', message, section }];
}

/** The first of several faults of one field says it; the law's own come first. */
function onePerField(faults: readonly Fault[]): Fault[] {
  const ways = faults.map(({ path, code }) => `${path.join('/')} ${code}`);
  return faults.filter((_, index) => ways.indexOf(ways[index] ?? '') === index);
}

/**
 * Thinks a form through: what it would say, and everything that keeps it from being made. `generateForm` refuses just
 * what this lists; a draft is kept from being made only by what can't be printed.
 */
export async function examineForm(context: Context, type: FormType, input: FormInput): Promise<Examination> {
  const tenancy = await findTenancy(context, input.tenantId);
  authorize(context.viewer, type === 'N9' ? 'generateTenantNotice' : 'generateForm');
  const isDraft = input.draft === true;
  const plan = PLANNERS[type](context, tenancy, input);
  const law = [...misplacedFields(type, input), ...(isDraft ? [] : plan.defects)];
  // Arrears that are not there need no further words about an empty table.
  const isHopeless = law.some(({ code }) => code === 'nothing_owing');
  const { bytes, faults } = isHopeless
    ? { bytes: null, faults: [] }
    : await tryRender(context, plan, isDraft);
  const defects = onePerField([...law, ...faults]);
  const layout = !isDraft && context.templates.has(type as OfficialDocument['type']) ? 'OFFICIAL' : 'KEYNEST';
  const warnings = [...plan.warnings, ...(layout === 'KEYNEST' ? layoutWarnings(type) : [])];
  return { tenancy, plan: { ...plan, warnings }, layout, defects, bytes: defects.length === 0 ? bytes : null };
}
