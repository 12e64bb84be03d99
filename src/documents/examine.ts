import { DomainError, type Fault } from '../errors.ts';
import { faultAt } from '../faults/faults.ts';
import type { OfficialDocument } from '../forms/index.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import type { Warning } from '../law/index.ts';
import { actOfGenerating, authorize } from '../policies/acts.ts';
import type { Context } from '../request/context.ts';
import { anyTenancy } from './any-tenancy.ts';
import { inputFault } from './fact-places.ts';
import { outsideOntario } from './outside-ontario.ts';
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

/** On the user's copy of the official blank where there is one, and in our own layout otherwise. */
async function render(context: Context, { document }: FormPlan, isDraft: boolean): Promise<Uint8Array> {
  // Loaded with the first form: the PDF library and the fonts' reader are most of a start's time.
  const { fillOfficialForm, renderForm } = await import('../forms/index.ts');
  const generatedAt = context.clock.now().toISOString();
  const blank = isDraft ? undefined : context.templates.get(document.type as OfficialDocument['type']);
  if (blank) return fillOfficialForm(document as OfficialDocument, blank, { generatedAt });
  return renderForm(document, { draft: isDraft, generatedAt } as { draft: true; generatedAt: string });
}

/** A fault of a document that its facts do not show, e.g. of a text that the official blank has no room for. */
function layoutFault({ reason, message }: DomainError): Fault {
  return faultAt(['input', 'tenantId'], reason, message);
}

/** Renders facts that have no faults. */
async function tryRender(context: Context, plan: FormPlan, isDraft: boolean) {
  try {
    return { bytes: await render(context, plan, isDraft), faults: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'BAD_INPUT') throw error;
    return { bytes: null, faults: [layoutFault(error)] };
  }
}

/** The document's bytes, or every fault of its facts, at the input's fields. */
async function complete(context: Context, type: FormType, plan: FormPlan, isDraft: boolean) {
  const { factFaults } = await import('../forms/index.ts');
  const generatedAt = context.clock.now().toISOString();
  const found = await factFaults(plan.document, { draft: isDraft, generatedAt });
  // An N4 that has nothing to claim needs no further words about its empty table.
  const isEmpty = !isDraft && plan.defects.some(({ code }) => code === 'nothing_owing');
  const faults = found.filter(({ path: [first] }) => !(isEmpty && first === 'periods'));
  if (faults.length > 0 || isEmpty)
    return { bytes: null, faults: faults.map((one) => inputFault(type, one)) };
  return tryRender(context, plan, isDraft);
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

/** A plan's defects and the document's bytes, which only a plan without defects has. */
async function judge(context: Context, type: FormType, input: FormInput, tenancy: Tenancy) {
  const isDraft = input.draft === true;
  const plan = PLANNERS[type](context, tenancy, input);
  const elsewhere = outsideOntario(tenancy);
  // Where the Act does not apply, no rule of it is worth telling.
  if (elsewhere) return { plan, defects: [elsewhere], bytes: null };
  const law = [...misplacedFields(type, input), ...(isDraft ? [] : plan.defects)];
  const { bytes, faults } = await complete(context, type, plan, isDraft);
  const defects = allDefects(law, faults, plan);
  return { plan, defects, bytes: defects.length === 0 ? bytes : null };
}

/**
 * Examines a document: what it would say, and every defect that keeps it from being made. `generateForm` refuses
 * exactly these. A draft is refused only for what cannot be printed, and for a property outside Ontario.
 */
export async function examineForm(context: Context, type: FormType, input: FormInput): Promise<Examination> {
  const tenancy = await findTenancy(context, input.tenantId);
  authorize(context.viewer, actOfGenerating(type));
  const { plan, defects, bytes } = await judge(context, type, input, tenancy);
  const isOfficial = input.draft !== true && context.templates.has(type as OfficialDocument['type']);
  const layout = isOfficial ? 'OFFICIAL' : 'KEYNEST';
  const warnings = [...plan.warnings, ...(isOfficial ? [] : layoutWarnings(type))];
  return { tenancy, plan: { ...plan, warnings }, layout, defects, bytes };
}

/** Fields whose faults follow from the tenancy. */
const OF_TENANCY: readonly unknown[] = ['tenantId', 'terminationDate', 'periodEnd'];

/** Whether a fault holds whichever tenancy the document is for. */
function holdsForAnyTenancy({ path: [, field], code }: Fault): boolean {
  return code === 'unknown_field' || (!OF_TENANCY.includes(field) && code !== 'sum_differs');
}

/**
 * What examining an input with holes would find: fields that have faults of their own are absent from it. Without a
 * tenancy that the caller may see, it finds what holds for any tenancy.
 */
export async function foreseeDefects(
  context: Context,
  type: FormType,
  input: Partial<FormInput>,
): Promise<readonly Fault[]> {
  const { tenantId = '' } = input;
  const where = { id: tenantId };
  const known = tenantId === '' ? 0 : await context.db.tenant.count({ where });
  if (known === 0) {
    const { defects } = await judge(context, type, { ...input, tenantId }, anyTenancy(context));
    return defects.filter(holdsForAnyTenancy);
  }
  const { defects } = await judge(
    context,
    type,
    { ...input, tenantId },
    await findTenancy(context, tenantId),
  );
  return defects;
}
