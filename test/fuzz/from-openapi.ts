import fc from 'fast-check';
import {
  at,
  isObject,
  membersAt,
  resolve,
  type Json,
  type JsonObject,
  type Place,
} from '../support/openapi.ts';
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

/** A reference and what stands beside it count together. */
function schemaAt(place: Place): { schema: JsonObject; place: Place } {
  const target = resolve(place);
  const beside = at(place);
  const found = at(target);
  if (!isObject(found)) throw new Error(`There is no schema at ${place.join('/')}.`);
  return { schema: isObject(beside) ? { ...found, ...beside } : found, place: target };
}

function soundString({ pattern, format, maxLength }: JsonObject): fc.Arbitrary<Node> {
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

const ID = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** An example's value, on rows that there are and on days that may come. */
function likeExample(value: Json): fc.Arbitrary<Node> {
  if (Array.isArray(value)) return fc.tuple(...(value as Json[]).map(likeExample)).map(list);
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, member]) =>
      likeExample(member).map((node) => [name, node] as const),
    );
    return fc.tuple(...members).map(object);
  }
  if (typeof value === 'string' && ID.test(value))
    return soundString({ pattern: `^${ID.exec(value)![1]!}_[0-7]` });
  if (typeof value === 'string' && DATE.test(value)) return soundDate;
  return fc.constant(json(value as string | number | boolean | null));
}

export interface NamedBody {
  /** The example's name; null for a body that is none. */
  readonly name: string | null;
  readonly node: Node;
}

/** Bodies that the operation at a place takes, or nearly: by its schema, and like its examples. */
export function bodiesAt(schema: Place): fc.Arbitrary<NamedBody> {
  const bySchema = fromSchema(schema).map((node): NamedBody => ({ name: null, node }));
  const examples = membersAt([...schema.slice(0, -1), 'examples']).map(({ name, place }) =>
    likeExample(at([...resolve(place), 'value']) ?? {}).map((node): NamedBody => ({ name, node })),
  );
  return examples.length === 0 ? bySchema : fc.oneof(bySchema, fc.oneof(...examples));
}
