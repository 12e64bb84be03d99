import { tableOf, type Column } from '../../../src/reads/tables.ts';
import type { Random } from './random.ts';

type Arguments = Record<string, unknown>;

/** Values of the rows that there are, by model and column, so that conditions meet some of them. */
export type Values = ReadonlyMap<string, ReadonlyMap<string, readonly unknown[]>>;

const COMPARED = ['lt', 'lte', 'gt', 'gte'];
const SEARCHED = ['contains', 'startsWith', 'endsWith'];

/** Random arguments of `findMany`. Lists with a page have an order of their ids, as every list of the schema has. */
export class RandomArguments {
  readonly #random: Random;
  readonly #values: Values;

  constructor(random: Random, values: Values) {
    this.#random = random;
    this.#values = values;
  }

  many(model: string, depth = 3): Arguments {
    const args = { ...this.selection(model, depth), where: this.where(model, 2) };
    return { ...args, ...this.#page(model) };
  }

  selection(model: string, depth: number): Arguments {
    const { columns, joins } = tableOf(model);
    const relations = depth === 0 ? [] : this.#random.some([...joins.keys()], 2);
    const below = Object.fromEntries(
      relations.map((name) => {
        const { table, isList } = joins.get(name)!;
        if (!isList) return [name, this.#orAll(this.selection(table, depth - 1))];
        return [name, this.#orAll(this.many(table, depth - 1))];
      }),
    );
    if (this.#random.chance(0.5)) {
      return relations.length > 0 && this.#random.chance(0.8) ? { include: this.#counted(model, below) } : {};
    }
    const known = [...columns.values()].filter(({ type }) => type !== 'Bytes');
    const own = Object.fromEntries(this.#random.some(known, 5).map(({ name }) => [name, true]));
    return { select: this.#counted(model, { ...own, ...below }) };
  }

  #orAll(args: Arguments): unknown {
    return this.#random.chance(0.1) ? true : args;
  }

  #counted(model: string, selected: Arguments): Arguments {
    const lists = [...tableOf(model).joins].filter(([, { isList }]) => isList);
    if (lists.length === 0 || this.#random.chance(0.7)) return selected;
    const [name, { table }] = this.#random.pick(lists);
    const count = this.#random.chance(0.5) ? true : { where: this.where(table, 1) };
    return { ...selected, _count: { select: { [name]: count } } };
  }

  #page(model: string): Arguments {
    if (!tableOf(model).columns.has('id')) return {};
    const id = { id: this.#random.pick(['asc', 'desc']) };
    const others = [...tableOf(model).columns.values()].filter(
      ({ type, isList }) => type === 'String' && !isList,
    );
    const column = this.#random.pick(others).name;
    const orderBy = this.#random.chance(0.7) ? id : [{ [column]: this.#random.pick(['asc', 'desc']) }, id];
    if (this.#random.chance(0.4)) return { orderBy };
    const take = this.#random.below(5) * (this.#random.chance(0.3) ? -1 : 1);
    const skip = this.#random.chance(0.2) ? { skip: this.#random.below(3) } : {};
    return { orderBy, ...(take === 0 ? {} : { take }), ...skip };
  }

  where(model: string, depth: number): Arguments {
    if (this.#random.chance(0.3)) return {};
    const { columns, joins } = tableOf(model);
    const usable = [...columns.values()].filter(
      ({ type, isList }) => !isList && type !== 'Json' && type !== 'Bytes',
    );
    const own = Object.fromEntries(
      this.#random.some(usable, 1).map((column) => [column.name, this.#condition(model, column)]),
    );
    if (depth === 0) return own;
    switch (this.#random.below(6)) {
      case 0:
        return { AND: [own, this.where(model, depth - 1)] };
      case 1:
        return { OR: [own, this.where(model, depth - 1)] };
      case 2:
        return { NOT: own };
      case 3: {
        if (joins.size === 0) return own;
        const [name, { table, isList }] = this.#random.pick([...joins]);
        const below = this.where(table, depth - 1);
        return { [name]: isList ? { [this.#random.pick(['some', 'none', 'every'])]: below } : below };
      }
      default:
        return own;
    }
  }

  #value(model: string, { name }: Column): unknown {
    const found = this.#values.get(model)?.get(name) ?? [];
    return found.length > 0 ? this.#random.pick(found) : undefined;
  }

  #condition(model: string, column: Column): unknown {
    const value = this.#value(model, column) as string | null | undefined;
    if (value === undefined) return undefined;
    if (value === null) return this.#random.chance(0.5) ? null : { not: null };
    switch (this.#random.below(5)) {
      case 0:
        return value;
      case 1:
        return { in: [value, this.#value(model, column)].filter((one) => one !== null && one !== undefined) };
      case 2:
        return { not: value };
      case 3:
        if (column.type === 'Boolean' || column.type === 'Enum') return { equals: value };
        return { [this.#random.pick(COMPARED)]: value };
      default: {
        if (column.type !== 'String') return { equals: value };
        const mode = this.#random.chance(0.5) ? { mode: 'insensitive' } : {};
        return { [this.#random.pick(SEARCHED)]: value.slice(1, 4).toUpperCase(), ...mode };
      }
    }
  }
}
