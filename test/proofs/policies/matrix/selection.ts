import { getNamedType, isInterfaceType, isLeafType, isNonNullType, type GraphQLObjectType } from 'graphql';
import { stepsOf, type Step } from './graph.ts';

/** Values for arguments that a field can't do without, by name. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  from: '"2022-01-01"',
  to: '"2026-12-31"',
  period: '"2026-09"',
};

/** The arguments of a field: those it needs, and the longest page of a connection. */
export function argumentsOf({ type, name, field, shape }: Step): string {
  const needed = field.args.filter((argument) => isNonNullType(argument.type));
  const given = needed.map((argument) => {
    const value = ARGUMENTS[argument.name];
    if (value === undefined)
      throw new Error(`Say in ARGUMENTS what ${type.name}.${name}(${argument.name}) takes.`);
    return `${argument.name}: ${value}`;
  });
  const all = shape === 'connection' ? [...given, 'first: 100'] : given;
  return all.length === 0 ? '' : `(${all.join(', ')})`;
}

/** A leaf, or the leaves that every type of an interface of values has. */
function leafOf(step: Step): string {
  const named = getNamedType(step.field.type);
  const text = `${step.name}${argumentsOf(step)}`;
  if (!isInterfaceType(named)) return text;
  const leaves = Object.values(named.getFields()).filter(({ type }) => isLeafType(getNamedType(type)));
  return `${text} { __typename ${leaves.map(({ name }) => name).join(' ')} }`;
}

/** All of a value: its leaves, and the values in it. */
export function wholeValue(type: GraphQLObjectType): string {
  const parts = stepsOf(type).map((step) => {
    const { name, shape, target } = step;
    if (shape === 'value') return `${name}${argumentsOf(step)} ${wholeValue(target!)}`;
    return target === null ? leafOf(step) : '';
  });
  return `{ ${parts.join(' ')} }`;
}

/** A field with what it shows of rows at its end, or all of it where it shows a value. */
export function selectionOf(step: Step, below = '{ id }'): string {
  const field = `${step.name}${argumentsOf(step)}`;
  switch (step.shape) {
    case 'one':
    case 'list':
      return `${field} ${below}`;
    case 'connection': {
      const hasCount = 'totalCount' in (connectionOf(step)?.getFields() ?? {});
      const count = hasCount ? 'totalCount' : '';
      return `${field} { ${count} pageInfo { hasNextPage } edges { node ${below} } }`;
    }
    case 'value':
      return `${field} ${wholeValue(step.target!)}`;
    case 'id':
    case 'count':
    case 'leaf':
      return leafOf(step);
  }
}

function connectionOf({ field }: Step): GraphQLObjectType | null {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return type as GraphQLObjectType;
}
