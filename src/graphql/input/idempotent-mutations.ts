import {
  defaultFieldResolver,
  getNamedType,
  isScalarType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from '../../request/context.ts';
import { badInput, DomainError, InProgress } from '../../errors.ts';
import { callerOf } from '../../idempotency/caller.ts';
import { keyedRequest, type Attempt, type KeyedRequest } from '../../idempotency/keyed-request.ts';
import type { Arguments } from './argument-rules.ts';
import { ROWS, setAsideOf } from './malformed-rows.ts';

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context, Arguments>;

/** Reads the row that a mutation created or changed, as its result. */
type Reader = (...parameters: [...Parameters<Resolver>, subjectId: string]) => unknown;

const KEY = 'idempotencyKey';

function secretNotStoredError(): DomainError {
  const message =
    'A request with this idempotency key was completed before. Its result held a secret, which is not stored and cannot be shown again.';
  return new DomainError('CONFLICT', message, { reason: 'answer_not_kept' });
}

function keyReusedError(): DomainError {
  const message = 'This idempotency key was used with other arguments. Use a new key for each request.';
  return badInput([{ path: [KEY], code: 'idempotency_key_reused', message }]);
}

function requestInProgressError(retryAfterSeconds: number): InProgress {
  const message = 'The first request with this idempotency key is still running. Retry in a few seconds.';
  return new InProgress(message, retryAfterSeconds);
}

/**
 * Finds the query field that returns a row of the type by its ID, or the viewer's only row. A mutation that returns
 * just the ID needs no query.
 */
function readerFor(schema: GraphQLSchema, type: GraphQLOutputType): Reader | null {
  const named = getNamedType(type);
  if (isScalarType(named)) return (_root, _args, _context, _info, subjectId) => subjectId;
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  const query = queries.find(
    ({ type: given, args }) =>
      getNamedType(given) === named && (args.length === 0 || (args.length === 1 && args[0]?.name === 'id')),
  );
  if (!query) return null;
  return (root, _args, context, info, id) =>
    (query.resolve ?? defaultFieldResolver)(root, { id }, context, info);
}

/** Makes the result again from the subject that a mutation of many rows recorded. */
type Replay = (subject: string) => unknown;

/** Spread into the `extensions` of a mutation whose subject is not one row. */
export function withReplay(replay: Replay): { readonly replay: Replay } {
  return { replay };
}

function replayOf({ extensions }: Field): Reader | null {
  const { replay } = extensions as { replay?: Replay };
  return replay ? (_root, _args, _context, _info, subject) => replay(subject) : null;
}

/** The row that a mutation names; null for one that creates its row. */
function namedRow(args: Arguments): string | null {
  return typeof args['id'] === 'string' ? args['id'] : null;
}

/** Runs a mutation for a claimed key. A command that fails releases the key. */
async function runKeyed(
  resolve: Resolver,
  parameters: Parameters<Resolver>,
  request: KeyedRequest,
  attempt: Attempt,
): Promise<unknown> {
  const [, args, context] = parameters;
  context.effect = { state: 'due', request, attempt, subjectId: namedRow(args) };
  try {
    return await resolve(...parameters);
  } finally {
    context.effect = null;
    // A key that could not be released is released later, and the result is still correct.
    await context.claims.release(request, attempt).catch((err: unknown) => {
      context.log.error({ err }, 'an idempotency key was not released');
    });
  }
}

function idempotent(field: Field, read: Reader | null): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  const readAgain = (parameters: Parameters<Resolver>, subjectId: string | null): unknown => {
    if (!read || subjectId === null) throw secretNotStoredError();
    return read(...parameters, subjectId);
  };
  return async (...parameters) => {
    const [, args, context, info] = parameters;
    // The REST façade has claimed the key itself.
    if (context.effect?.state === 'done') return readAgain(parameters, context.effect.subjectId);
    if (context.effect?.state === 'due') context.effect = { subjectId: namedRow(args), ...context.effect };
    const { [KEY]: key, ...asked } = args;
    if (typeof key !== 'string') return resolve(...parameters);
    const aside = setAsideOf(context, info.path.key);
    const wanted = aside ? { ...asked, [ROWS]: aside.given } : asked;
    const request = keyedRequest(callerOf(context.viewer), key, [field.name, wanted]);
    const claim = await context.claims.claim(request, 'subject');
    if (claim.state === 'claimed') return runKeyed(resolve, parameters, request, claim.attempt);
    if (claim.state === 'done') return readAgain(parameters, claim.subjectId);
    throw claim.state === 'working' ? requestInProgressError(claim.retryAfterSeconds) : keyReusedError();
  };
}

/**
 * Makes every mutation with an `idempotencyKey` run once. A retry reads the current state of the row that the first
 * request created or changed.
 */
export function makeMutationsIdempotent(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}) as Field[]) {
    if (!field.args.some(({ name }) => name === KEY)) continue;
    field.resolve = idempotent(field, replayOf(field) ?? readerFor(schema, field.type));
  }
}
