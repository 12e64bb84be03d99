import { pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './logged-error.ts';

/** What never stands in the log, whoever puts it there: secrets, and what tells one person from another. */
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

/** How deep a field may stand in what is logged; pino's wildcards stand for one level each. */
const DEEPEST = 4;

const CENSOR = '[redacted]';

const PRIVATE_PATHS = PRIVATE_FIELDS.flatMap((field) =>
  Array.from({ length: DEEPEST + 1 }, (_, depth) => '*.'.repeat(depth) + field),
);

/**
 * The log of the process, in lines of JSON: no secret and nothing personal gets in by a field or by an error. What
 * stays open is the text of a message, which therefore is a constant in every call.
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
          // For an error without words pino would take the error's own, which may hold anything.
          if (args.length === 1 && typeof first === 'object') method.call(this, first, 'no words');
          else method.apply(this, args);
        },
      },
    },
    stream,
  );
}
