import type { ExecutionResult } from 'graphql';
import type { Viewer } from '../../../../src/policies/viewer.ts';
import type { Json } from '../../../support/http.ts';
import type { World } from './world.ts';

/** What was answered, as it would be sent. */
export interface Reply {
  readonly data: Json;
  readonly errors: readonly {
    message: string;
    path?: string[];
    extensions: { code: string; details?: object[] };
  }[];
}

/** Runs a document as somebody; null: as nobody who has signed in. */
export async function ask(
  { keynest }: Pick<World, 'keynest'>,
  viewer: Viewer | null,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Reply> {
  const result: ExecutionResult = await keynest.gql(viewer, document, variables);
  const { data = null, errors = [] } = JSON.parse(JSON.stringify(result)) as Partial<Reply>;
  return { data, errors };
}

/** All values under a key, at any depth. */
export function valuesAt(answer: unknown, key: string): unknown[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    name === key ? [value as unknown] : valuesAt(value, key),
  );
}

/** Where two answers differ, as ways from the top: few words, where the answers are long. */
export function differences(one: unknown, other: unknown, way = ''): string[] {
  const isLeaf = [one, other].some((part) => typeof part !== 'object' || part === null);
  if (isLeaf) return one === other ? [] : [`${way}: ${JSON.stringify(one)} / ${JSON.stringify(other)}`];
  const keys = new Set([...Object.keys(one as object), ...Object.keys(other as object)]);
  const below = [...keys].flatMap((key) =>
    differences((one as Json)[key], (other as Json)[key], `${way}/${key}`),
  );
  return below.slice(0, 20);
}
