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
  return [args['select'], args['include']].flatMap((selection) =>
    Object.entries(selection ?? {}).flatMap(([field, selected]) => {
      const relation = relationOf(model, field);
      return relation && selected ? [[field, relation, selected as unknown] as const] : [];
    }),
  ) as [string, Relation, unknown][];
}

/** Whether a query selects nothing but columns of its row, so that a row at hand has all of it. */
export function selectsColumnsAlone(
  model: Prisma.ModelName,
  query: { readonly select?: object; readonly include?: object },
): boolean {
  const names = Object.keys({ ...query.select, ...query.include });
  return names.every((name) => name !== '_count' && relationOf(model, name) === undefined);
}
