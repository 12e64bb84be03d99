import bodyParser from '@koa/bodyparser';
import type { Context, Next } from 'koa';
import { isUtf8 } from '../http/charset.ts';
import { Problem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';
import { memberFor, provinceCode } from './words.ts';

/** Maximum size of a body; larger bodies get 413. */
const MAX_BODY = '1mb';
const JSON_TYPES = ['application/json'];
const PATCH_TYPES = [...JSON_TYPES, 'application/merge-patch+json'];

function hasBody(context: Context): boolean {
  const length = context.get('content-length');
  return length === '' ? context.get('transfer-encoding') !== '' : Number(length) > 0;
}

/** @throws Problem 415 for a body that is not JSON in UTF-8. */
export async function assertMediaType(context: Context, next: Next): Promise<void> {
  const types = context.method === 'PATCH' ? PATCH_TYPES : JSON_TYPES;
  if (hasBody(context) && context.is(types) === false) {
    throw new Problem(415, 'unsupported_media_type', `Send the body as ${types.join(' or ')}.`, {
      headers: context.method === 'PATCH' ? { 'Accept-Patch': types.join(', ') } : {},
    });
  }
  const { charset } = context.request;
  if (hasBody(context) && charset !== '' && !isUtf8(charset)) throw NOT_UTF8;
  await next();
}

/** @throws Problem 406 if the client does not accept JSON. */
export async function assertAcceptable(context: Context, next: Next): Promise<void> {
  if (context.accepts('application/json', 'application/problem+json') === false) {
    throw new Problem(
      406,
      'not_acceptable',
      'Responses are application/json. Send an Accept header that includes it.',
    );
  }
  await next();
}

const NOT_UTF8 = new Problem(
  415,
  'unsupported_media_type',
  'Send JSON in UTF-8, uncompressed or compressed with gzip, deflate or br.',
);

function badBody(error: Error & { status?: number }): Problem {
  if (error.status === 413)
    return new Problem(413, 'body_too_large', 'The body exceeds 1 MiB. Send a smaller body.');
  return error.status === 415 ? NOT_UTF8 : malformed();
}

function malformed(): Problem {
  return new Problem(400, 'malformed_json', 'The body is not valid JSON.');
}

/** Reads text only: the parser's own JSON mode refuses `__proto__` as malformed, not as an unknown field. */
const readText = bodyParser({
  enableTypes: ['text'],
  textLimit: MAX_BODY,
  extendTypes: { text: PATCH_TYPES },
  parsedMethods: ['POST', 'PATCH'],
  onError: (error) => {
    throw badBody(error);
  },
});

/** Parses JSON; undefined for an empty text. `JSON.parse` treats no name specially. */
function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed();
  }
}

/** Reads the body. @throws Problem 400, 413 or 415 for an unreadable body. */
export async function parseBody(context: Context, next: Next): Promise<void> {
  await readText(context, async () => {
    const { body } = context.request;
    if (typeof body === 'string') context.request.body = parsed(body);
    await next();
  });
}

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
