import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Unavailable } from '../../errors.ts';

/** How long an operation may take when nobody says. */
export const OPERATION_SECONDS = 15;

/** A guess at when a server that was too slow may be quicker. */
const RETRY_AFTER_SECONDS = 5;

const WHAT_OF_QUERIES = 'Ask for less at a time, or try again later.';
const WHAT_OF_CHANGES =
  'It may have had its effect all the same: look before you send it again, or send it again with the same idempotency key.';

function timedOut(seconds: number, isChange: boolean): Unavailable {
  const remedy = isChange ? WHAT_OF_CHANGES : WHAT_OF_QUERIES;
  const time = seconds === 1 ? 'a second' : `${seconds} seconds`;
  const message = `This took longer than ${time} and was cut off. ${remedy}`;
  return new Unavailable('timed_out', message, RETRY_AFTER_SECONDS);
}

function asGraphqlError(reason: unknown): GraphQLError {
  if (reason instanceof GraphQLError) return reason;
  return new GraphQLError('Cut off', { originalError: reason as Unavailable });
}

/** For nobody: who asked has gone. */
function abandoned(): GraphQLError {
  return new GraphQLError('The client went away.', {
    extensions: { code: 'UNAVAILABLE', reason: 'abandoned' },
  });
}

function isMutation({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
}

interface Limit {
  /** When it is over, and what is said then. */
  readonly seconds: number;
  readonly expired: () => Unavailable;
  /** Aborted when the client goes away. */
  readonly client: AbortSignal | undefined;
}

/**
 * What comes of an execution that ends in time; otherwise why it was cut off. From then on its signal keeps it from
 * resolving any further field; what a resolver has begun ends by itself and is heard by nobody.
 */
async function within({ seconds, expired, client }: Limit, execute: (signal: AbortSignal) => unknown) {
  const controller = new AbortController();
  const { signal } = controller;
  const isCut = new Promise<ExecutionResult>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve({ errors: [asGraphqlError(signal.reason)] });
    });
  });
  const expire = () => {
    controller.abort(expired());
  };
  const leave = () => {
    controller.abort(abandoned());
  };
  if (client?.aborted) leave();
  if (signal.aborted) return isCut;
  const timer = setTimeout(expire, seconds * 1000);
  client?.addEventListener('abort', leave);
  try {
    return await Promise.race([isCut, execute(signal)]);
  } finally {
    clearTimeout(timer);
    client?.removeEventListener('abort', leave);
  }
}

/** Cuts operations off that take longer than `seconds`, or whose client has gone. */
export function useDeadline(seconds: number): Plugin {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const isChange = isMutation(args);
      // Yoga puts the request into the context; an operation of the façade's ends even if nobody waits for it.
      const { request } = args.contextValue as { request?: Request };
      const limit = { seconds, expired: () => timedOut(seconds, isChange), client: request?.signal };
      setExecuteFn((given) =>
        within(limit, (signal) => executeFn({ ...given, signal } as ExecutionArgs) as unknown),
      );
    },
  };
}
