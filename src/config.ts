import { z } from 'zod';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const flag = z.enum(['true', 'false', '1', '0']).transform((word) => word === 'true' || word === '1');

/** As browsers name them (RFC 6454 §6.2), so that they can be compared as text. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const origins = z.string().transform((list, context) => {
  const given = list.split(',').map((one) => one.trim());
  given.forEach((one, index) => {
    if (isOrigin(one)) return;
    const message = `number ${index + 1} is no origin; write each as https://app.example.com, with no path and no slash at its end`;
    context.addIssue({ code: 'custom', message });
  });
  return given;
});

/** One origin; a slash at its end is none of it. */
const origin = z.string().transform((given, context) => {
  const text = given.replace(/\/$/, '');
  if (isOrigin(text)) return text;
  const message = 'is no origin; write it as https://api.example.com, with no path';
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
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be redis://host:port or rediss://host:port' })
    .optional(),
  KEYNEST_DATA: z.string().min(1).default('.keynest'),
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
  // Above it, the database's own timeouts and the lease of an idempotency key would come first.
  OPERATION_SECONDS: wholeNumber(1, 15).default(15),
  GRAPHIQL: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  readonly isProduction: boolean;
  readonly port: number;
  readonly host: string;
  /** Origin that links are made with; null: the one each request came to. */
  readonly publicUrl: string | null;
  /** PostgreSQL; null: the embedded database in `dataFolder`. */
  readonly databaseUrl: string | null;
  /** Where requests and failed sign-ins are counted; null: in PostgreSQL, or in memory where that is embedded. */
  readonly redisUrl: string | null;
  readonly dataFolder: string;
  /** Folder of official blanks; null for none. */
  readonly templatesFolder: string | null;
  /** How many proxies in front are believed when they say who the client is; 0: none. */
  readonly trustedProxies: number;
  readonly demoPassword: string;
  readonly sessionSeconds: number;
  readonly fileLinkSeconds: number;
  /** Days that the audit log is kept. */
  readonly auditDays: number;
  /** Of each caller; 0: as many as they like. */
  readonly requestsPerMinute: number;
  /** Of the web apps that may use the API. */
  readonly corsOrigins: readonly string[];
  /** How long an operation may take, of either interface. */
  readonly operationSeconds: number;
  /** For how long a process that ends tells that it is not ready, before it stops listening. */
  readonly drainSeconds: number;
  /** GraphiQL and introspection. */
  readonly graphiql: boolean;
  readonly logLevel: string;
}

/** Reads the settings; throws one error that names every bad one. An empty value counts as absent. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment has bad settings:\n${faults.join('\n')}`);
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
