import { join } from 'node:path';
import { z } from 'zod';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const flag = z.enum(['true', 'false', '1', '0']).transform((word) => word === 'true' || word === '1');

/** Serialized as browsers do (RFC 6454 §6.2), so that origins compare as text. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const origins = z.string().transform((list, context) => {
  const given = list.split(',').map((one) => one.trim());
  given.forEach((one, index) => {
    if (isOrigin(one)) return;
    const message = `Origin number ${index + 1} is invalid. Write it as https://app.example.com, without a path or trailing slash.`;
    context.addIssue({ code: 'custom', message });
  });
  return given;
});

/** One origin; a trailing slash is ignored. */
const origin = z.string().transform((given, context) => {
  const text = given.replace(/\/$/, '');
  if (isOrigin(text)) return text;
  const message = 'The origin is invalid. Write it as https://api.example.com, without a path.';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Every setting, its default and its limits. docs/configuration.md explains each. */
const environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'The URL must start with postgresql://.')
    .optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'The URL must be redis://host:port or rediss://host:port.' })
    .optional(),
  KEYNEST_DATA: z.string().min(1).default('.keynest'),
  EMBEDDED_DATABASE: z.enum(['automatic', 'postgresql', 'pglite']).default('automatic'),
  BACKUP_FOLDER: z.string().min(1).optional(),
  BACKUPS_KEPT: wholeNumber(0, 1000).default(7),
  KEYNEST_TEMPLATES: z.string().min(1).optional(),
  DEMO_PASSWORD: z.string().min(8).default('keynest-demo'),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  SESSION_HOURS: wholeNumber(1, 24 * 90).default(12),
  FILE_LINK_SECONDS: wholeNumber(1, 7 * 24 * HOUR_SECONDS).default(HOUR_SECONDS),
  AUDIT_DAYS: wholeNumber(1, 3650).default(365),
  RATE_LIMIT_PER_MINUTE: wholeNumber(0, 1_000_000).default(1200),
  CORS_ORIGINS: origins.default([]),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(5 * MINUTE_SECONDS)
    .default(0.5),
  // Above 15, the database's timeouts and the lease of an idempotency key would end first.
  OPERATION_SECONDS: wholeNumber(1, 15).default(15),
  GRAPHIQL: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  readonly isProduction: boolean;
  readonly port: number;
  readonly host: string;
  /** Origin of absolute links; null: the request's own. */
  readonly publicUrl: string | null;
  /** PostgreSQL; null: the embedded database in `dataFolder`. */
  readonly databaseUrl: string | null;
  /** Counts requests and failed sign-ins; null: counted in PostgreSQL, or in memory with the embedded database. */
  readonly redisUrl: string | null;
  readonly dataFolder: string;
  /** What serves the embedded database; automatic: PostgreSQL's programs where they run, else PGlite. */
  readonly embeddedDatabase: 'automatic' | 'postgresql' | 'pglite';
  /** Where the nightly backups of the embedded database go. */
  readonly backupFolder: string;
  /** Number of nightly backups that are kept; 0: none are made. */
  readonly backupsKept: number;
  /** Folder of official blanks; null for none. */
  readonly templatesFolder: string | null;
  /** Number of proxies in front whose X-Forwarded-For is trusted; 0: none. */
  readonly trustedProxies: number;
  readonly demoPassword: string;
  readonly sessionSeconds: number;
  readonly fileLinkSeconds: number;
  /** How long audit events are kept, in days. */
  readonly auditDays: number;
  /** Limit for each caller; 0: no limit. */
  readonly requestsPerMinute: number;
  /** Origins of the web apps that may use the API. */
  readonly corsOrigins: readonly string[];
  /** Time limit of an operation of either interface. */
  readonly operationSeconds: number;
  /** How long a stopping process reports that it is not ready before it stops listening. */
  readonly drainSeconds: number;
  /** GraphiQL and introspection. */
  readonly graphiql: boolean;
  readonly logLevel: string;
}

/** Reads the settings. An empty value counts as absent. @throws Error naming every invalid setting. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment has invalid settings. Correct these:\n${faults.join('\n')}`);
  }
  const settings = parsed.data;
  const isProduction = settings.NODE_ENV === 'production';
  return {
    isProduction,
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL ?? null,
    databaseUrl: settings.DATABASE_URL ?? null,
    redisUrl: settings.REDIS_URL ?? null,
    dataFolder: settings.KEYNEST_DATA,
    embeddedDatabase: settings.EMBEDDED_DATABASE,
    backupFolder: settings.BACKUP_FOLDER ?? join(settings.KEYNEST_DATA, 'backups'),
    backupsKept: settings.BACKUPS_KEPT,
    templatesFolder: settings.KEYNEST_TEMPLATES ?? null,
    trustedProxies: settings.TRUST_PROXY,
    demoPassword: settings.DEMO_PASSWORD,
    sessionSeconds: settings.SESSION_HOURS * HOUR_SECONDS,
    fileLinkSeconds: settings.FILE_LINK_SECONDS,
    auditDays: settings.AUDIT_DAYS,
    requestsPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    corsOrigins: settings.CORS_ORIGINS,
    operationSeconds: settings.OPERATION_SECONDS,
    drainSeconds: settings.DRAIN_SECONDS,
    graphiql: settings.GRAPHIQL ?? !isProduction,
    logLevel: settings.LOG_LEVEL,
  };
}
