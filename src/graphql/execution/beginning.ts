import { compileObject, type Member } from '../../compile-object.ts';
import type { Beginning, Decision, Row } from './execution.ts';
import type { PlannedField, PlannedObject } from './plan.ts';

type Complete = (value: unknown) => unknown;

const BAD_LEAF = new Error('A leaf is missing or wrong.');

function completerOf({ shape }: PlannedField): Complete | null {
  if (shape.kind !== 'leaf') return null;
  const { isRequired, type } = shape;
  return (value) => {
    if (value === null || value === undefined) {
      if (isRequired) throw BAD_LEAF;
      return null;
    }
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) throw BAD_LEAF;
    return serialized;
  };
}

function makeBeginning({ type, fields }: PlannedObject, decisions: readonly Decision[]): Beginning {
  const completers: Complete[] = [];
  const rest: PlannedField[] = [];
  const members = fields.map((planned): Member => {
    if (typeof planned === 'string') return [planned, JSON.stringify(type.name)];
    const property = decisions[planned.index]?.property ?? null;
    const complete = property === null ? null : completerOf(planned);
    if (complete) {
      const place = completers.push(complete) - 1;
      return [planned.key, `completers[${place}](row[${JSON.stringify(property)}])`];
    }
    rest.push(planned);
    return [planned.key, 'undefined'];
  });
  const make = compileObject<[row: Row, completers: readonly Complete[]]>(['row', 'completers'], members);
  return { begin: (row) => make(row, completers), rest };
}

/** Of each place of a plan, by which of its leaves are plain. Who asks, and with what, decides that; few ways come up. */
const beginnings = new WeakMap<PlannedObject, Map<string, Beginning>>();

/** How the answers of a place begin, once its first row is done. */
export function beginningOf(object: PlannedObject, decisions: readonly Decision[]): Beginning {
  const isPlain = (planned: PlannedField | string) =>
    typeof planned !== 'string' && typeof decisions[planned.index]?.property === 'string';
  const way = object.fields.map((planned) => (isPlain(planned) ? '1' : '0')).join('');
  const known = beginnings.get(object) ?? new Map<string, Beginning>();
  beginnings.set(object, known);
  const beginning = known.get(way) ?? makeBeginning(object, decisions);
  known.set(way, beginning);
  return beginning;
}
