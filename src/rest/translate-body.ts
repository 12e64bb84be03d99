import type { AnyRoute } from './route.ts';
import { memberFor, provinceCode } from './words.ts';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/**
 * Translates the words and codes of `/v1` to enum members. The GraphQL name of a field that `/v1` renames counts as
 * unknown. An absent body becomes an empty object.
 */
export function translateBody(route: AnyRoute, body: unknown): unknown {
  const { words = {}, codes = [], addresses = [], renamed } = route;
  if (!isObject(body)) return body === undefined ? {} : body;
  const translated = [
    ...Object.entries(words).map(([field, fieldWords]) => [field, memberFor(fieldWords, body[field])]),
    ...codes.map((field) => [field, inUpperCase(body[field])]),
  ].filter(([field]) => Object.hasOwn(body, field as string));
  const inMembers = {
    ...withoutCoreNames(renamed, body),
    ...(Object.fromEntries(translated) as Record<string, unknown>),
  };
  return addresses.reduce<Record<string, unknown>>(
    (translatedBody, path) => withProvinceCode(translatedBody, path.split('.')),
    inMembers,
  );
}
