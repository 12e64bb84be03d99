import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  typeFromAST,
  type OperationDefinitionNode,
} from 'graphql';
import type { AnyRoute } from '../../src/rest/route.ts';
import { ROUTES } from '../../src/rest/v1/index.ts';
import {
  answersAt,
  at,
  compileAt,
  findings,
  isObject,
  membersAt,
  openapi,
  OPERATIONS,
  placeOf,
  resolve,
  responsesOf,
  type Json,
  type Operation,
  type Place,
} from '../support/openapi.ts';

const named = OPERATIONS.map((operation) => ({
  ...operation,
  id: at([...operation.place, 'operationId']) as string,
}));

/** Operations of the façade; those with a server of their own are served elsewhere. */
const ofFacade = named.filter(({ path }) => path.startsWith('/v1/'));

/** Every object of the document, each with its place. */
function* objectsIn(value: Json, place: Place): Generator<{ place: Place; value: Record<string, Json> }> {
  if (typeof value !== 'object' || value === null) return;
  if (isObject(value)) yield { place, value };
  for (const [name, child] of Object.entries(value)) yield* objectsIn(child, [...place, name]);
}

function parametersOf({ place }: Operation): { place: Place; name: string; in: string }[] {
  const lists = [
    [...place.slice(0, -1), 'parameters'],
    [...place, 'parameters'],
  ];
  return lists.flatMap((list) =>
    ((at(list) ?? []) as readonly { $ref?: string; name?: string; in?: string }[]).map((parameter, index) => {
      const target = parameter.$ref === undefined ? null : placeOf(parameter.$ref);
      const written = (target ? at(target) : parameter) as { name: string; in: string };
      return { place: target ?? [...list, String(index)], name: written.name, in: written.in };
    }),
  );
}

/** Violations of an example by the schema beside it. */
function faultsOf(schema: Place, example: Json | undefined): string[] {
  const validate = compileAt(schema);
  return validate(example)
    ? []
    : findings(validate.errors).map((finding) => `${schema.join('/')}: ${finding}`);
}

/** Violations by the examples of a media type, which has at least one. */
function exampleFaults(media: Place): string[] {
  const examples = membersAt([...media, 'examples']);
  if (examples.length === 0) return [`${media.join('/')} has no example`];
  return examples.flatMap(({ place }) => faultsOf([...media, 'schema'], at([...resolve(place), 'value'])));
}

/** Violations by the example of a parameter, where there is one. */
function parameterFaults(place: Place): string[] {
  const example = at([...place, 'example']);
  return example === undefined ? [] : faultsOf([...place, 'schema'], example);
}

function headersOf(response: Place): string[] {
  return membersAt([...resolve(response), 'headers']).map(({ name }) => name);
}

function jsonContents(holder: Place): Place[] {
  return membersAt([...resolve(holder), 'content'])
    .filter(({ name }) => name.endsWith('json'))
    .map(({ place }) => place);
}

