import { Problem } from './problem.ts';

/** No input of KeyNest is nested as deeply; documents of GraphQL have a limit of their own. */
const MAX_DEPTH = 64;

/** Values in all objects and lists: five times what the largest input has, a property with 500 units. */
const MAX_VALUES = 10_000;

/** Members of one object: more than a document of GraphQL can have variables. Engines keep thousands slowly. */
const MAX_MEMBERS = 1_000;

const CODES = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  openList: 0x5b,
  openObject: 0x7b,
  closeList: 0x5d,
  closeObject: 0x7d,
};

/** Bytes that are not UTF-8 become U+FFFD, which the check of inputs finds. A byte order mark is dropped. */
const decoder = new TextDecoder();

function tooNested(): Problem {
  return new Problem(
    400,
    'json_too_deep',
    `The body nests more than ${MAX_DEPTH} levels. Send a flatter one.`,
  );
}

function tooMany(): Problem {
  const message = `The body has more than ${MAX_VALUES} values. Send several requests.`;
  return new Problem(413, 'too_many_values', message);
}

function tooManyMembers(): Problem {
  const message = `An object of the body has more than ${MAX_MEMBERS} members. Leave out those that are not needed.`;
  return new Problem(413, 'too_many_values', message);
}

/**
 * Measures JSON before it is parsed, since parsing and checking cost more than reading the bytes once.
 * @throws Problem 400 `json_too_deep`, 413 `too_many_values`
 */
function assertShape(bytes: Uint8Array): void {
  let depth = 0;
  let values = 0;
  let isInText = false;
  /** Members of the open objects, by level. Lists may have as many values as there may be. */
  const members: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isInText) {
      if (byte === CODES.backslash) index += 1;
      else if (byte === CODES.quote) isInText = false;
      continue;
    }
    if (byte === CODES.quote) isInText = true;
    else if (byte === CODES.comma) {
      values += 1;
      members[depth] = (members[depth] ?? 0) + 1;
      if ((members[depth] ?? 0) > MAX_MEMBERS) throw tooManyMembers();
    } else if (byte === CODES.openList || byte === CODES.openObject) {
      depth += 1;
      values += 1;
      members[depth] = byte === CODES.openObject ? 1 : Number.NEGATIVE_INFINITY;
    } else if (byte === CODES.closeList || byte === CODES.closeObject) depth -= 1;
    if (depth > MAX_DEPTH) throw tooNested();
    if (values > MAX_VALUES) throw tooMany();
  }
}

/**
 * Parses a JSON body; undefined for an empty one.
 * @throws Problem 400 `malformed_json`, `json_too_deep`; 413 `too_many_values`
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  assertShape(bytes);
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    throw new Problem(400, 'malformed_json', 'The body is not valid JSON. Correct its syntax.');
  }
}
