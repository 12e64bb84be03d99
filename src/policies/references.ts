import type { Form, Prisma, Tenant } from '../generated/prisma/client.ts';
import { isFormShown } from './form.ts';
import { selectedRelations } from './relations.ts';
import { isTenantShown } from './tenant.ts';
import type { Viewer } from './viewer.ts';

type Row = Record<string, unknown>;

/** A to-one relation whose row may be hidden from viewers of the row that refers to it. */
interface Reference {
  /** The columns that `isShown` reads. */
  readonly columns: readonly string[];
  isShown(viewer: Viewer, row: never): boolean;
}

/** A tenant who was served with a form does not see its correction until that is served. */
const FORM: Reference = {
  columns: ['status', 'servedOn', 'type'],
  isShown: (viewer, form: Form) => isFormShown(viewer, form),
};

/** Tenants don't see a tenant removed from their lease, but they see that tenant's payments and forms. */
const TENANT: Reference = {
  columns: ['removedAt', 'leftOn'],
  isShown: (viewer, tenant: Tenant) => isTenantShown(viewer, tenant),
};

/**
 * Prisma can't filter to-one relations, so these rows are checked after they are read. Every other to-one relation is
 * open: a viewer of a row may see the row it belongs to.
 */
const REFERENCES: { readonly [Model in Prisma.ModelName]?: Readonly<Record<string, Reference>> } = {
  Form: { supersedes: FORM, supersededBy: FORM, tenant: TENANT },
  Payment: { tenant: TENANT },
};

function referenceOf(model: string, field: string): Reference | undefined {
  return REFERENCES[model as Prisma.ModelName]?.[field];
}

/** The selection of a to-one relation, plus the columns that decide whether its row is shown. */
export function withDecidingColumns(model: string, field: string, selected: Row): Row {
  const columns = referenceOf(model, field)?.columns ?? [];
  if (columns.length === 0 || !selected['select']) return selected;
  const deciding = Object.fromEntries(columns.map((column) => [column, true]));
  return { ...selected, select: { ...selected['select'], ...deciding } };
}

/** Whether a query selects a relation whose rows need a check. */
function needsCheck(model: string, args: Row): boolean {
  return selectedRelations(model, args).some(
    ([field, relation, selected]) =>
      referenceOf(model, field) !== undefined || needsCheck(relation.model, selected as Row),
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

/** The result, with null in place of to-one rows that the viewer may not see. */
export function hideReferences(model: string, args: Row, result: unknown, viewer: Viewer): unknown {
  if (!needsCheck(model, args)) return result;
  for (const row of [result ?? []].flat() as Row[]) hideIn(model, args, row, viewer);
  return result;
}