describe('the document', () => {
  test('is OpenAPI 3.1 with /v1 as its server', () => {
    expect(openapi).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./), servers: [{ url: '/v1' }] });
  });

  test('has a target for every reference', () => {
    const references = [...objectsIn(openapi, [])].flatMap(({ value }) => value['$ref'] ?? []).map(String);
    expect(references.filter((reference) => at(placeOf(reference)) === undefined)).toEqual([]);
  });

  // Generators ignore what stands beside a reference, and call an input with a default required.
  test('has references alone, in allOf where something is added, and no default in a body', () => {
    const all = [...objectsIn(openapi, [])];
    const beside = all.filter(({ value }) => '$ref' in value && Object.keys(value).length > 1);
    expect(beside.map(({ place }) => place.join('/'))).toEqual([]);
    const defaults = all.filter(({ place, value }) => place[1] === 'schemas' && 'default' in value);
    expect(defaults.map(({ place }) => place.join('/'))).toEqual([]);
  });

  test('uses every component', () => {
    const used = new Set([...objectsIn(openapi, [])].map(({ value }) => value['$ref']));
    const components = membersAt(['components']).flatMap(({ name: kind, place }) =>
      kind === 'securitySchemes' ? [] : membersAt(place).map(({ name }) => `#/components/${kind}/${name}`),
    );
    expect(components.filter((name) => !used.has(name))).toEqual([]);
  });

  test('has no two paths that differ by the names of their parameters only', () => {
    const paths = membersAt(['paths']).map(({ name }) => name.replace(/\{\w+\}/g, '{}'));
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('names each operation once', () => {
    expect(new Set(named.map(({ id }) => id)).size).toBe(named.length);
  });

  test.each(named)('$id has a summary, a description, tags and security', ({ place, id }) => {
    expect(at(place)).toMatchObject({
      summary: expect.stringMatching(/\.$/),
      description: expect.stringMatching(/\S/),
      tags: [expect.any(String)],
    });
    const isOpen = ['CreateSession', 'GetFile', 'GetCertificate', 'GetReport', 'GetDeadlines'].includes(id);
    expect(at([...place, 'security']) ?? at(['security'])).toEqual(isOpen ? [] : [{ bearer: [] }]);
  });

  test.each(named)('$id declares the parameters of its path', (operation) => {
    const inPath = parametersOf(operation).flatMap((parameter) =>
      parameter.in === 'path' ? parameter.name : [],
    );
    expect(inPath).toEqual([...operation.template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  });

  test.each(named)('$id answers what went wrong as a problem', ({ place }) => {
    const wrong = membersAt([...place, 'responses']).filter(({ name }) => /^[45]/.test(name));
    expect(wrong.map(({ name }) => name)).toContain('500');
    for (const response of wrong) {
      const types = membersAt([...resolve(response.place), 'content']).map(({ name }) => name);
      expect(types).toEqual(['application/problem+json']);
    }
  });

  test.each(named)(
    '$id shows X-Request-Id, how many requests are left, the way to what it made and the next page of a list',
    ({ place, id }) => {
      const responses = membersAt([...place, 'responses']);
      const [success] = responses.filter(({ name }) => name.startsWith('2'));
      for (const response of responses) {
        const always = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'];
        expect(headersOf(response.place)).toEqual(expect.arrayContaining(always));
      }
      expect(responses.map(({ name }) => name)).toContain('429');
      expect(headersOf(success!.place).includes('Location')).toBe(success!.name === '201');
      expect(headersOf(success!.place).includes('Link')).toBe(id.startsWith('List'));
      expect(headersOf(success!.place)).toContain('Cache-Control');
    },
  );

  test.each(named)("$id's examples fit their schemas", (operation) => {
    const holders = [
      [...operation.place, 'requestBody'],
      ...membersAt([...operation.place, 'responses']).map(({ place }) => place),
    ];
    const parameters = parametersOf(operation).map(({ place }) => place);
    const faults = [
      ...holders.flatMap(jsonContents).flatMap(exampleFaults),
      ...parameters.flatMap(parameterFaults),
    ];
    expect(faults).toEqual([]);
  });

  test.each(named)('$id lets the reference prefill no parameter that may be left out', (operation) => {
    const prefilled = parametersOf(operation).filter(
      ({ place }) => at([...place, 'required']) !== true && at([...place, 'example']) !== undefined,
    );
    expect(prefilled.map(({ name }) => name)).toEqual([]);
  });

  test('has a sound schema for everything that may be answered', () => {
    for (const operation of OPERATIONS) {
      const places = [...responsesOf(operation).values()];
      expect(places.map(answersAt)).not.toEqual([]);
    }
  });

  test("the headers' examples fit their schemas", () => {
    const headers = membersAt(['components', 'headers']).filter(
      ({ place }) => at([...place, 'example']) !== undefined,
    );
    expect(headers.flatMap(({ place }) => faultsOf([...place, 'schema'], at([...place, 'example'])))).toEqual(
      [],
    );
  });
});

function operationOf({ document }: AnyRoute): OperationDefinitionNode {
  return document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
}

/** OpenAPI knows one name for a place in a path; the router calls this one by what it is to each method. */
const NAMES_IN_CONTRACT = new Map([
  ['/forms/:type', '/forms/{typeOrId}'],
  ['/forms/:id', '/forms/{typeOrId}'],
]);

const routes = (ROUTES as readonly AnyRoute[]).map((route) => ({
  route,
  id: operationOf(route).name?.value ?? '',
  method: route.method.toLowerCase(),
  template: NAMES_IN_CONTRACT.get(route.path) ?? route.path.replace(/:(\w+)/g, '{$1}'),
}));

function sorted(values: readonly string[]): string[] {
  return values.toSorted((a, b) => (a < b ? -1 : 1));
}

/** Ways to the fields of a schema and of all that is nested in it, e.g. `address.city`. */
function fieldsOf(schema: Place, above = ''): string[] {
  const place = resolve(schema);
  const choices = ['anyOf', 'oneOf'].flatMap((name) =>
    Object.keys(at([...place, name]) ?? {}).flatMap((index) => fieldsOf([...place, name, index], above)),
  );
  const items = at([...place, 'items']) === undefined ? [] : fieldsOf([...place, 'items'], above);
  const own = membersAt([...place, 'properties']).flatMap(({ name, place: field }) => [
    above + name,
    ...fieldsOf(field, `${above}${name}.`),
  ]);
  return [...own, ...items, ...choices];
}

/** Fields of a request body, in the contract. */
function bodyFields(operation: Operation): string[] {
  return fieldsOf([...operation.place, 'requestBody', 'content', 'application/json', 'schema']);
}

const core = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

function nestedFields(type: unknown, above: string, renamed: AnyRoute['renamed'] = {}): string[] {
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const way = above + (renamed[field.name] ?? field.name);
    return [way, ...nestedFields(getNamedType(field.type), `${way}.`)];
  });
}

