import fc from 'fast-check';
import type { AnyRoute } from '../../../src/rest/route.ts';
import type { Operation } from '../../support/openapi.ts';
import { ROLES, type RoleName } from '../../support/workspace.ts';
import { hostileBodies, mutatedBodies, type NamedBody } from './bodies.ts';
import { hostileValue, HOSTILE_TEXTS } from './hostile.ts';
import { toJson } from './json.ts';
import { headFields } from './rest-headers.ts';
import { bodyPlaceOf, operationOf } from './rest-operation.ts';
import { oddPair, queriesOf } from './rest-query.ts';
import { DAMAGES, shown, type Sent } from './rest-sent.ts';

const FORM_TYPES = [
  'N4',
  'N5',
  'N7',
  'N8',
  'N9',
  'N11',
  'N12',
  'N13',
  'entry',
  'lease',
  'LEASE',
  'n4',
  'N99',
  'constructor',
];

/** Rows of other kinds, other workspaces or other standing than most requests are about. */
const OTHER_ROWS = ['coTenant', 'servedForm', 'emptyProperty', 'otherProperty', 'noTenant', 'user'];

const MAX_SEGMENT = 200;
const ODD_SEGMENTS = HOSTILE_TEXTS.filter(({ length }) => length <= MAX_SEGMENT).map(
  (text) => encodeURIComponent(text.toWellFormed()) || '%20',
);

/** The word for one row of a resource: `property` in `/properties/:id`. */
function singularOf({ path }: AnyRoute): string {
  const [, plural = ''] = path.split('/');
  return plural.replace(/ies$/, 'y').replace(/s$/, '');
}

/** Mostly the first, now and then the second. */
function mostly<Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ arbitrary: usual, weight: 10 }, { arbitrary: odd, weight: 1 });
}

function segmentsFor(route: AnyRoute, part: string): fc.Arbitrary<string> {
  if (!part.startsWith(':')) return fc.constant(part);
  // The type that an example is for, where it is for one.
  if (part === ':type') return mostly(fc.constant(':example'), fc.constantFrom(...FORM_TYPES));
  return fc.oneof(
    { arbitrary: fc.constant(`{{${singularOf(route)}}}`), weight: 12 },
    { arbitrary: fc.constantFrom(...OTHER_ROWS).map((row) => `{{${row}}}`), weight: 2 },
    { arbitrary: fc.constantFrom(...ODD_SEGMENTS), weight: 1 },
  );
}

function pathsOf(route: AnyRoute): fc.Arbitrary<string> {
  const parts = route.path.split('/').map((part) => segmentsFor(route, part));
  return fc.tuple(...parts).map((texts) => `/v1${texts.join('/')}`);
}

const NO_BODY = { example: null, text: null };

interface Body {
  readonly text: string | null;
  readonly example: string | null;
}

function written({ node, example }: NamedBody): Body {
  return { text: toJson(node), example };
}

function bodiesOf(operation: Operation): fc.Arbitrary<Body> {
  const place = bodyPlaceOf(operation);
  if (place) return mutatedBodies(place).map(written);
  const none = fc.constant<Body>(NO_BODY);
  const unasked = hostileValue.map((node) => written({ node, example: null }));
  return operation.method === 'get' ? none : mostly(none, unasked);
}

const roles = fc.oneof(
  { arbitrary: fc.constant<RoleName | null>('landlord'), weight: 6 },
  { arbitrary: fc.constantFrom<(RoleName | null)[]>(...ROLES, null), weight: 2 },
);

/** Examples are called by the type they are for, or else they are for an N4. */
function formTypeOf(example: string | null): string {
  return FORM_TYPES.find((type) => type === example) ?? 'N4';
}

interface Parts extends Omit<Sent, 'body'> {
  readonly query: string;
  readonly body: Body;
}

function sentFrom({ path, query, body: { text, example }, ...rest }: Parts): Sent {
  const sent: Sent = { ...rest, path: path.replace(':example', formTypeOf(example)) + query, body: text };
  return Object.defineProperty(sent, fc.toStringMethod, { value: () => `\n${shown(sent)}\n` });
}

/** Requests to a route, most of them nearly right. */
export function requestsTo(route: AnyRoute): fc.Arbitrary<Sent> {
  const operation = operationOf(route);
  const oddQuery = oddPair.map((pair) => `?${pair}`);
  const parts = {
    role: roles,
    method: fc.constant(route.method),
    path: pathsOf(route),
    query: route.method === 'GET' ? queriesOf(operation) : mostly(fc.constant(''), oddQuery),
    headers: headFields,
    damage: mostly(fc.constant<Sent['damage']>('whole'), fc.constantFrom(...DAMAGES)),
    body: bodiesOf(operation),
  };
  return fc.record(parts).map(sentFrom);
}

/** Requests to a route that are right but for one value in the body; null for a route that takes none. */
export function hostileRequestsTo(route: AnyRoute): fc.Arbitrary<Sent> | null {
  const place = bodyPlaceOf(operationOf(route));
  if (!place) return null;
  const path = `/v1${route.path.replace(':id', `{{${singularOf(route)}}}`)}`;
  const types = fc.constantFrom(...FORM_TYPES.slice(0, 6));
  const parts = fc.tuple(hostileBodies(place), types).map(([body, type]) => ({
    ...{ role: 'landlord' as const, method: route.method, query: '', headers: {}, damage: 'whole' as const },
    path: path.replace(':type', body.example === null ? type : ':example'),
    body: written(body),
  }));
  return parts.map(sentFrom);
}
