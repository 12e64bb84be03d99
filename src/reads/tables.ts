import { getDatamodel } from '../generated/pothos.ts';
import { Unsupported } from './unsupported.ts';

/** Scalars that a statement may read, by Prisma's names, and `Enum`. */
export type ColumnType = 'String' | 'Int' | 'Boolean' | 'DateTime' | 'Json' | 'BigInt' | 'Bytes' | 'Enum';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly isList: boolean;
}

/** How rows of another table belong to a row. */
export interface Join {
  readonly table: string;
  readonly isList: boolean;
  /** Whether every row has such a row. */
  readonly isRequired: boolean;
  /** The column of this row, and the column of the other one, that are equal. */
  readonly own: string;
  readonly other: string;
}

export interface Table {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly joins: ReadonlyMap<string, Join>;
}

/** The parts of the generated data model that are used here. */
interface Field {
  readonly name: string;
  readonly kind: string;
  readonly type: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly relationName?: string | undefined;
  readonly relationFromFields?: readonly string[] | undefined;
}

/** Every foreign key refers to this column. */
const KEY = 'id';

function columnOf({ name, kind, type, isList }: Field): Column {
  return { name, isList, type: kind === 'enum' ? 'Enum' : (type as ColumnType) };
}

/** The field at the other end of a relation. */
function oppositeOf(field: Field, model: string, fields: readonly Field[]): Field | undefined {
  return fields.find(
    (other) => other.relationName === field.relationName && other.type === model && other.name !== field.name,
  );
}

function joinOf(field: Field, model: string, others: readonly Field[]): Join {
  const { type: table, isList, isRequired } = field;
  const [own] = field.relationFromFields ?? [];
  if (own !== undefined) return { table, isList, isRequired, own, other: KEY };
  const [other] = oppositeOf(field, model, others)?.relationFromFields ?? [];
  if (other === undefined) throw new Error(`The relation ${model}.${field.name} has no foreign key.`);
  return { table, isList, isRequired: false, own: KEY, other };
}

function readTables(): ReadonlyMap<string, Table> {
  const { models } = getDatamodel().datamodel as unknown as {
    models: Readonly<Record<string, { readonly fields: readonly Field[] }>>;
  };
  return new Map(
    Object.entries(models).map(([name, { fields }]) => {
      const columns = fields.filter(({ kind }) => kind !== 'object').map(columnOf);
      const joins = fields
        .filter(({ kind }) => kind === 'object')
        .map((field) => [field.name, joinOf(field, name, models[field.type]?.fields ?? [])] as const);
      const table = {
        name,
        columns: new Map(columns.map((column) => [column.name, column])),
        joins: new Map(joins),
      };
      return [name, table];
    }),
  );
}

const TABLES = readTables();

export function tableOf(model: string): Table {
  const table = TABLES.get(model);
  if (!table) throw new Unsupported(`the model ${model}`);
  return table;
}
