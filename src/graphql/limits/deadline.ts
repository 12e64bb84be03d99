import { getOperationAST, GraphQLError, OperationTypeNode, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { Unavailable } from '../../errors.ts';
import { Run } from '../../request/run.ts';

/** How long an operation may take when nobody says. */
export const OPERATION_SECONDS = 15;

/** A guess at when a server that was too slow may be quicker. */
const RETRY_AFTER_SECONDS = 5;

/** How long the answer to a change that was cut off waits for word of what became of it. */
const WORD_MILLISECONDS = 2000;

const WHAT_OF_QUERIES = 'Ask for less at a time, or try again later.';
const WHAT_OF_CHANGES = {
  undone: 'Nothing was changed. Try again later.',
  unknown:
    'It may have had its effect all the same: look before you send it again, or send it again with the same idempotency key.',
} as const;

function timedOut(seconds: number, remedy: string): Unavailable {
  const time = seconds === 1 ? 'a second' : `${seconds} seconds`;
  const message = `This took longer than ${time} and was cut off. ${remedy}`;
  return new Unavailable('timed_out', message, RETRY_AFTER_SECONDS);
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

async function remedyFor(args: ExecutionArgs, run: Run): Promise<string> {
  if (!isMutation(args)) return WHAT_OF_QUERIES;
  return WHAT_OF_CHANGES[(await run.mayHaveWritten(WORD_MILLISECONDS)) ? 'unknown' : 'undone'];
}

interface Limit {
  readonly seconds: number;
  /** Aborted when the client goes away. */
  readonly client: AbortSignal | undefined;
}

/** What comes of work that ends in time; null once `controller` has been aborted, for time or for want of a client. */
async function untilCutOff<Result>(
  controller: AbortController,
  { seconds, client }: Limit,
  work: () => Result | Promise<Result>,
): Promise<Result | null> {
  const cutOff = () => {
    controller.abort();
  };
  // Listens before the executor does, which fails by the same signal.
  const isCut = new Promise<null>((resolve) => {
    controller.signal.addEventListener('abort', () => {
      resolve(null);
    });
  });
  if (client?.aborted) return null;
  const timer = setTimeout(cutOff, seconds * 1000);
  client?.addEventListener('abort', cutOff);
  try {
    return await Promise.race([isCut, work()]);
  } finally {
    clearTimeout(timer);
    client?.removeEventListener('abort', cutOff);
  }
}

/**
 * Cuts operations off that take longer than `seconds`, or whose client has gone. From then on no further field is
 * resolved, no further statement is sent, and no transaction is committed: what was being written is undone.
 */
export function useDeadline(seconds: number): Plugin {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      // Yoga puts the request into the context; an operation of the façade's ends even if nobody waits for it.
      const context = args.contextValue as unknown as Context & { request?: Request };
      const client = context.request?.signal;
      setExecuteFn(async (given): Promise<unknown> => {
        const controller = new AbortController();
        const { signal } = controller;
        const run = new Run(signal);
        context.startRun(run);
        const execute = () => executeFn({ ...given, signal } as ExecutionArgs) as unknown;
        const result = await untilCutOff(controller, { seconds, client }, execute);
        if (result !== null) return result;
        if (client?.aborted) return { errors: [abandoned()] };
        const originalError = timedOut(seconds, await remedyFor(args, run));
        return { errors: [new GraphQLError('Cut off', { originalError })] };
      });
    },
  };
}
