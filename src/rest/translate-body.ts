import { Problem } from '../http/problem.ts';
import { takesVariable, type AnyRoute } from './route.ts';
import { memberFor, provinceCode } from './words.ts';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const NO_OBJECT = 'This must be an object.';

function noObject(): Problem {
  return new Problem(422, 'invalid_input', NO_OBJECT, {
    errors: [{ code: 'invalid_type', pointer: '', detail: NO_OBJECT }],
  });
}

function upperCased(value: unknown): unknown {
  return typeof value === 'string' ? value.toUpperCase() : value;
}

/** Uppercases a code or a list of codes, not deeper values. */
function inUpperCase(value: unknown): unknown {
  return Array.isArray(value) ? value.map(upperCased) : upperCased(value);
}

/** Suffix for names that only GraphQL has, so that GraphQL refuses them as unknown. */
const UNKNOWN_SUFFIX = '\0';

/** Name of a body field as the client wrote it. */
export function asGiven({ renamed = {} }: AnyRoute, name: string): string {
  const given = name.slice(0, -UNKNOWN_SUFFIX.length);
  return name === given + UNKNOWN_SUFFIX && Object.hasOwn(renamed, given) ? given : name;
}

function withoutCoreNames(renamed: AnyRoute['renamed'] = {}, body: Record<string, unknown>) {
  const members = Object.entries(body).map(([name, value]) => [
    Object.hasOwn(renamed, name) ? name + UNKNOWN_SUFFIX : name,
    value,
  ]);
  return Object.fromEntries(members) as Record<string, unknown>;
}

/** Replaces the province of the address at a path with its code. */
function withProvinceCode(body: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  const [name = '', ...below] = path;
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  if (path.length === 0) {
    return Object.hasOwn(body, 'province') ? { ...body, province: provinceCode(body['province']) } : body;
  }
  return isObject(value) ? { ...body, [name]: withProvinceCode(value, below) } : body;
}

type Translation = (value: unknown) => unknown;

const EACH = '[].';

/** Translates a field of a body, or with `list[].field` a field of each object of a list. */
function translateField(
  body: Record<string, unknown>,
  field: string,
  translate: Translation,
): Record<string, unknown> {
  const [name = '', below] = field.split(EACH);
  if (!Object.hasOwn(body, name)) return body;
  const value = body[name];
  if (below === undefined) return { ...body, [name]: translate(value) };
  if (!Array.isArray(value)) return body;
  const items = value.map((item: unknown) =>
    isObject(item) ? translateField(item, below, translate) : item,
  );
  return { ...body, [name]: items };
}

/**
 * Translates the words and codes of `/v1` to enum members. The GraphQL name of a field that `/v1` renames counts as
 * unknown. An absent body becomes an empty object. What is no object the core refuses, where it reads an input.
 *
 * @throws Problem 422 for a body that is no object, where the core reads nothing from it.
 */
export function translateBody(route: AnyRoute, body: unknown): unknown {
  const { words = {}, codes = [], addresses = [], renamed } = route;
  if (body === undefined) return {};
  if (!isObject(body)) {
    // Whatever a DELETE brings is ignored.
    if (route.method !== 'DELETE' && !takesVariable(route, 'input')) throw noObject();
    return body;
  }
  const translations: [string, Translation][] = [
    ...Object.entries(words).map(([field, fieldWords]): [string, Translation] => [
      field,
      (value) => memberFor(fieldWords, value),
    ]),
    ...codes.map((field): [string, Translation] => [field, inUpperCase]),
  ];
  const inMembers = translations.reduce<Record<string, unknown>>(
    (translated, [field, translate]) => translateField(translated, field, translate),
    withoutCoreNames(renamed, body),
  );
  return addresses.reduce<Record<string, unknown>>(
    (translatedBody, path) => withProvinceCode(translatedBody, path.split('.')),
    inMembers,
  );
}
