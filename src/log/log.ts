import { pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './logged-error.ts';

/** Fields that are redacted in every log line: secrets and personal data. */
const PRIVATE_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'email',
  'phone',
  'name',
  'signature',
  // A client may put anything into an address, and the query of a link to a file is its permission.
  'path',
  'url',
  'href',
];

/** How deep in a logged object fields are redacted; each wildcard of pino matches one level. */
const MAX_DEPTH = 4;

const CENSOR = '[redacted]';

const PRIVATE_PATHS = PRIVATE_FIELDS.flatMap((field) =>
  Array.from({ length: MAX_DEPTH + 1 }, (_, depth) => '*.'.repeat(depth) + field),
);

/**
 * The process log, in lines of JSON. Fields and errors can't leak secrets or personal data into it. Messages are not
 * redacted, so every call passes a constant.
 *
 * @param level - pino's, or `silent`.
 */
export function createLog(level: string, stream: DestinationStream): Logger {
  return pino(
    {
      level,
      redact: { paths: PRIVATE_PATHS, censor: CENSOR },
      serializers: {
        err: describeError,
        error: describeError,
      },
      hooks: {
        logMethod(args, method) {
          const [first] = args as unknown[];
          // Without a message pino would log the error's own, which may hold personal data.
          if (args.length === 1 && typeof first === 'object') method.call(this, first, 'no message');
          else method.apply(this, args);
        },
      },
    },
    stream,
  );
}
