import fc from 'fast-check';
import {
  at,
  isObject,
  membersAt,
  resolve,
  type Json,
  type JsonObject,
  type Place,
} from '../../support/openapi.ts';
import { json, list, object, type Node } from './json.ts';
import {
  soundDate,
  soundEmail,
  soundInstant,
  soundLine,
  soundMoney,
  soundMonth,
  soundText,
  soundTime,
} from './sound-text.ts';

/** Ids by the beginning that the contract gives them, each as the name of a row of the place. */
const IDS: Readonly<Record<string, readonly string[]>> = {
  p: ['property', 'property', 'otherProperty', 'noProperty'],
  un: ['unit', 'vacantUnit', 'vacantUnit', 'otherUnit', 'noUnit'],
  t: ['tenant', 'tenant', 'coTenant', 'otherTenant', 'noTenant'],
  pay: ['payment'],
  tk: ['ticket'],
  f: ['form', 'form', 'servedForm', 'otherForm'],
  u: ['contractor'],
};

/** The schema at a place, with the place it is written at: a reference and what stands beside it count together. */
export function schemaAt(place: Place): { schema: JsonObject; place: Place } {
  const target = resolve(place);
  const beside = at(place);
  const found = at(target);
  if (!isObject(found)) throw new Error(`There is no schema at ${place.join('/')}.`);
  return { schema: isObject(beside) ? { ...found, ...beside } : found, place: target };
}

/** Text of a pattern or a format; ids as names of rows. */
export function soundString({ pattern, format, maxLength }: JsonObject): fc.Arbitrary<Node> {
  const prefix = typeof pattern === 'string' ? /^\^([a-z]+)_\[0-7\]/.exec(pattern)?.[1] : undefined;
  if (prefix !== undefined) return fc.constantFrom(...IDS[prefix]!).map((name) => json(`{{${name}}}`));
  if (format === 'date') return soundDate;
  if (format === 'date-time') return soundInstant;
  if (format === 'email') return soundEmail;
  if (pattern === at(['components', 'schemas', 'Month', 'pattern'])) return soundMonth;
  if (pattern === at(['components', 'schemas', 'Time', 'pattern'])) return soundTime;
  const max = typeof maxLength === 'number' ? maxLength : 200;
  return pattern === '\\S' ? soundLine(max) : soundText(max);
}

function soundNumber({ type, minimum, maximum }: JsonObject): fc.Arbitrary<Node> {
  const [min, max] = [Number(minimum ?? 0), Number(maximum ?? 1000)];
  if (type === 'number') return soundMoney(Math.round(100 * min), Math.round(100 * max));
  return fc.integer({ min, max: Math.min(max, min + 40) }).map(json);
}

/** Required members always, the others now and then. */
function soundObject(place: Place, required: readonly Json[]): fc.Arbitrary<Node> {
  const members = membersAt([...place, 'properties']).map(({ name, place: where }) => {
    const value = fromSchema(where);
    const member = value.map((node) => [[name, node]] as const);
    if (required.includes(name)) return member;
    return fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, { arbitrary: member, weight: 2 });
  });
  return fc.tuple(...members).map((groups) => object(groups.flat()));
}

function ofType(type: Json | undefined, schema: JsonObject, place: Place): fc.Arbitrary<Node> {
  const { maxItems, required } = schema;
  if (type === 'object') return soundObject(place, (required ?? []) as readonly Json[]);
  if (type === 'array') {
    const maxLength = Math.min(Number(maxItems ?? 3), 3);
    return fc.array(fromSchema([...place, 'items']), { maxLength }).map(list);
  }
  if (type === 'boolean') return fc.boolean().map(json);
  if (type === 'null') return fc.constant(json(null));
  return type === 'string' ? soundString(schema) : soundNumber(schema);
}

/** Values that the schema at a place of the contract takes, or nearly: rows that there are, days that may come. */
export function fromSchema(where: Place): fc.Arbitrary<Node> {
  const { schema, place } = schemaAt(where);
  const { type } = schema;
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as string[])).map(json);
  for (const choice of ['anyOf', 'oneOf']) {
    const choices = schema[choice];
    if (!Array.isArray(choices) || type === 'object') continue;
    return fc.oneof(...choices.map((_, index) => fromSchema([...place, choice, String(index)])));
  }
  const types = Array.isArray(type) ? (type as readonly Json[]) : [type];
  return fc.oneof(...types.map((one) => ofType(one, schema, place)));
}
