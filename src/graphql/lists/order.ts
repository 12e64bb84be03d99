import { builder } from '../builder.ts';

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Direction of an order.',
  values: {
    ASC: { value: 'asc', description: 'Ascending: A to Z, smallest or oldest first.' },
    DESC: { value: 'desc', description: 'Descending: Z to A, largest or newest first.' },
  } as const,
});

type Direction = 'asc' | 'desc';

/** A value that a list can be ordered by, and its column. Columns are never null, so that pages have no holes. */
interface OrderField<Column extends string> {
  readonly value: Column;
  readonly description: string;
}

/** Ids are ordered by the time of their creation. */
export const CREATED = { value: 'id', description: 'Time of creation.' } as const;
export const UPDATED = { value: 'updatedAt', description: 'Time of the last change.' } as const;

/** The order input of a noun: one of its fields and a direction. */
export function orderInput<const Fields extends Readonly<Record<string, OrderField<string>>>>(
  noun: string,
  plural: string,
  fields: Fields,
) {
  const field = builder.enumType(`${noun}OrderField`, {
    description: `Value by which ${plural} are ordered. Equal values are ordered by ID.`,
    values: fields,
  });
  const type = builder.inputType(`${noun}Order`, {
    description: `Order of ${plural}.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'Value to order by.' }),
      direction: t.field({
        type: OrderDirection,
        required: true,
        defaultValue: 'asc',
        description: 'Direction of the order.',
      }),
    }),
  });
  return { type, description: 'Order of the list. Newest first if omitted.' } as const;
}

interface Order<Column extends string> {
  readonly field: Column;
  readonly direction: Direction;
}

type OrderBy<Column extends string> = { [Name in Column | 'id']?: Direction };

/** The order of a list for Prisma; newest first without one. Ties are broken by id. */
export function orderBy<Column extends string>(order: Order<Column> | null | undefined): OrderBy<Column>[] {
  const byId = (direction: Direction) => ({ id: direction }) as OrderBy<Column>;
  if (!order) return [byId('desc')];
  const { field, direction } = order;
  if (field === 'id') return [byId(direction)];
  return [{ [field]: direction } as OrderBy<Column>, byId(direction)];
}
