import { buildSchema, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { guardAccess } from '../../src/graphql/guards/access-guard.ts';
import { schema } from '../../src/graphql/schema.ts';
import { assertTypesDeclared, TYPE_POLICIES } from '../../src/graphql/guards/type-policies.ts';
import { OBJECT_TYPES } from '../proofs/policies/matrix/graph.ts';
import { rootSteps } from '../proofs/policies/matrix/operations.ts';

/** A schema with one field of the query, which says this of itself. */
function withField(extensions: Record<string, unknown>): GraphQLSchema {
  const fields = { secrets: { type: GraphQLString, extensions } };
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
}

describe('a root field', () => {
  test.each([
    {},
    { access: 'everybody' },
    { act: 'readEverything' },
    { act: 'toString' },
    { access: 'rows', act: 'openTicket' },
    { access: 'rows', act: () => 'openTicket' },
  ])('without a known policy fails the build: %j', (extensions) => {
    expect(() => {
      guardAccess(withField(extensions));
    }).toThrow(/Query\.secrets declares no policy/);
  });

  test.each([
    { access: 'public' },
    { access: 'signedIn' },
    { access: 'rows' },
    { act: 'openTicket' },
    { act: () => 'openTicket' },
  ])('is accepted with %j', (extensions) => {
    expect(() => {
      guardAccess(withField(extensions));
    }).not.toThrow();
  });

  test('needs a policy in mutations and subscriptions as well', () => {
    for (const root of ['mutation', 'subscription']) {
      const other = buildSchema(
        `type Root { secrets: String } schema { query: Q ${root}: Root } type Q { q: String }`,
      );
      other.getQueryType()!.getFields()['q']!.extensions = { access: 'rows' };
      expect(() => {
        guardAccess(other);
      }).toThrow(/Root\.secrets/);
    }
  });

  test('of the schema is public only in these two cases', () => {
    const open = [...rootSteps('query'), ...rootSteps('mutation')].filter(
      ({ field }) => field.extensions['access'] === 'public',
    );
    expect(open.map(({ name }) => name)).toEqual(['acceptInvitation', 'signIn']);
  });
});

describe('a type', () => {
  test('without a policy fails the build', () => {
    const built = buildSchema('type Query { secret: Secret } type Secret { id: ID! }');
    expect(() => {
      assertTypesDeclared(built);
    }).toThrow(/type Secret declares no policy/);
  });

  test('with the policy of rows fails the build if its model is not scoped', () => {
    const built = buildSchema('type Query { unit: Unit } type Unit { id: ID! }');
    expect(() => {
      assertTypesDeclared(built);
    }).toThrow(/type Unit is declared as rows, but its model is none/);
  });

  test('of the schema has a policy, and every policy has a type', () => {
    expect(Object.keys(TYPE_POLICIES).sort()).toEqual(OBJECT_TYPES.map(({ name }) => name).sort());
    expect(() => {
      assertTypesDeclared(schema);
    }).not.toThrow();
  });
});

test('a field that is hidden from a role is nullable', () => {
  const fields = { rent: { type: GraphQLString, extensions: { hiddenFrom: ['CONTRACTOR'] } } };
  const shown = buildSchema('type Query { unit: Unit } type Unit { rent: String! }');
  shown.getQueryType()!.getFields()['unit']!.extensions = { access: 'rows' };
  const unit = shown.getType('Unit') as GraphQLObjectType;
  unit.getFields()['rent']!.extensions = fields.rent.extensions;
  expect(() => {
    guardAccess(shown);
  }).toThrow(/Unit\.rent is hidden/);
});
