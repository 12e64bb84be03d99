import { formatPrismaCursor } from '@pothos/plugin-prisma';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from './random.ts';

type Field = GraphQLField<unknown, unknown>;

/** Days of statements and ledgers; the last is too far ahead, so that errors are compared too. */
const DAYS = ['"2026-08-15"', '"2026-11-23"', '"2027-02-01"', '"2039-01-01"'];

/** Arguments of a page; the rest of the schema has none of these names. */
const PAGE_ARGUMENTS = new Set(['first', 'last', 'before', 'after']);

/** Random queries of a schema, with the ids of rows that there are. */
export class RandomDocuments {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #ids: readonly string[];
  #aliases = 0;

  constructor(schema: GraphQLSchema, random: Random, ids: readonly string[]) {
    this.#schema = schema;
    this.#random = random;
    this.#ids = ids;
  }

  query(): string {
    this.#aliases = 0;
    const query = this.#schema.getQueryType()!;
    return `query Random($yes: Boolean = true, $no: Boolean = false) ${this.#selection(query, 6, 2)}`;
  }

  #selection(type: GraphQLObjectType, depth: number, most: number): string {
    const usable = Object.values(type.getFields()).filter(
      (field) => depth > 1 || isLeafType(getNamedType(field.type)),
    );
    const chosen = this.#random.some(usable, most);
    const fields = chosen.map((field) => this.#field(field, depth));
    if (this.#random.chance(0.15)) fields.push('__typename');
    if (this.#random.chance(0.2) && chosen.length > 0) {
      fields.push(`... on ${type.name} { ${this.#field(this.#random.pick(chosen), depth)} }`);
    }
    return fields.length > 0 ? `{ ${fields.join(' ')} }` : '{ __typename }';
  }

  #field(field: Field, depth: number): string {
    const named = getNamedType(field.type);
    const page = field.args.some(({ name }) => name === 'last') ? this.#page() : [];
    const args = [...page, ...field.args.flatMap((argument) => this.#argument(argument))];
    // A document may have 50 aliases; fields with arguments need one, so that they don't contradict each other.
    const alias = args.length > 0 || this.#random.chance(0.1) ? `a${this.#aliases++}: ` : '';
    const condition = this.#random.chance(0.08)
      ? this.#random.pick([' @skip(if: $yes)', ' @include(if: $yes)', ' @skip(if: $no)'])
      : '';
    const head = `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${condition}`;
    if (!isObjectType(named)) return head;
    return `${head} ${this.#selection(named, depth - 1, this.#isPage(named) ? 4 : 5)}`;
  }

  #isPage(type: GraphQLObjectType): boolean {
    return 'edges' in type.getFields();
  }

  /** A page from either end, some after or before a row; a few are asked for in a way that is refused. */
  #page(): string[] {
    const size = this.#random.below(5);
    const cursor = formatPrismaCursor({ id: this.#random.pick(this.#ids) }, 'id');
    return this.#random.pick([
      [],
      [`first: ${size}`],
      [`last: ${size}`],
      [`first: ${size}`, `after: "${cursor}"`],
      [`last: ${size}`, `before: "${cursor}"`],
      [`first: ${size}`, `before: "${cursor}"`],
      [`before: "${cursor}"`],
    ]);
  }

  #order(type: GraphQLInputObjectType): string {
    const { field } = type.getFields();
    const columns = field ? getNamedType(field.type) : null;
    if (!isEnumType(columns)) return '{}';
    const column = this.#random.pick(columns.getValues()).name;
    return `{ field: ${column}, direction: ${this.#random.pick(['ASC', 'DESC'])} }`;
  }

  #argument({ name, type }: GraphQLArgument): string[] {
    const isNeeded = isNonNullType(type);
    const named = getNamedType(type);
    if (PAGE_ARGUMENTS.has(name)) return [];
    if (name === 'id') return [`id: "${this.#random.pick(this.#ids)}"`];
    if (named.name === 'Date' && (isNeeded || this.#random.chance(0.5)))
      return [`${name}: ${this.#random.pick(DAYS)}`];
    if (name === 'orderBy' && isInputObjectType(named))
      return this.#random.chance(0.4) ? [`orderBy: ${this.#order(named)}`] : [];
    if (!isNeeded) return [];
    if (isInputObjectType(named) || isListType(getNullableType(type))) return [`${name}: []`];
    return [`${name}: ${this.#random.pick(['"x"', '1', 'N4'])}`];
  }
}
