import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from './random.ts';

type Field = GraphQLField<unknown, unknown>;

/** Days of statements and ledgers; the last is too far ahead, so that errors are compared too. */
const DAYS = ['"2026-08-15"', '"2026-11-23"', '"2027-02-01"', '"2039-01-01"'];

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
    const args = field.args.flatMap((argument) => this.#argument(argument));
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

  #argument({ name, type }: GraphQLArgument): string[] {
    const isNeeded = isNonNullType(type);
    const named = getNamedType(type);
    if (name === 'first') return this.#random.chance(0.6) ? [`first: ${this.#random.below(5)}`] : [];
    if (name === 'id') return [`id: "${this.#random.pick(this.#ids)}"`];
    if (named.name === 'Date' && (isNeeded || this.#random.chance(0.5)))
      return [`${name}: ${this.#random.pick(DAYS)}`];
    if (!isNeeded) return [];
    if (isInputObjectType(named) || isListType(getNullableType(type))) return [`${name}: []`];
    return [`${name}: ${this.#random.pick(['"x"', '1', 'N4'])}`];
  }
}