/** Fields of the input, in the core; those that the façade renames under the contract's name. */
function inputFields(route: AnyRoute): string[] {
  const input = operationOf(route).variableDefinitions?.find(
    ({ variable }) => variable.name.value === 'input',
  );
  const type = input && getNamedType(typeFromAST(core, input.type));
  return [...new Set(nestedFields(type, '', route.renamed))];
}

describe('the router', () => {
  test('has the same operations', () => {
    const serve = routes.map(({ id, method, template }) => `${method} ${template} ${id}`);
    const promise = ofFacade.map(({ id, method, template }) => `${method} ${template} ${id}`);
    expect(sorted(serve)).toEqual(sorted(promise));
  });

  test.each(routes)('$id takes the same query parameters', ({ id, route }) => {
    const operation = ofFacade.find((candidate) => candidate.id === id)!;
    const promised = parametersOf(operation).flatMap((parameter) =>
      parameter.in === 'query' ? parameter.name : [],
    );
    expect(sorted(Object.keys(route.parameters ?? {}))).toEqual(sorted(promised));
  });

  test.each(routes)('$id takes the same words', ({ id, route }) => {
    const operation = ofFacade.find((candidate) => candidate.id === id)!;
    const query = parametersOf(operation).filter((parameter) => parameter.in === 'query');
    for (const { name, place } of query) {
      const promised = at([...resolve([...place, 'schema']), 'enum']);
      expect(sorted((promised ?? []) as string[])).toEqual(
        sorted(Object.values(route.parameters?.[name] ?? {})),
      );
    }
  });

  test.each(routes)('$id takes the same fields in its body', ({ id, route }) => {
    const operation = ofFacade.find((candidate) => candidate.id === id)!;
    expect(sorted(bodyFields(operation))).toEqual(sorted(inputFields(route)));
  });

  test.each(routes)('$id takes the same media types', ({ id, method }) => {
    const operation = ofFacade.find((candidate) => candidate.id === id)!;
    const types = membersAt([...operation.place, 'requestBody', 'content']).map(({ name }) => name);
    const json = ['application/json'];
    const expected = { get: [], delete: [], post: json, patch: [...json, 'application/merge-patch+json'] }[
      method
    ];
    expect(types).toEqual(expected);
  });

  test.each(routes)(
    '$id has the same conditions, and the same way to be repeated',
    ({ id, method, route }) => {
      const operation = ofFacade.find((candidate) => candidate.id === id)!;
      const responses = membersAt([...operation.place, 'responses']);
      const statuses = responses.map(({ name }) => name);
      const fields = parametersOf(operation).flatMap((parameter) =>
        parameter.in === 'header' ? parameter.name : [],
      );
      const isSingle = route.version !== undefined;
      const isWrite = method === 'patch' || method === 'delete' || route.changes !== undefined;
      const isRepeatable = method === 'post' && !route.isPublic;
      expect(fields).toEqual([
        ...(method === 'get' && isSingle ? ['If-None-Match'] : []),
        ...(isWrite ? ['If-Match'] : []),
        ...(method === 'post' ? ['Idempotency-Key'] : []),
      ]);
      // A dry run answers 200 beside the 201 of the resource.
      const success = responses.find(({ name }) => name === (route.location ? '201' : '200'))!;
      expect(headersOf(success.place).includes('ETag')).toBe(isSingle);
      expect(headersOf(success.place).includes('Idempotent-Replayed')).toBe(isRepeatable);
      expect(statuses.includes('304')).toBe(method === 'get' && isSingle);
      expect(statuses.includes('412')).toBe(isWrite || (method === 'get' && isSingle));
      if (isRepeatable) expect(statuses).toContain('409');
    },
  );

  test.each(routes)('$id answers with the same status', ({ id, route }) => {
    const operation = ofFacade.find((candidate) => candidate.id === id)!;
    const statuses = membersAt([...operation.place, 'responses']).map(({ name }) => name);
    const successes = statuses.filter((name) => name.startsWith('2'));
    const dryRun = route.dryRun ? ['200'] : [];
    expect(successes).toEqual([...dryRun, route.location ? '201' : '200']);
  });
});
