import { getOperationAST, GraphQLError, OperationTypeNode, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { Unavailable } from '../../errors.ts';
import { Run } from '../../request/run.ts';

/** Default time limit of an operation. */
export const OPERATION_SECONDS = 15;

/** An estimate of when the server may be faster. */
const RETRY_AFTER_SECONDS = 5;

/** How long the answer waits for the transactions of a cancelled mutation to end. */
const ROLLBACK_MILLISECONDS = 2000;

const QUERY_REMEDY = 'Ask for less at a time, or try again later.';
const MUTATION_REMEDIES = {
  undone: 'Nothing was changed. Try again later.',
  unknown:
    'The change may have been applied. Check before you retry, or retry with the same idempotency key.',
} as const;

function timedOut(seconds: number, remedy: string): Unavailable {
  const time = seconds === 1 ? '1 second' : `${seconds} seconds`;
  const message = `This operation took longer than ${time} and was cancelled. ${remedy}`;
  return new Unavailable('timed_out', message, RETRY_AFTER_SECONDS);
}

/** The result after a disconnect, which no client receives. */
function abandoned(): GraphQLError {
  return new GraphQLError('The client disconnected.', {
    extensions: { code: 'UNAVAILABLE', reason: 'abandoned' },
  });
}

function isMutation({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
}

async function remedyFor(args: ExecutionArgs, run: Run): Promise<string> {
  if (!isMutation(args)) return QUERY_REMEDY;
  return MUTATION_REMEDIES[(await run.mayHaveWritten(ROLLBACK_MILLISECONDS)) ? 'unknown' : 'undone'];
}

interface Limit {
  readonly seconds: number;
  /** Aborted when the client goes away. */
  readonly client: AbortSignal | undefined;
}

/** The result of work; null if it was cancelled because of the time limit or a disconnect. */
async function runUntilCancelled<Result>(
  controller: AbortController,
  { seconds, client }: Limit,
  work: () => Result | Promise<Result>,
): Promise<Result | null> {
  const cancel = () => {
    controller.abort();
  };
  // Registered before the executor's listener, which rejects on the same signal.
  const cancelled = new Promise<null>((resolve) => {
    controller.signal.addEventListener('abort', () => {
      resolve(null);
    });
  });
  if (client?.aborted) return null;
  const timer = setTimeout(cancel, seconds * 1000);
  client?.addEventListener('abort', cancel);
  try {
    return await Promise.race([cancelled, work()]);
  } finally {
    clearTimeout(timer);
    client?.removeEventListener('abort', cancel);
  }
}

/**
 * Cancels operations that take longer than `seconds`, or whose client disconnects. From then on no field is resolved, no
 * statement is sent, and open transactions roll back.
 */
export function useDeadline(seconds: number): Plugin {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      // Yoga adds the request to the context. The façade has none, so its operations ignore disconnects.
      const context = args.contextValue as unknown as Context & { request?: Request };
      const client = context.request?.signal;
      setExecuteFn(async (given): Promise<unknown> => {
        const controller = new AbortController();
        const { signal } = controller;
        const run = new Run(signal);
        context.startRun(run);
        const execute = () => executeFn({ ...given, signal } as ExecutionArgs) as unknown;
        const result = await runUntilCancelled(controller, { seconds, client }, execute);
        if (result !== null) return result;
        if (client?.aborted) return { errors: [abandoned()] };
        const originalError = timedOut(seconds, await remedyFor(args, run));
        return { errors: [new GraphQLError('Cancelled', { originalError })] };
      });
    },
  };
}
