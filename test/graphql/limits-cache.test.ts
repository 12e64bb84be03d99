import type { DocumentNode, GraphQLError } from 'graphql';
import { pino } from 'pino';
import { Recent } from '../../src/graphql/limits/recent.ts';
import { schema } from '../../src/graphql/schema.ts';
import { createGraphql } from '../../src/graphql/yoga.ts';

/** What yoga makes of a document for somebody, before anything is executed. */
function pipelineOf(graphiql: boolean) {
  const graphql = createGraphql({ graphiql, log: pino({ level: 'silent' }) });
  return (isSignedIn: boolean) => {
    const { parse, validate } = graphql.getEnveloped({ isSignedIn } as never);
    const parsed = (source: string) => parse(source) as DocumentNode;
    const errorsIn = (source: string) => validate(schema, parsed(source)) as readonly GraphQLError[];
    return { parsed, errorsIn };
  };
}

describe('a document that comes again', () => {
  const pipeline = pipelineOf(true);
  const [known, unknown] = [pipeline(true), pipeline(false)];

  test('is parsed once, for everybody', () => {
    const source = '{ viewer { id } }';
    const document = known.parsed(source);
    expect(known.parsed(source)).toBe(document);
    expect(unknown.parsed(source)).toBe(document);
  });

  test.each([
    ['holds', '{ viewer { id } }'],
    ['does not hold', '{ viewer { ide } }'],
    ['goes beyond a limit', `{ viewer { ${'a: id '.repeat(51)} } }`],
  ])('and %s is checked once for the signed-in and once for the signed-out', (_what, source) => {
    const [toKnown, toUnknown] = [known.errorsIn(source), unknown.errorsIn(source)];
    expect(toUnknown).not.toBe(toKnown);
    expect(toUnknown).toHaveLength(toKnown.length);
    for (let round = 0; round < 2; round += 1) {
      expect(known.errorsIn(source)).toBe(toKnown);
      expect(unknown.errorsIn(source)).toBe(toUnknown);
    }
  });

  test('is parsed again when 256 others have come since', () => {
    const source = 'query Old { viewer { id } }';
    const document = known.parsed(source);
    const others = (count: number) => {
      for (let index = 0; index < count; index += 1) known.parsed(`query New${index} { viewer { id } }`);
    };
    others(255);
    expect(known.parsed(source)).toBe(document);
    others(256);
    expect(known.parsed(source)).not.toBe(document);
  });

  test('is checked by each server for itself', () => {
    const source = '{ __schema { queryType { name } } }';
    expect(known.errorsIn(source)).toEqual([]);
    expect(pipelineOf(false)(true).errorsIn(source)).toHaveLength(1);
    expect(known.errorsIn(source)).toEqual([]);
  });
});

test('what is recent is what was asked for or set last', () => {
  const recent = new Recent<number>(2);
  recent.set('one', 1);
  recent.set('two', 2);
  expect(recent.get('one')).toBe(1);
  recent.set('three', 3);
  expect([recent.get('one'), recent.get('two'), recent.get('three')]).toEqual([1, undefined, 3]);
  recent.set('one', 4);
  recent.set('four', 4);
  expect([recent.get('one'), recent.get('three'), recent.get('four')]).toEqual([4, undefined, 4]);
});
