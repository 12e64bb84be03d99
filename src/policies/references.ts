import type { Form, Prisma, Tenant } from '../generated/prisma/client.ts';
import { isFormShown } from './form.ts';
import { selectedRelations } from './relations.ts';
import { isTenantShown } from './tenant.ts';
import type { Viewer } from './viewer.ts';

type Row = Record<string, unknown>;

/** A to-one relation whose row not everybody sees who sees the row that refers to it. */
interface Reference {
  /** The columns that decide. */
  readonly columns: readonly string[];
  isShown(viewer: Viewer, row: never): boolean;
}

/** A correction that was not served is no business of a tenant who was served with what it corrects. */
const FORM: Reference = {
  columns: ['status', 'servedOn', 'type'],
  isShown: (viewer, form: Form) => isFormShown(viewer, form),
};

/** Who was taken off a lease is not told of to those who stay, though what they paid and were served is. */
const TENANT: Reference = {
  columns: ['removedAt'],
  isShown: (viewer, tenant: Tenant) => isTenantShown(viewer, tenant),
};

/**
 * Prisma can't narrow to-one relations, so these are looked at once they are read. Every other one may be followed:
 * whoever sees a row may see what it belongs to.
 */
const REFERENCES: { readonly [Model in Prisma.ModelName]?: Readonly<Record<string, Reference>> } = {
  Form: { supersedes: FORM, supersededBy: FORM, tenant: TENANT },
  Payment: { tenant: TENANT },
};

function referenceOf(model: string, field: string): Reference | undefined {
  return REFERENCES[model as Prisma.ModelName]?.[field];
}

/** The selection of a to-one relation, with the columns that decide whether its row is shown. */
export function withDecidingColumns(model: string, field: string, selected: Row): Row {
  const columns = referenceOf(model, field)?.columns ?? [];
  if (columns.length === 0 || !selected['select']) return selected;
  const deciding = Object.fromEntries(columns.map((column) => [column, true]));
  return { ...selected, select: { ...selected['select'], ...deciding } };
}

/** Whether anything that a query selects is to be looked at once it is read. */
function needsLook(model: string, args: Row): boolean {
  return selectedRelations(model, args).some(
    ([field, relation, selected]) =>
      referenceOf(model, field) !== undefined || needsLook(relation.model, selected as Row),
  );
}

function hideIn(model: string, args: Row, row: Row, viewer: Viewer): void {
  for (const [field, relation, selected] of selectedRelations(model, args)) {
    const reference = referenceOf(model, field);
    const rows = [row[field] ?? []].flat() as Row[];
    if (reference && rows.some((found) => !reference.isShown(viewer, found as never))) row[field] = null;
    else for (const found of rows) hideIn(relation.model, selected as Row, found, viewer);
  }
}

/** What was read, without the rows at the end of to-one relations that the viewer may not see. */
export function hideReferences(model: string, args: Row, result: unknown, viewer: Viewer): unknown {
  if (!needsLook(model, args)) return result;
  for (const row of [result ?? []].flat() as Row[]) hideIn(model, args, row, viewer);
  return result;
}
