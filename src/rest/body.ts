import bodyParser from '@koa/bodyparser';
import type { Context, Next } from 'koa';
import { isUtf8 } from '../http/charset.ts';
import { Problem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';
import { memberFor, provinceCode } from './words.ts';

/** Larger bodies are refused with 413. */
const MAX_BODY = '1mb';
const JSON_TYPES = ['application/json'];
const PATCH_TYPES = [...JSON_TYPES, 'application/merge-patch+json'];

function hasBody(context: Context): boolean {
  const length = context.get('content-length');
  return length === '' ? context.get('transfer-encoding') !== '' : Number(length) > 0;
}

/** @throws Problem 415 for a body of any other type than JSON, or in another charset than UTF-8. */
export async function assertMediaType(context: Context, next: Next): Promise<void> {
  const types = context.method === 'PATCH' ? PATCH_TYPES : JSON_TYPES;
  if (hasBody(context) && context.is(types) === false) {
    throw new Problem(415, 'unsupported_media_type', `Send the body as ${types.join(' or ')}.`, {
      headers: context.method === 'PATCH' ? { 'Accept-Patch': types.join(', ') } : {},
    });
  }
  const { charset } = context.request;
  if (hasBody(context) && charset !== '' && !isUtf8(charset)) throw NO_UTF8;
  await next();
}

/** @throws Problem 406 when the client takes no JSON. */
export async function assertAcceptable(context: Context, next: Next): Promise<void> {
  if (context.accepts('application/json', 'application/problem+json') === false) {
    throw new Problem(
      406,
      'not_acceptable',
      'Answers are application/json; send an Accept header that takes it.',
    );
  }
  await next();
}

const NO_UTF8 = new Problem(
  415,
  'unsupported_media_type',
  'Send JSON in UTF-8, plain or in gzip, deflate or br.',
);

function badBody(error: Error & { status?: number }): Problem {
  if (error.status === 413) return new Problem(413, 'body_too_large', 'A body is at most 1 MiB.');
  return error.status === 415 ? NO_UTF8 : malformed();
}

function malformed(): Problem {
  return new Problem(400, 'malformed_json', 'The body is no JSON.');
}

/** Its own reading of JSON takes a member called `__proto__` for malformed, where it is as unknown as any other. */
const readText = bodyParser({
  enableTypes: ['text'],
  textLimit: MAX_BODY,
  extendTypes: { text: PATCH_TYPES },
  parsedMethods: ['POST', 'PATCH'],
  onError: (error) => {
    throw badBody(error);
  },
});

/** What JSON says; undefined for no text at all. No name is special to the language's own parser. */
function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed();
  }
}

/** Reads the body. @throws Problem 400, 413 or 415 for what can't be read. */
export async function parseBody(context: Context, next: Next): Promise<void> {
  await readText(context, async () => {
    const { body } = context.request;
    if (typeof body === 'string') context.request.body = parsed(body);
    await next();
  });
}

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
