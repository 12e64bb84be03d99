import fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { schema } from '../../../src/graphql/schema.ts';
import { ROLES, type RoleName } from '../../support/workspace.ts';
import { hostileMembers, soundMembers } from './from-graphql.ts';
import { mutated, mutations } from './hostile.ts';
import { object, toJson, toLiteral, type Node } from './json.ts';
import { cut } from './rest-sent.ts';

type Root = 'mutation' | 'query';

export type Field = GraphQLField<unknown, unknown>;

/** Fields of a root that take something. */
function fieldsOf(root: Root): readonly Field[] {
  const type = root === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  return Object.values(type?.getFields() ?? {});
}

export const MUTATIONS = fieldsOf('mutation');
export const QUERIES = fieldsOf('query').filter(({ args }) => args.length > 0);

const MAX_DEPTH = 3;

/** Every field below a type that needs no argument, down to a depth; lists of rows with their pages left out. */
function selectionOf(type: GraphQLNamedType, depth = 0): string {
  if (!isCompositeType(type)) return '';
  if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields())
    .filter(({ args }) => !args.some((arg) => isNonNullType(arg.type)))
    .filter(({ args }) => depth === 0 || args.length === 0)
    .map((field) => {
      const target = getNamedType(field.type);
      if (!isCompositeType(target)) return field.name;
      return depth < MAX_DEPTH - 1 ? `${field.name} ${selectionOf(target, depth + 1)}` : '';
    });
  return `{ __typename ${fields.join(' ')} }`;
}

/** An operation of one field, with names of rows in double braces. */
export interface Asked {
  readonly role: RoleName | null;
  readonly document: string;
  /** JSON text; null where the arguments stand in the document. */
  readonly variables: string | null;
  /** The arguments as JSON text, wherever they stand. */
  readonly given: string;
}

export function shownAsked({ role, document, variables }: Asked): string {
  const [operation = ''] = document.split(' { __typename');
  return `as ${role ?? 'nobody'}: ${cut(operation)} …\n${variables === null ? '' : cut(variables)}`;
}

function written(root: Root, { name, args, type }: Field, given: Node, isLiteral: boolean) {
  const selection = selectionOf(getNamedType(type));
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  if (!isLiteral) {
    const head = declared === '' ? '' : `(${declared})`;
    const document = `${root}${head} { ${name}${passed === '' ? '' : `(${passed})`} ${selection} }`;
    return { document, variables: toJson(given) };
  }
  const literal = toLiteral(given).replace(/^\{([\s\S]*)\}$/, '$1');
  const argumentsText = literal === '' ? '' : `(${literal})`;
  return { document: `${root} { ${name}${argumentsText} ${selection} }`, variables: null };
}

interface Parts {
  readonly role: RoleName | null;
  readonly given: Node;
  readonly isLiteral: boolean;
}

function askedFrom(root: Root, field: Field, { role, given, isLiteral }: Parts): Asked {
  const asked: Asked = { role, given: toJson(given), ...written(root, field, given, isLiteral) };
  return Object.defineProperty(asked, fc.toStringMethod, { value: () => `\n${shownAsked(asked)}\n` });
}

const owners: fc.Arbitrary<RoleName | null> = fc.constantFrom('landlord', 'admin');
const anybody: fc.Arbitrary<RoleName | null> = fc.constantFrom(...ROLES, null);
const isLiteral = fc.constantFrom(false, false, true);

/** Operations of one field, most of them nearly right. */
export function asking(root: Root, field: Field): fc.Arbitrary<Asked> {
  const given = fc
    .tuple(soundMembers(field.args, [field.name]), mutations)
    .map(([members, changes]) => mutated(object(members), changes));
  const role = fc.oneof({ arbitrary: owners, weight: 4 }, { arbitrary: anybody, weight: 1 });
  return fc.record({ role, given, isLiteral }).map((parts) => askedFrom(root, field, parts));
}

/** Operations of one field that are right but for one value. */
export function askingHostile(root: Root, field: Field): fc.Arbitrary<Asked> {
  const given = hostileMembers(field.args, [field.name]).map(object);
  return fc.record({ role: owners, given, isLiteral }).map((parts) => askedFrom(root, field, parts));
}
