import {
  at,
  compileAt,
  findings,
  membersAt,
  operationOf,
  resolve,
  responsesOf,
  type Json,
  type Operation,
  type Place,
} from './openapi.ts';
import type { ValidateFunction } from 'ajv/dist/2020.js';

/** A request and its answer, without the body of the answer. */
export interface Exchange {
  readonly method: string;
  /** As it was asked for, e.g. `/v1/properties/p_…?limit=1`. */
  readonly path: string;
  readonly requestHeaders: Headers;
  /** Parsed, if it is JSON; undefined without a body. */
  readonly requestBody?: unknown;
  /** Whether there is a body that was not read, such as a stream. */
  readonly isBodyUnread?: boolean;
  readonly status: number;
  readonly headers: Headers;
}

/** Headers of HTTP itself, of browsers and of connections: the contract is about the others. */
const OF_EVERY_SERVER: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
  'vary',
]);
const OF_BROWSERS =
  /^(access-control-|content-security-policy$|cross-origin-|permissions-policy$|referrer-policy$|strict-transport-security$|x-content-type-options$|x-frame-options$)/;

const validators = new Map<string, ValidateFunction>();

function validatorAt(place: Place): ValidateFunction {
  const key = place.join('\n');
  const known = validators.get(key) ?? compileAt(place);
  validators.set(key, known);
  return known;
}

/** What an address or a header could mean: their values are texts. */
function readingsOf(text: string): readonly unknown[] {
  const number = /^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [];
  const truth = text === 'true' || text === 'false' ? [text === 'true'] : [];
  return [text, ...number, ...truth];
}

/** The value of an enum that differs in case only. */
function inCaseOf(text: string, { errors }: ValidateFunction): string | undefined {
  const allowed = (errors ?? []).flatMap(
    ({ params }) => (params['allowedValues'] ?? []) as readonly unknown[],
  );
  return allowed.find(
    (value): value is string => typeof value === 'string' && value.toLowerCase() === text.toLowerCase(),
  );
}

function textFindings(text: string, schema: Place, what: string, isCaseInsensitive = false): string[] {
  const validate = validatorAt(schema);
  if (readingsOf(text).some((value) => validate(value))) return [];
  if (isCaseInsensitive && inCaseOf(text, validate) !== undefined) return [];
  return findings(validate.errors).map((finding) => `${what} "${text}": ${finding}`);
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Place;
  readonly isRequired: boolean;
  /** A schema cannot say so without a list of every spelling; the description does. */
  readonly isCaseInsensitive: boolean;
}

function parametersOf({ place }: Operation): readonly Parameter[] {
  const lists: Place[] = [
    [...place.slice(0, -1), 'parameters'],
    [...place, 'parameters'],
  ];
  return lists.flatMap((list) =>
    ((at(list) ?? []) as readonly Json[]).map((_, index) => {
      const parameter = resolve([...list, String(index)]);
      const textAt = (name: string) => (at([...parameter, name]) ?? '') as string;
      return {
        name: textAt('name'),
        in: textAt('in'),
        schema: [...parameter, 'schema'],
        isRequired: at([...parameter, 'required']) === true,
        isCaseInsensitive: textAt('description').includes('Case-insensitive.'),
      };
    }),
  );
}

function pathFindings({ template, path }: Operation, exchange: Exchange, parameters: readonly Parameter[]) {
  const given = new URL(exchange.path, 'http://localhost').pathname.split('/');
  return path.split('/').flatMap((part, index) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return [];
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    if (!parameter) return [`${template} has no parameter "${name}"`];
    return textFindings(
      decodeURIComponent(given[index] ?? ''),
      parameter.schema,
      name,
      parameter.isCaseInsensitive,
    );
  });
}

function queryFindings({ path }: Exchange, parameters: readonly Parameter[]): string[] {
  const ofQuery = parameters.filter((one) => one.in === 'query');
  const given = new URL(path, 'http://localhost').searchParams;
  const missing = ofQuery.filter(({ name, isRequired }) => isRequired && !given.has(name));
  return [
    ...missing.map(({ name }) => `?${name} is required`),
    ...[...given].flatMap(([name, text]) => {
      const parameter = ofQuery.find((one) => one.name === name);
      return parameter
        ? textFindings(text, parameter.schema, `?${name}`, parameter.isCaseInsensitive)
        : [`?${name} is not documented`];
    }),
  ];
}

function headerFindings({ requestHeaders }: Exchange, parameters: readonly Parameter[]): string[] {
  const conditional = ['if-match', 'if-none-match', 'idempotency-key'];
  return conditional.flatMap((name) => {
    const text = requestHeaders.get(name);
    if (text === null) return [];
    const parameter = parameters.find((one) => one.in === 'header' && one.name.toLowerCase() === name);
    // Servers ignore conditions that mean nothing to a method, as HTTP asks.
    return parameter ? textFindings(text, parameter.schema, name) : [];
  });
}

function bodyFindings({ place }: Operation, { requestHeaders, requestBody, isBodyUnread }: Exchange) {
  if (isBodyUnread) return [];
  const body = resolve([...place, 'requestBody']);
  if (requestBody === undefined)
    return at([...body, 'required']) === true ? ['a body is required, but none was sent'] : [];
  if (at(body) === undefined) return ['a body is not documented'];
  const type = requestHeaders.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const media = membersAt([...body, 'content']).find(({ name }) => name === type);
  if (!media) return [`a body of "${type}" is not documented`];
  const validate = validatorAt([...media.place, 'schema']);
  return validate(requestBody) ? [] : findings(validate.errors).map((finding) => `body: ${finding}`);
}

/** How a request that was accepted departs from the contract: the contract forbids what the server takes. */
function requestFindings(operation: Operation, exchange: Exchange): string[] {
  const parameters = parametersOf(operation);
  return [
    ...pathFindings(operation, exchange, parameters),
    ...queryFindings(exchange, parameters),
    ...headerFindings(exchange, parameters),
    ...bodyFindings(operation, exchange),
  ];
}

/** How the headers of an answer depart from the contract. */
function answerFindings(response: Place, { headers }: Exchange): string[] {
  const documented = new Map(
    membersAt([...resolve(response), 'headers']).map(({ name, place }) => [
      name.toLowerCase(),
      resolve(place),
    ]),
  );
  const required = [...documented].filter(
    ([name, place]) => at([...place, 'required']) === true && !headers.has(name),
  );
  return [
    ...required.map(([name]) => `the header ${name} is required`),
    ...[...headers].flatMap(([name, text]) => {
      if (OF_EVERY_SERVER.has(name) || OF_BROWSERS.test(name)) return [];
      const place = documented.get(name);
      return place
        ? textFindings(text, [...place, 'schema'], name)
        : [`the header ${name} is not documented`];
    }),
  ];
}

/** How an exchange departs from the contract, apart from the answer's status and body; empty when it keeps it. */
export function validateExchange(exchange: Exchange): string[] {
  const { method, path, status } = exchange;
  const operation = operationOf(method, path);
  const response = operation ? responsesOf(operation).get(String(status)) : ['x-other-methods', '405'];
  const found = [
    ...(operation && status < 400 ? requestFindings(operation, exchange) : []),
    ...(response ? answerFindings(response, exchange) : []),
  ];
  return found.map((finding) => `${method} ${path} ${status}: ${finding}`);
}
