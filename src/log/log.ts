import { pino, type DestinationStream, type Logger } from 'pino';
import { nounOf } from '../ids.ts';
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
];

/** How deep in a logged object fields are redacted; each wildcard of pino matches one level. */
const MAX_DEPTH = 4;

const CENSOR = '[redacted]';

const PRIVATE_PATHS = PRIVATE_FIELDS.flatMap((field) =>
  Array.from({ length: MAX_DEPTH + 1 }, (_, depth) => '*.'.repeat(depth) + field),
);

/** The segments of our paths. Every other segment comes from a client and is hidden. */
const KNOWN_SEGMENTS = new Set(
  [
    ...['', 'v1', 'auth', 'session', 'properties', 'tenants', 'payments', 'tickets', 'forms'],
    ...['files', 'certificate', 'graphql', 'healthz', 'reference'],
    ...['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png', 'start.js', 'openapi.yaml'],
    ...['N4', 'N5', 'N9', 'N12', 'entry', 'lease'],
  ].map((word) => word.toLowerCase()),
);

function isLoggable(segment: string): boolean {
  return KNOWN_SEGMENTS.has(segment.toLowerCase()) || nounOf(segment) !== null;
}

/** A path or URL without its query, which grants access in a link to a file. */
function describePath(path: unknown): string {
  if (typeof path !== 'string') return CENSOR;
  const [pathname = ''] = path.split(/[?#]/, 1);
  return pathname
    .split('/')
    .map((segment) => (isLoggable(segment) ? segment : '…'))
    .join('/');
}

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
        path: describePath,
        url: describePath,
        href: describePath,
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
