import type { Context } from '../../request/context.ts';
import { isUniqueViolation } from '../../db/prisma-errors.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { FormType } from '../../generated/prisma/enums.ts';
import { RULE_SET_VERSION } from '../../law/index.ts';
import { isLegal, lawRefusal } from '../law-refusal.ts';
import { addFormRent } from './form-rent.ts';
import { storeForm, type NewForm } from './store-form.ts';
import { withExamination, type Examination } from '../../documents/examine.ts';
import type { FormInput } from '../../documents/plan/plan.ts';

/** The refusal of a document. A lease is no notice: while it lacks facts, it is an unfinished input. */
function refusal(type: FormType, defects: readonly Fault[]): DomainError {
  const isUnfinished = type === 'LEASE' && defects.some((defect) => !isLegal(defect));
  if (isUnfinished) return badInput(defects);
  return lawRefusal(
    defects,
    'void_notice',
    `This document has ${defects.length} faults. Correct each of them.`,
  );
}

/** A correction is a form of the same type and tenancy. A form has one successor at most. */
async function assertSupersedable(
  context: Context,
  type: FormType,
  leaseId: string,
  input: FormInput,
): Promise<void> {
  if (!input.supersedesId) return;
  const earlier = await context.db.form.findUnique({
    where: { id: input.supersedesId },
    include: { supersededBy: { select: { id: true } } },
  });
  if (earlier?.type !== type || earlier.leaseId !== leaseId) throw notFound('form of this type and tenancy');
  if (earlier.supersededBy) throw alreadySuperseded();
}

function alreadySuperseded(cause?: unknown): DomainError {
  const message = 'That form has been superseded already. Supersede its successor instead.';
  return new DomainError('CONFLICT', message, { reason: 'already_superseded', cause });
}

/** Runs a write, and translates the database's refusal of a second successor. */
async function withOneSuccessor(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    throw isUniqueViolation(error) ? alreadySuperseded(error) : error;
  }
}

function formRow(
  context: Context,
  type: FormType,
  input: FormInput,
  { tenancy, plan, layout }: Examination,
): NewForm {
  return {
    id: context.newId('Form'),
    workspaceId: context.viewer.workspaceId,
    type,
    status: input.draft ? 'DRAFT' : 'GENERATED',
    leaseId: tenancy.leaseId,
    tenantId: tenancy.id,
    input: input as unknown as Prisma.InputJsonObject,
    facts: plan.document.facts,
    warnings: plan.warnings as unknown as Prisma.InputJsonArray,
    ruleSetVersion: RULE_SET_VERSION,
    rules: plan.rules as unknown as Prisma.InputJsonArray,
    layout,
    terminationDate: plan.terminationDate,
    supersedesId: input.supersedesId ?? null,
  };
}

/** Stores a document without defects. Gives the form's id. */
async function store(
  context: Context,
  type: FormType,
  input: FormInput,
  examination: Examination,
): Promise<string> {
  const { bytes, defects, tenancy } = examination;
  if (bytes === null) throw refusal(type, defects);
  await assertSupersedable(context, type, tenancy.leaseId, input);
  const row = formRow(context, type, input, examination);
  const write = context.write(async (tx) => {
    await storeForm(tx, row, bytes, context.clock.now());
    if (!input.draft) await addFormRent(context, tx, row, examination.plan);
  }, row.id);
  await withOneSuccessor(write);
  return row.id;
}

/**
 * Generates a document from known facts and computed dates, refuses it if it would be void, and stores it unchangeably.
 * Returns the form's id.
 *
 * @throws DomainError RULE_VIOLATION naming every rule that the notice would break, with the earliest valid date.
 */
export function generateForm(context: Context, type: FormType, input: FormInput): Promise<string> {
  return withExamination(context, type, input, (examination) => store(context, type, input, examination));
}
