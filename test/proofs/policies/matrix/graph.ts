import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { schema } from '../../../../src/graphql/schema.ts';

/** How a field leads to objects, or to an id of one. */
export type Shape = 'one' | 'list' | 'connection' | 'id' | 'count' | 'value' | 'leaf';

export interface Step {
  readonly type: GraphQLObjectType;
  readonly name: string;
  readonly shape: Shape;
  /** What it leads to; null for leaves. */
  readonly target: GraphQLObjectType | null;
  readonly field: GraphQLField<unknown, unknown>;
}

const ROOTS = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

/** A rule of law has an id, is no row, and is the same for everybody. */
const isLaw = ({ name }: GraphQLObjectType): boolean => name === 'Rule';

/** Something that is stored and has an id of its own. */
export function isNoun(type: GraphQLObjectType): boolean {
  const id = type.getFields()['id'];
  return id !== undefined && String(id.type) === 'ID!' && !isLaw(type);
}

/** Whether rows of a type can be asked for by id. */
export function isNode(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === 'Node');
}

/** The type of the rows of a connection; null for any other type. */
function nodeTypeOf(type: GraphQLObjectType): GraphQLObjectType | null {
  const edge = type.getFields()['edges'];
  const edgeType = edge && getNamedType(edge.type);
  const node = isObjectType(edgeType) ? getNamedType(edgeType.getFields()['node']!.type) : null;
  return isObjectType(node) ? node : null;
}

function shapeOf(type: GraphQLOutputType, name: string): Pick<Step, 'shape' | 'target'> {
  const named = getNamedType(type);
  if (!isObjectType(named)) {
    if (String(named) === 'ID') return { shape: 'id', target: null };
    return { shape: String(named) === 'Int' && /count$/i.test(name) ? 'count' : 'leaf', target: null };
  }
  const node = nodeTypeOf(named);
  // A page of values shows no rows by itself.
  if (node) return isNoun(node) ? { shape: 'connection', target: node } : { shape: 'value', target: named };
  if (!isNoun(named)) return { shape: 'value', target: named };
  return { shape: isListType(getNullableType(type)) ? 'list' : 'one', target: named };
}

export function stepsOf(type: GraphQLObjectType): Step[] {
  return Object.values(type.getFields()).map((field) => ({
    type,
    name: field.name,
    field,
    ...shapeOf(field.type, field.name),
  }));
}

function isPaging(type: GraphQLObjectType): boolean {
  const fields = type.getFields();
  return type.name === 'PageInfo' || 'edges' in fields || ('cursor' in fields && 'node' in fields);
}

/** The schema's own object types: no roots, no pages. */
export const OBJECT_TYPES: readonly GraphQLObjectType[] = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType =>
    isObjectType(type) && !type.name.startsWith('__') && !ROOTS.includes(type) && !isPaging(type),
);

export const NOUN_TYPES = OBJECT_TYPES.filter(isNoun);

const holdsIds = (type: Step['target']): boolean =>
  type !== null &&
  !isLaw(type) &&
  stepsOf(type).some(({ shape, target }) => shape === 'id' || (shape === 'value' && holdsIds(target)));

/** Every field of a row that leads to rows, names one or counts some; values count where ids are in them. */
export const LEADING_STEPS: readonly Step[] = NOUN_TYPES.flatMap(stepsOf).filter(
  ({ name, shape, target }) => name !== 'id' && shape !== 'leaf' && (shape !== 'value' || holdsIds(target)),
);
