import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** How long an operation may take when nobody says. */
export const OPERATION_SECONDS = 15;

/** A guess at when a server that was too slow may be quicker. */
const RETRY_AFTER_SECONDS = 5;

function timedOut(seconds: number): GraphQLError {
  const message = `This took longer than ${seconds} seconds and was cut off. Ask for less at a time, or try again later. A change may have happened all the same: look, or send it again with the same idempotency key.`;
  return new GraphQLError(message, {
    extensions: {
      code: 'UNAVAILABLE',
      reason: 'timed_out',
      details: [],
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      http: { status: 503, headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } },
    },
  });
}

/** For nobody: who asked has gone. */
function abandoned(): GraphQLError {
  return new GraphQLError('The client went away.', {
    extensions: { code: 'UNAVAILABLE', reason: 'abandoned', details: [] },
  });
}

type Execution = (signal: AbortSignal) => unknown;

/**
 * What comes of an execution that ends in time; otherwise why it was cut off. From then on its signal keeps it from
 * resolving any further field; what a resolver has begun ends by itself and is heard by nobody.
 */
async function cutOff(execute: Execution, seconds: number, gone: AbortSignal | undefined): Promise<unknown> {
  const controller = new AbortController();
  const { signal } = controller;
  const isCut = new Promise<ExecutionResult>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve({ errors: [signal.reason as GraphQLError] });
    });
  });
  const expire = () => {
    controller.abort(timedOut(seconds));
  };
  const leave = () => {
    controller.abort(abandoned());
  };
  const timer = setTimeout(expire, seconds * 1000);
  if (gone?.aborted) leave();
  else gone?.addEventListener('abort', leave);
  try {
    // The cut comes first in line, before what the execution makes of its signal.
    return await Promise.race([isCut, execute(signal)]);
  } finally {
    clearTimeout(timer);
    gone?.removeEventListener('abort', leave);
  }
}

/** Yoga puts it into the context of what comes over HTTP; the façade's operations end even if nobody waits. */
interface Asked {
  readonly request?: Request;
}

/** Cuts operations off that take longer than `seconds`, or whose client has gone. */
export function useDeadline(seconds: number): Plugin {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { request } = args.contextValue as Asked;
      setExecuteFn((given) =>
        cutOff((signal) => executeFn({ ...given, signal }) as unknown, seconds, request?.signal),
      );
    },
  };
}
