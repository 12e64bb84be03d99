import { pino, type DestinationStream, type Logger } from 'pino';
import { nounOf } from '../ids.ts';
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
];

/** How deep a field may stand in what is logged; pino's wildcards stand for one level each. */
const DEEPEST = 4;

const CENSOR = '[redacted]';

const PRIVATE_PATHS = PRIVATE_FIELDS.flatMap((field) =>
  Array.from({ length: DEEPEST + 1 }, (_, depth) => '*.'.repeat(depth) + field),
);

/** The words that our paths are made of; whatever else stands in one a client put there. */
const WORDS = new Set(
  [
    ...['', 'v1', 'auth', 'session', 'properties', 'tenants', 'payments', 'tickets', 'forms'],
    ...['files', 'certificate', 'graphql', 'healthz', 'reference'],
    ...['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png', 'start.js', 'openapi.yaml'],
    ...['N4', 'N5', 'N9', 'N12', 'entry', 'lease'],
  ].map((word) => word.toLowerCase()),
);

function isPlain(part: string): boolean {
  return WORDS.has(part.toLowerCase()) || nounOf(part) !== null;
}

/** A path or an address without its query, which of a link to a file is the permission. */
function describePath(path: unknown): string {
  if (typeof path !== 'string') return CENSOR;
  const [way = ''] = path.split(/[?#]/, 1);
  return way
    .split('/')
    .map((part) => (isPlain(part) ? part : '…'))
    .join('/');
}

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
        path: describePath,
        url: describePath,
        href: describePath,
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
