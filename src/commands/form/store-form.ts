import { createHash } from 'node:crypto';
import { columnList } from '../../db/column-list.ts';
import type { Form, Prisma } from '../../generated/prisma/client.ts';

/** A form as it is made: before its service, and before anything is recorded of its case. */
export interface NewForm extends Pick<
  Form,
  | 'id'
  | 'workspaceId'
  | 'type'
  | 'status'
  | 'leaseId'
  | 'tenantId'
  | 'ruleSetVersion'
  | 'layout'
  | 'supersedesId'
> {
  readonly input: Prisma.InputJsonObject;
  readonly facts: Prisma.InputJsonObject;
  readonly warnings: Prisma.InputJsonArray;
  readonly rules: Prisma.InputJsonArray;
  /** `YYYY-MM-DD`. */
  readonly terminationDate: string | null;
}

/** Stores a form with its file, in one statement. All other columns have their defaults. */
export async function storeForm(
  tx: Prisma.TransactionClient,
  form: NewForm,
  bytes: Uint8Array,
  now: Date,
): Promise<void> {
  const row = { ...form, createdAt: now, updatedAt: now };
  const columns = columnList(Object.keys(row));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await tx.$executeRaw`
    WITH form AS (
      INSERT INTO "Form" (${columns})
      SELECT ${columns} FROM jsonb_populate_record(NULL::"Form", ${JSON.stringify(row)}::jsonb)
      RETURNING "id", "workspaceId", "createdAt")
    INSERT INTO "FormFile" ("formId", "workspaceId", "bytes", "sha256", "createdAt", "updatedAt")
    SELECT "id", "workspaceId", ${bytes}, ${sha256}, "createdAt", "createdAt" FROM form`;
}
