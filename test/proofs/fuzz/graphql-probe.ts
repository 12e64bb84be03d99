import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { ERROR_CODES } from '../../../src/errors.ts';
import type { KeyNest } from '../../support/keynest.ts';
import { faultsOfAnswer, faultsOfLog } from './answer-faults.ts';
import { fingerprintOf } from './fingerprint.ts';
import { MUTATIONS, shownAsked, type Asked, type Field } from './graphql-operation.ts';
import { leaksOf } from './leaks.ts';
import { elsewhere, filled, makePlace, type Place } from './place.ts';
import { cut } from './rest-sent.ts';
import { differences, isMembers, type Members } from './same.ts';

/** Asks for a field, and holds what comes of it against what has to hold of every operation. */
export type GraphqlProbe = (field: Field, asked: Asked) => Promise<void>;

/** How an operation reaches the server. */
export type Way = 'in process' | 'over HTTP';

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  /** What is wrong with the answer as such. */
  readonly faults: readonly string[];
}

const DEFECTS = ['INTERNAL', 'UNAVAILABLE'];
const CODES: readonly string[] = ERROR_CODES.filter((code) => !DEFECTS.includes(code));

/** The codes that graphql-js and yoga have for documents that are none. */
const DOCUMENT_CODES = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', undefined];

function faultsOfError({ message, extensions, path }: GraphQLFormattedError, words: string): string[] {
  const code = extensions?.['code'] as string | undefined;
  const isOurs = code !== undefined && CODES.includes(code);
  const isOfDocument = path === undefined && DOCUMENT_CODES.includes(code);
  return [
    ...(isOurs || isOfDocument ? [] : [`the code of "${message}" is ${code ?? 'missing'}`]),
    ...leaksOf(JSON.stringify({ message, extensions }), words).map((leak) => `it tells of "${leak}"`),
  ];
}

/** Through the pipeline without HTTP, as the viewer that a token stands for. */
async function askInProcess(keynest: KeyNest, place: Place, { role, document, variables }: Asked) {
  try {
    const values = JSON.parse(variables ?? '{}') as Record<string, unknown>;
    const { data, errors } = await keynest.gql(role && place.viewers[role], document, values);
    return { data, errors: errors?.map((error) => error.toJSON()), faults: [] };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error.toJSON()], faults: [] };
    return { faults: [`it threw ${String(error)}`] };
  }
}

async function askOverHttp(keynest: KeyNest, place: Place, asked: Asked, words: string): Promise<Result> {
  const { role, document, variables } = asked;
  const body = `{"query":${JSON.stringify(document)}${variables === null ? '' : `,"variables":${variables}`}}`;
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const http = keynest.withToken(role && place.tokens[role]);
  const answer = await http.send('POST', '/graphql', { headers, body });
  // Refusals of GraphQL are JSON too, and no problems.
  const faults = faultsOfAnswer({ ...answer, status: answer.status < 500 ? 200 : answer.status }, words);
  if (!isMembers(answer.body)) return { faults: [...faults, 'the answer is no object'] };
  return { ...(answer.body as Omit<Result, 'faults'>), faults };
}

/** A result's own fields over those of what it leads to: a new tenant's deposit stands in the lease. */
function flattened(result: Members): Members {
  const inner = Object.values(result).filter(isMembers);
  return Object.assign({}, ...inner.map(flattened), result) as Members;
}

/** What means one thing in an input and another in the answer: a token that opens, a service that is planned. */
const HOMONYMS: Readonly<Record<string, readonly string[]>> = {
  acceptInvitation: ['token'],
  generateForm: ['servedOn', 'serviceMethod'],
  // Part of what was paid or is held.
  refundPayment: ['amount'],
  refundDeposit: ['amount'],
  topUpDeposit: ['amount'],
  // In force from a later day.
  renewLease: ['rent'],
  updateLease: ['rent'],
};

/** What a mutation made of its input otherwise than that says; queries keep nothing. */
function faultsOfSuccess(field: Field, given: unknown, data: unknown): string[] {
  const result = isMembers(data) ? data[field.name] : null;
  const input = isMembers(given) ? given['input'] : null;
  if (!isMembers(result) || !isMembers(input) || !MUTATIONS.includes(field)) return [];
  const shown = flattened(result);
  const homonyms = HOMONYMS[field.name] ?? [];
  const asked = Object.entries(input).filter(
    ([name, value]) => name in shown && !homonyms.includes(name) && value !== null,
  );
  return differences(Object.fromEntries(asked), shown);
}

export async function createGraphqlProbe(keynest: KeyNest, way: Way): Promise<GraphqlProbe> {
  const fingerprint = await fingerprintOf(keynest.prisma);
  const others = await elsewhere(keynest);
  let place: Place | null = null;

  return async (field, template) => {
    place ??= await makePlace(keynest, others);
    const here = place;
    const fill = (text: string) => filled(text, here);
    const { role, variables } = template;
    const asked = {
      role,
      document: fill(template.document),
      variables: variables && fill(variables),
      given: fill(template.given),
    };
    const words = `${asked.document} ${asked.variables ?? ''}`;
    const [was, lines] = [await fingerprint(), keynest.log.length];
    const result: Result = await (way === 'in process'
      ? askInProcess(keynest, here, asked)
      : askOverHttp(keynest, here, asked, words));
    const { errors = [], data } = result;
    const isChanged = (await fingerprint()) !== was;
    if (isChanged) place = null;
    const faults = [...result.faults, ...errors.flatMap((error) => faultsOfError(error, words))];
    if (errors.length > 0 && isChanged) faults.push('it changed something');
    if (errors.length === 0) faults.push(...faultsOfSuccess(field, JSON.parse(asked.given), data));
    faults.push(...faultsOfLog(keynest.log.slice(lines)));
    if (faults.length === 0) return;
    throw new Error([shownAsked(asked), `→ ${cut(JSON.stringify({ data, errors }))}`, ...faults].join('\n'));
  };
}
