import type { Prisma } from '../generated/prisma/client.ts';
import { getDatamodel } from '../generated/pothos.ts';

export interface Relation {
  readonly model: Prisma.ModelName;
  readonly isList: boolean;
}

/** Relations by model and field. */
const RELATIONS = readRelations();

function readRelations(): Map<string, Map<string, Relation>> {
  const { models } = getDatamodel().datamodel;
  return new Map(
    Object.entries(models).map(([model, { fields }]) => {
      const relations = fields.filter((field) => field.kind === 'object');
      return [
        model,
        new Map(
          relations.map(({ name, type, isList }) => [name, { model: type as Prisma.ModelName, isList }]),
        ),
      ];
    }),
  );
}

/** The relation behind a field of a model; undefined for a column. */
export function relationOf(model: string, field: string): Relation | undefined {
  return RELATIONS.get(model)?.get(field);
}

/** The relations that a query's arguments select, each with its selection. */
export function selectedRelations(
  model: string,
  args: Readonly<Record<string, unknown>>,
): [field: string, relation: Relation, selected: unknown][] {
  const found: [string, Relation, unknown][] = [];
  const relations = RELATIONS.get(model);
  for (const selection of [args['select'], args['include']] as (
    Readonly<Record<string, unknown>> | undefined
  )[]) {
    for (const field in selection) {
      const relation = relations?.get(field);
      if (relation && selection[field]) found.push([field, relation, selection[field]]);
    }
  }
  return found;
}

/** Whether a query selects nothing but columns of its row, so that a row at hand has all of it. */
export function selectsColumnsAlone(
  model: Prisma.ModelName,
  query: { readonly select?: object; readonly include?: object },
): boolean {
  const names = Object.keys({ ...query.select, ...query.include });
  return names.every((name) => name !== '_count' && relationOf(model, name) === undefined);
}
