import type { AnyRoute } from './route.ts';
import { memberFor, provinceCode } from './words.ts';

/** Whether a body has members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function upperCased(value: unknown): unknown {
  return typeof value === 'string' ? value.toUpperCase() : value;
}

/** A code, or a list of codes. Nothing that is nested more deeply is one. */
function inUpperCase(value: unknown): unknown {
  return Array.isArray(value) ? value.map(upperCased) : upperCased(value);
}

/** Makes of a name that the core has and the contract has not one that the core has not either. */
const FOREIGN = '\0';

/** The name that a client gave to a field of the body. */
export function asGiven({ renamed = {} }: AnyRoute, name: string): string {
  const given = name.slice(0, -FOREIGN.length);
  return name === given + FOREIGN && Object.hasOwn(renamed, given) ? given : name;
}

function withoutCoreNames(renamed: AnyRoute['renamed'] = {}, body: Record<string, unknown>) {
  const members = Object.entries(body).map(([name, value]) => [
    Object.hasOwn(renamed, name) ? name + FOREIGN : name,
    value,
  ]);
  return Object.fromEntries(members) as Record<string, unknown>;
}

/** The body with a code for the province of the address at a path. */
function withProvinceCode(body: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  const [name = '', ...below] = path;
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  if (path.length === 0) {
    return Object.hasOwn(body, 'province') ? { ...body, province: provinceCode(body['province']) } : body;
  }
  return isObject(value) ? { ...body, [name]: withProvinceCode(value, below) } : body;
}

/**
 * The body with the contract's words and codes as the core's members. What has the core's name for a field, where the
 * contract has another, is no field. No body at all is an empty object.
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
