import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { AnyRoute } from '../../../src/rest/route.ts';
import { compileAt, findings } from '../../support/openapi.ts';
import { bodyPlaceOf, operationOf } from './rest-operation.ts';
import { differences, isMembers, sideEffects, textsIn, type Members } from './same.ts';

const validators = new Map<AnyRoute, ValidateFunction | null>();

function validatorOf(route: AnyRoute): ValidateFunction | null {
  const known = validators.get(route);
  if (known !== undefined) return known;
  const place = bodyPlaceOf(operationOf(route));
  const made = place && compileAt(place);
  validators.set(route, made);
  return made;
}

/** Documented: in a POST, null is the same as leaving a member out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMembers(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

/** Free words of a form, which stand in it as they were sent. Everything else in it is computed or coded. */
const PRINTED = ['purpose', 'agreementClause', 'parking', 'additionalTerms', 'authorizedBroker'];

function missingWords(asked: Members, { fields }: Members): string[] {
  const printed = textsIn(fields);
  return PRINTED.map((name) => [name, asked[name]] as const)
    .filter(([, words]) => typeof words === 'string' && !printed.includes(words))
    .map(([name, words]) => `${name} does not say ${String(words)}`);
}

export interface Effect {
  /** What was sent, as JavaScript reads it. */
  readonly body: unknown;
  /** What was answered to it. */
  readonly answered: unknown;
  /** What a GET shows, before (of a PATCH) and after. */
  readonly before: unknown;
  readonly after: unknown;
}

/** How the effect of a write that was answered with success departs from what was asked for. */
export function faultsOfEffect(route: AnyRoute, { body, answered, before, after }: Effect): string[] {
  const asked = route.method === 'POST' ? withoutNulls(body ?? {}) : (body ?? {});
  const validate = validatorOf(route);
  if (validate && !validate(asked)) {
    return findings(validate.errors).map((finding) => `it took what the contract does not: ${finding}`);
  }
  if (!isMembers(asked) || !isMembers(answered) || !isMembers(after)) return [];
  const isForm = route.path === '/forms/:type';
  // What is planned for a form is in its words; these two say what became of it.
  const shown = isForm ? { ...asked, serviceMethod: null, servedOn: null } : asked;
  return [
    ...differences(shown, answered),
    ...differences(shown, after).map((difference) => `read again, ${difference}`),
    ...(isForm ? missingWords(asked, answered) : []),
    ...(isMembers(before) ? sideEffects(asked, before, after) : []),
  ];
}
