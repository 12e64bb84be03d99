import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const METHODS = ['get', 'post', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** The contract of /v1, as it is written. */
export const openapi = parse(
  readFileSync(new URL('../../schema/openapi.yaml', import.meta.url), 'utf8'),
) as JsonObject;

/** A place in the contract, as the names that lead to it. */
export type Place = readonly string[];

/** The part of the contract at a place; undefined when there is none. */
export function at(place: Place): Json | undefined {
  return place.reduce<Json | undefined>(
    (part, name) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, name)
        ? (part as JsonObject)[name]
        : undefined,
    openapi,
  );
}

/** Members of the object at a place, each with the place it leads to; none when there is no object. */
export function membersAt(place: Place): { name: string; place: Place; value: Json }[] {
  const target = resolve(place);
  const part = at(target);
  if (!isObject(part)) return [];
  return Object.entries(part).map(([name, value]) => ({ name, place: [...target, name], value }));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where a reference leads, e.g. `#/components/responses/NotFound`. */
export function placeOf(reference: string): Place {
  const [, ...names] = reference.split('/');
  return names.map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The only reference of a part; a part that adds to it has it in `allOf`, since generators ignore what stands beside. */
function referenceOf(part: Json | undefined): unknown {
  if (!isObject(part)) return undefined;
  const { allOf } = part;
  return Array.isArray(allOf) && allOf.length === 1 ? referenceOf(allOf[0] as Json) : part['$ref'];
}

/** Follows references to the place where something is written. */
export function resolve(place: Place): Place {
  const reference = referenceOf(at(place));
  return typeof reference === 'string' ? resolve(placeOf(reference)) : place;
}

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  multipleOfPrecision: 6,
});
ajvFormats.default(ajv);
// Strict about every schema; the document around them has words of its own.
ajv.addVocabulary(Object.keys(openapi));
ajv.addSchema(openapi, 'openapi.yaml');

/** The validator of the schema at a place. @throws Error for a schema that is none. */
export function compileAt(place: Place): ValidateFunction {
  const names = place.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')));
  return ajv.compile({ $ref: `openapi.yaml#/${names.join('/')}` });
}

/** What a validator found, each with the place in the value. */
export function findings(errors: readonly ErrorObject[] | null | undefined): string[] {
  return (errors ?? []).map(
    ({ instancePath, message = 'is wrong', params }) =>
      `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  );
}

export interface Operation {
  readonly method: Method;
  /** With the server's prefix, e.g. `/v1/properties/{id}`. */
  readonly path: string;
  /** As the contract writes it, e.g. `/properties/{id}`. */
  readonly template: string;
  readonly place: Place;
}

function serverOf(template: string): string {
  const servers = (at(['paths', template, 'servers']) ?? at(['servers'])) as readonly { url: string }[];
  return servers[0]?.url.replace(/\/$/, '') ?? '';
}

/** Every operation of the contract. */
export const OPERATIONS: readonly Operation[] = membersAt(['paths']).flatMap(({ name: template, place }) =>
  METHODS.filter((method) => at([...place, method]) !== undefined).map((method) => ({
    method,
    template,
    path: serverOf(template) + template,
    place: [...place, method],
  })),
);

/** Validators of everything that may be answered, by media type; null for a body that has no schema. */
type Answers = ReadonlyMap<string, ValidateFunction | null>;

/** Compiled when they are first needed: all of them take longer than most files of tests. */
const answers = new Map<string, Answers>();

/** @throws Error for a schema that is none. */
export function answersAt(response: Place): Answers {
  const target = resolve(response);
  const key = target.join('\n');
  const known = answers.get(key);
  if (known) return known;
  const compiled = new Map(
    membersAt([...target, 'content']).map(({ name, place }) => {
      const schema = [...place, 'schema'];
      return [name, at(schema) === undefined ? null : compileAt(schema)];
    }),
  );
  answers.set(key, compiled);
  return compiled;
}

/** Where the contract has what an operation may answer, by status. */
export function responsesOf(operation: Operation): ReadonlyMap<string, Place> {
  const responses = membersAt([...operation.place, 'responses']);
  return new Map(responses.map(({ name, place }) => [name, place]));
}

function matches(template: string, path: string): boolean {
  const names = template.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return false;
  return names.every((name, index) => (name.startsWith('{') ? parts[index] !== '' : parts[index] === name));
}

/** What a server answered. */
export interface Answer {
  readonly method: string;
  /** As it was asked for, e.g. `/v1/properties/p_…?limit=1`. */
  readonly path: string;
  readonly status: number;
  /** The `Content-Type` header; null when there was none. */
  readonly contentType: string | null;
  /** JSON bodies parsed; of others nothing is asked. */
  readonly body: unknown;
}

function operationsAt(path: string): readonly Operation[] {
  const [pathname = ''] = path.split('?');
  return OPERATIONS.filter((operation) => matches(operation.path, pathname));
}

/** The operation that a request is for, if the contract has it. */
export function operationOf(method: string, path: string): Operation | undefined {
  const wanted = method.toLowerCase() === 'head' ? 'get' : method.toLowerCase();
  return operationsAt(path).find((operation) => operation.method === wanted);
}

/** What may be answered to a request with a status; or why nothing may. */
function answersTo({ method, path, status }: Answer): Answers | string {
  const [pathname = ''] = path.split('?');
  if (operationsAt(path).length === 0) return `${pathname} is not documented`;
  const operation = operationOf(method, path);
  if (operation) {
    const place = responsesOf(operation).get(String(status));
    return place ? answersAt(place) : `${method} ${pathname}: ${status} is not documented`;
  }
  return status === 405
    ? answersAt(['x-other-methods', '405'])
    : `${method} ${pathname} is not documented, and not answered 405`;
}

/** How an answer departs from the contract; empty when it keeps it. */
export function validateResponse(answer: Answer): string[] {
  const documented = answersTo(answer);
  if (typeof documented === 'string') return [documented];
  const type = answer.contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const place = `${answer.method} ${answer.path} ${answer.status}`;
  if (documented.size === 0) return type === '' ? [] : [`${place}: a body of "${type}" is not documented`];
  const validate = documented.get(type);
  if (validate === undefined)
    return [`${place}: "${type}" is not documented, but ${[...documented.keys()].join(', ')}`];
  if (validate === null || answer.method.toLowerCase() === 'head' || validate(answer.body)) return [];
  return findings(validate.errors).map((finding) => `${place}: ${finding}`);
}
