import fc from 'fast-check';
import { at, isObject, membersAt, resolve, type Json, type Place } from '../../support/openapi.ts';
import { fromSchema, schemaAt, soundString } from './from-openapi.ts';
import { mutated, mutations, withHostilePlace } from './hostile.ts';
import { json, list, object, type Node } from './json.ts';
import { soundDate } from './sound-text.ts';

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

/** A body, with the name of the contract's example that it is like; null for one that is like none. */
export interface NamedBody {
  readonly example: string | null;
  readonly node: Node;
}

function examplesAt(schema: Place): fc.Arbitrary<NamedBody>[] {
  return membersAt([...schema.slice(0, -1), 'examples']).map(({ name: example, place }) =>
    likeExample(at([...resolve(place), 'value']) ?? {}).map((node): NamedBody => ({ example, node })),
  );
}

/** Bodies that an operation takes, by its schema and like its examples, most of them with faults put into them. */
export function mutatedBodies(schema: Place): fc.Arbitrary<NamedBody> {
  const bySchema = fromSchema(schema).map((node): NamedBody => ({ example: null, node }));
  const examples = examplesAt(schema);
  const sound = examples.length === 0 ? bySchema : fc.oneof(bySchema, fc.oneof(...examples));
  return fc
    .tuple(sound, mutations)
    .map(([{ example, node }, changes]) => ({ example, node: mutated(node, changes) }));
}

type NamedNode = readonly [name: string, value: Node];

/** What an object has to have, and one member, required or not, that is hostile or holds something hostile. */
function withHostileMember(where: Place): fc.Arbitrary<NamedBody> {
  const { schema, place } = schemaAt(where);
  const required = (schema['required'] ?? []) as readonly Json[];
  const members = membersAt([...place, 'properties']).map((member) => ({
    name: member.name,
    node: fromSchema(member.place),
  }));
  const named = ({ name, node }: (typeof members)[number]) => node.map((value): NamedNode => [name, value]);
  const objects = members.map((chosen) => {
    const needed = members.filter((member) => member !== chosen && required.includes(member.name));
    const hostile = { name: chosen.name, node: withHostilePlace(chosen.node) };
    return fc.tuple(named(hostile), ...needed.map(named)).map(object);
  });
  // An operation without members takes an empty object only.
  if (objects.length === 0)
    return withHostilePlace(fc.constant(object([]))).map((node) => ({ example: null, node }));
  return fc.oneof(...objects).map((node): NamedBody => ({ example: null, node }));
}

/** Bodies with one hostile value, at any place of what an operation takes. */
export function hostileBodies(schema: Place): fc.Arbitrary<NamedBody> {
  const examples = examplesAt(schema).map((example) =>
    example.chain((body) => withHostilePlace(fc.constant(body.node)).map((node) => ({ ...body, node }))),
  );
  return fc.oneof({ arbitrary: withHostileMember(schema), weight: 2 }, ...examples);
}
