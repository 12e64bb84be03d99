import type { GraphQLObjectType } from 'graphql';
import { schema } from '../../../../src/graphql/schema.ts';
import type { Viewer } from '../../../../src/policies/viewer.ts';
import { ask, type Reply } from './answers.ts';
import { fieldOf } from './calls.ts';
import type { Outcome } from './expected.ts';
import { stepsOf, type Step } from './graph.ts';
import { selectionOf } from './selection.ts';
import type { World } from './world.ts';

export type Operation = 'query' | 'mutation';

const ROOTS: Readonly<Record<Operation, GraphQLObjectType>> = {
  query: schema.getQueryType()!,
  mutation: schema.getMutationType()!,
};

export function rootSteps(operation: Operation): Step[] {
  return stepsOf(ROOTS[operation]);
}

function rootStep(operation: Operation, call: string): Step {
  const found = rootSteps(operation).find(({ name }) => name === fieldOf(call));
  if (!found) throw new Error(`There is no ${operation} ${fieldOf(call)}.`);
  return found;
}

/** A document for one field of a root, every argument of which is a variable. */
function documentOf(operation: Operation, call: string): string {
  const step = rootStep(operation, call);
  const { args } = step.field;
  const definitions = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  // `node` gives an interface, and `search` a union.
  const shown = /^(nodes?|search)$/.test(step.name)
    ? `${step.name} { ... on Node { id } }`
    : selectionOf({ ...step, field: bare(step) });
  const [, rest = ''] = /^\w+(?:\([^)]*\))?(.*)$/s.exec(shown) ?? [];
  return `${operation} ${definitions && `(${definitions})`} { ${step.name}${given && `(${given})`}${rest} }`;
}

function bare({ field }: Step): Step['field'] {
  return { ...field, args: [] };
}

/** Runs one field of a root as somebody. */
export function run(
  world: World,
  viewer: Viewer | null,
  operation: Operation,
  call: string,
  variables: Record<string, unknown>,
): Promise<Reply> {
  return ask(world, viewer, documentOf(operation, call), variables);
}

/** What came of it, in the words of the tables. */
export function outcomeOf(call: string, { data, errors }: Reply): Outcome {
  if (errors.length > 0) return errors.map(({ extensions }) => extensions.code).join(' ') as Outcome;
  const given = data[fieldOf(call)];
  if (given === null || given?.[0] === null) return 'null';
  const rows = given?.edges as unknown[] | undefined;
  return rows?.length === 0 ? 'none' : 'ok';
}
