import type { Context } from 'koa';
import { CSV_TYPE } from './csv.ts';
import type { AnyRoute } from './route.ts';

export const PDF_TYPE = 'application/pdf';
const JSON_TYPE = 'application/json';

/** The media types of a route's answers, JSON first. */
export function offeredTypes({ csv, pdf }: AnyRoute): readonly string[] {
  return [JSON_TYPE, ...(csv ? [CSV_TYPE] : []), ...(pdf ? [PDF_TYPE] : [])];
}

/** The offered type that the client would rather have; problems are JSON too. Null if it accepts none of them. */
export function preferredType(context: Context, route: AnyRoute): string | null {
  const [json = JSON_TYPE, ...others] = offeredTypes(route);
  const preferred = context.accepts(json, 'application/problem+json', ...others);
  if (preferred === false) return null;
  return others.includes(preferred) ? preferred : JSON_TYPE;
}
