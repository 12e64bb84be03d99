import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { pino } from 'pino';
import { recentDocuments } from '../../src/graphql/limits/recent-documents.ts';
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

describe('a repeated document', () => {
  const pipeline = pipelineOf(true);
  const [known, unknown] = [pipeline(true), pipeline(false)];

  test('is parsed once for all callers', () => {
    const source = '{ viewer { id } }';
    const document = known.parsed(source);
    expect(known.parsed(source)).toBe(document);
    expect(unknown.parsed(source)).toBe(document);
  });

  test.each([
    ['holds', '{ viewer { id } }'],
    ['does not hold', '{ viewer { ide } }'],
    ['goes beyond a limit', `{ viewer { ${'a: id '.repeat(51)} } }`],
  ])('and %s is validated once with and once without a session', (_what, source) => {
    const [toKnown, toUnknown] = [known.errorsIn(source), unknown.errorsIn(source)];
    expect(toUnknown).not.toBe(toKnown);
    expect(toUnknown).toHaveLength(toKnown.length);
    for (let round = 0; round < 2; round += 1) {
      expect(known.errorsIn(source)).toBe(toKnown);
      expect(unknown.errorsIn(source)).toBe(toUnknown);
    }
  });

  test('is parsed again after 256 other documents', () => {
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

  test('is validated by each server', () => {
    const source = '{ __schema { queryType { name } } }';
    expect(known.errorsIn(source)).toEqual([]);
    expect(pipelineOf(false)(true).errorsIn(source)).toHaveLength(1);
    expect(known.errorsIn(source)).toEqual([]);
  });
});

describe('the caches', () => {
  const refusal = (reason: string) => new GraphQLError('refused', { extensions: { reason } });

  test('keep the most recently used documents', () => {
    const { documentCache } = recentDocuments();
    const document = parse('{ viewer { id } }');
    const addOthers = (count: number) => {
      for (let index = 0; index < count; index += 1) documentCache.set(`${index} of ${count}`, document);
    };
    documentCache.set('old', document);
    addOthers(255);
    expect(documentCache.get('old')).toBe(document);
    addOthers(200);
    expect(documentCache.get('old')).toBe(document);
    addOthers(256);
    expect(documentCache.get('old')).toBeUndefined();
  });

  test("keep the errors of a document but not of a request's token limit", () => {
    const { errorCache } = recentDocuments();
    const own = refusal('too_long');
    errorCache.set('own', own);
    errorCache.set('of the request', refusal('too_many_tokens'));
    expect(errorCache.get('own')).toBe(own);
    expect(errorCache.get('of the request')).toBeUndefined();
  });
});
