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
import { badInput, DomainError } from '../../errors.ts';
import { callerOf } from '../../idempotency/caller.ts';
import { keyedRequest, type KeyedRequest } from '../../idempotency/keyed-request.ts';
import type { Arguments } from './argument-rules.ts';

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context, Arguments>;

/** Reads what a mutation made or changed, as its answer. */
type Reader = (...parameters: [...Parameters<Resolver>, subjectId: string]) => unknown;

const KEY = 'idempotencyKey';

function answerNotKept(): DomainError {
  const message =
    'This was done before with the same idempotency key; its answer held a secret, which is shown once and not kept.';
  return new DomainError('CONFLICT', message, { reason: 'answer_not_kept' });
}

function keyReused(): DomainError {
  const message =
    'This idempotency key came with other arguments before. Take a new key for each thing to do.';
  return badInput([{ path: [KEY], code: 'idempotency_key_reused', message }]);
}

function stillWorking(): DomainError {
  return new DomainError(
    'CONFLICT',
    'The first request with this idempotency key is not done yet. Send it again in some seconds.',
    { reason: 'request_in_progress' },
  );
}

/**
 * By the query field that gives one row of the type by its id, or the viewer's only one; a mutation that gives the id
 * alone needs none.
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

/** Has the effect that a key was claimed for, recorded with it; what is refused frees the key. */
async function haveEffect(
  resolve: Resolver,
  parameters: Parameters<Resolver>,
  request: KeyedRequest,
  attempt: string,
): Promise<unknown> {
  const [, args, context] = parameters;
  const subjectId = typeof args['id'] === 'string' ? args['id'] : null;
  context.effect = { state: 'due', id: request.id, attempt, subjectId };
  try {
    return await resolve(...parameters);
  } finally {
    context.effect = null;
    // Its lease frees a key that could not be freed; the answer says what was done.
    await context.claims.release(request, attempt).catch((err: unknown) => {
      context.log.error({ err }, 'an idempotency key was not freed');
    });
  }
}

function once(field: Field, read: Reader | null): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  const readAgain = (parameters: Parameters<Resolver>, subjectId: string | null): unknown => {
    if (!read || subjectId === null) throw answerNotKept();
    return read(...parameters, subjectId);
  };
  return async (...parameters) => {
    const [, args, context] = parameters;
    // Through the façade, which has claimed the key itself.
    if (context.effect?.state === 'done') return readAgain(parameters, context.effect.subjectId);
    const { [KEY]: key, ...asked } = args;
    if (typeof key !== 'string') return resolve(...parameters);
    const request = keyedRequest(callerOf(context.viewer), key, [field.name, asked]);
    const claim = await context.claims.claim(request, 'subject');
    if (claim.state === 'claimed') return haveEffect(resolve, parameters, request, claim.attempt);
    if (claim.state === 'done') return readAgain(parameters, claim.subjectId);
    throw claim.state === 'reused' ? keyReused() : stillWorking();
  };
}

/**
 * Lets every mutation that takes an `idempotencyKey` have its effect once: a repeat reads what the first one made or
 * changed, as it then stands.
 */
export function haveEffectsOnce(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}) as Field[]) {
    if (!field.args.some(({ name }) => name === KEY)) continue;
    field.resolve = once(field, readerFor(schema, field.type));
  }
}
