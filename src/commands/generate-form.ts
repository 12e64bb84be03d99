import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { badInput, DomainError, type Fault } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { FormType } from '../generated/prisma/enums.ts';
import { RULE_SET_VERSION } from '../law/index.ts';
import { authorize } from '../policies/acts.ts';
import { toColumnOrNull } from './dates.ts';
import { planN4 } from './forms/n4.ts';
import type { FormInput, FormPlan, Planner } from './forms/plan.ts';
import { findTenancy, type Tenancy } from './forms/tenancy.ts';

const PLANNERS: Partial<Record<FormType, Planner>> = { N4: planN4 };

function authorizeType(context: Context, type: FormType): void {
  authorize(context.viewer, type === 'N9' ? 'generateTenantNotice' : 'generateForm');
}

/** One rule broken names the problem; several are told apart by their codes. */
function refusal(defects: readonly Fault[]): DomainError {
  const [first] = defects;
  const isOneRule = defects.every(({ code }) => code === first?.code);
  const message = isOneRule && first ? first.message : `This notice would be void for ${defects.length} reasons.`;
  const reason = isOneRule && first ? first.code : 'void_notice';
  return new DomainError('RULE_VIOLATION', message, { reason, details: defects });
}

/** The way to a fact is the way to the input's field of the same name. */
function inInput(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== 'BAD_INPUT') return error;
  return badInput(error.details.map((fault) => ({ ...fault, path: ['input', ...fault.path] })));
}

function planForm(context: Context, type: FormType, tenancy: Tenancy, input: FormInput): FormPlan {
  const planner = PLANNERS[type];
  if (!planner) throw new DomainError('RULE_VIOLATION', `No ${type} can be made yet.`, { reason: 'unsupported_form' });
  return planner(context, tenancy, input);
}

async function renderPlan(plan: FormPlan, isDraft: boolean, generatedAt: string): Promise<Uint8Array> {
  // Loaded with the first form: the PDF library and the fonts' reader are most of a start's time.
  const { renderForm } = await import('../forms/index.ts');
  try {
    return await renderForm(plan.document, { draft: isDraft, generatedAt } as { draft: true; generatedAt: string });
  } catch (error) {
    throw inInput(error);
  }
}

function formRow(context: Context, type: FormType, tenancy: Tenancy, input: FormInput, plan: FormPlan) {
  return {
    id: context.newId('Form'),
    workspaceId: context.viewer.workspaceId,
    type,
    status: input.draft ? ('DRAFT' as const) : ('GENERATED' as const),
    leaseId: tenancy.leaseId,
    tenantId: tenancy.id,
    input: input as unknown as Prisma.InputJsonObject,
    facts: plan.document.facts as Prisma.InputJsonObject,
    ruleSetVersion: RULE_SET_VERSION,
    rules: plan.rules as unknown as Prisma.InputJsonArray,
    terminationDate: toColumnOrNull(plan.terminationDate),
  };
}

/**
 * Makes a document: fills in what is known, computes what the law fixes, refuses what would be void, renders it and
 * freezes all of it. Gives the form's id.
 *
 * @throws DomainError RULE_VIOLATION naming every rule that the notice would break, with the date that would hold.
 */
export async function generateForm(context: Context, type: FormType, input: FormInput): Promise<string> {
  const tenancy = await findTenancy(context, input.tenantId);
  authorizeType(context, type);
  const plan = planForm(context, type, tenancy, input);
  const isDraft = input.draft === true;
  if (!isDraft && plan.defects.length > 0) throw refusal(plan.defects);
  const bytes = await renderPlan(plan, isDraft, context.clock.now().toISOString());
  const row = formRow(context, type, tenancy, input, plan);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await context.db.$transaction(async (tx) => {
    await tx.form.create({ data: row });
    const { id: formId, workspaceId } = row;
    await tx.formFile.create({ data: { formId, workspaceId, bytes: new Uint8Array(bytes), sha256 } });
  });
  return row.id;
}
