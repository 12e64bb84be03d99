import type { AnyRoute } from '../../../src/rest/route.ts';
import { at, OPERATIONS, type Operation, type Place } from '../../support/openapi.ts';

/** The contract's operation for a route, whatever it calls the parts of the path. */
export function operationOf({ method, path }: AnyRoute): Operation {
  const nameless = (text: string) => text.replaceAll(/:\w+|\{\w+\}/g, '*');
  const found = OPERATIONS.find(
    (operation) =>
      operation.method === method.toLowerCase() && nameless(operation.template) === nameless(path),
  );
  if (!found) throw new Error(`${method} ${path} is not documented.`);
  return found;
}

/** The place of the schema of what an operation takes as its body; null for none. */
export function bodyPlaceOf({ place }: Operation): Place | null {
  const spot = [...place, 'requestBody', 'content', 'application/json', 'schema'];
  return at(spot) === undefined ? null : spot;
}
