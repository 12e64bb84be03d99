import { join } from 'node:path';
import * as z from 'zod';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

/** Average cost of a request that a caller may reach. Without a limit of requests, there is none of cost. */
const COST_PER_REQUEST = 500;

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

/** Names or addresses with or without a port, as a Host header has them. */
const hosts = z.string().transform((list, context) => {
  const given = list.split(',').map((one) => one.trim().toLowerCase());
  given.forEach((one, index) => {
    if (/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/.test(one) && URL.canParse(`http://${one}`)) return;
    const message = `Host number ${index + 1} is invalid. Write it as api.example.com or api.example.com:8443, without a scheme or path.`;
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

/** Long enough that nobody guesses it. */
const token = z.string().min(16, 'The token is too short. Use at least 16 characters.');

/** Headers as OpenTelemetry writes them: `name=value`, separated by commas, values percent-encoded. */
const headers = z.string().transform((list, context) => {
  const pairs = list.split(',').map((one) => /^\s*([\w-]+)\s*=\s*(\S.*?)\s*$/.exec(one));
  if (pairs.every((pair) => pair !== null)) {
    return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, unescapePercent(value)]));
  }
  const message = 'The headers are invalid. Write them as name=value, separated by commas.';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function unescapePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Every setting, its default and its limits. docs/configuration.md explains each. */
const settings = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  ALLOWED_HOSTS: hosts.default([]),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'The URL must start with postgresql://.')
    .optional(),
  DATABASE_READ_URL: z
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
  COST_LIMIT_PER_MINUTE: wholeNumber(0, 1_000_000_000).optional(),
  MAX_CONNECTIONS: wholeNumber(64, 65_535).default(4096),
  CORS_ORIGINS: origins.default([]),
  PERSISTED_OPERATIONS: z.string().min(1).optional(),
  PERSISTED_ONLY: flag.default(false),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(5 * MINUTE_SECONDS)
    .default(0.5),
  // Above 15, the database's timeouts and the lease of an idempotency key would end first.
  OPERATION_SECONDS: wholeNumber(1, 15).default(15),
  WORKERS: z.enum(['on', 'off']).default('on'),
  GRAPHIQL: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_TOKEN: token.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'The URL must be http://host:port or https://host:port.' })
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('keynest'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
});

const environment = settings
  .refine(
    ({ DATABASE_READ_URL, DATABASE_URL }) => DATABASE_READ_URL === undefined || DATABASE_URL !== undefined,
    {
      path: ['DATABASE_READ_URL'],
      message: 'A replica needs its primary. Set DATABASE_URL, or remove DATABASE_READ_URL.',
    },
  )
  .refine(
    ({ PERSISTED_ONLY, PERSISTED_OPERATIONS }) => !PERSISTED_ONLY || PERSISTED_OPERATIONS !== undefined,
    {
      path: ['PERSISTED_ONLY'],
      message: 'No document could be run. Set PERSISTED_OPERATIONS, or remove PERSISTED_ONLY.',
    },
  );

type Settings = z.infer<typeof environment>;

/** Where the metrics are read; null for nowhere. */
export interface MetricsConfig {
  /** A port of its own; null: the path `/metrics` of the API's port. */
  readonly port: number | null;
  readonly host: string;
  /** The bearer token that a reader sends; null only on a port of its own. */
  readonly token: string | null;
}

/** Where traces are sent. */
export interface TracesConfig {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** Share of the traces that are recorded, 0 to 1. A caller's own decision comes first. */
  readonly ratio: number;
}

export interface Config {
  readonly isProduction: boolean;
  readonly port: number;
  readonly host: string;
  /** Origin of absolute links; null: the request's own. */
  readonly publicUrl: string | null;
  /** Hosts that requests may name; empty: all. */
  readonly allowedHosts: readonly string[];
  /** PostgreSQL; null: the embedded database in `dataFolder`. */
  readonly databaseUrl: string | null;
  /** A streaming replica of `databaseUrl` that serves reports; null for none. */
  readonly databaseReadUrl: string | null;
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
  /** Limit for the cost of each caller's operations; 0: no limit. */
  readonly costPerMinute: number;
  /** Open connections of all clients. */
  readonly maxConnections: number;
  /** Origins of the web apps that may use the API. */
  readonly corsOrigins: readonly string[];
  /** Folder of documents that clients run by their ids; null for none. */
  readonly persistedFolder: string | null;
  /** Whether other documents are refused. */
  readonly persistedOnly: boolean;
  /** Time limit of an operation of either interface. */
  readonly operationSeconds: number;
  /** How long a stopping process reports that it is not ready before it stops listening. */
  readonly drainSeconds: number;
  /** Whether this process runs the rent flow in the background. */
  readonly workers: boolean;
  /** GraphiQL and introspection. */
  readonly graphiql: boolean;
  readonly logLevel: string;
  /** Null: no metrics are collected. */
  readonly metrics: MetricsConfig | null;
  /** Null: no traces are collected. */
  readonly traces: TracesConfig | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are invalid or missing. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
  /** One line for each fault, which begins with the setting's name. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const lines = faults.map((fault) => `  ${fault}`);
    super(`The environment has invalid settings. Correct these:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

/** An empty value counts as absent. */
function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

/** Faults of settings that are valid each, but not together. */
function faultsTogether({ PORT, METRICS_PORT }: Environment): string[] {
  if (METRICS_PORT === undefined || Number(METRICS_PORT) === 0) return [];
  return METRICS_PORT === (PORT ?? '4000')
    ? ['METRICS_PORT: The port is the same as PORT. Set another.']
    : [];
}

/** What a server needs in production: a caller could forge the Host header, of which links are made otherwise. */
function faultsOfServing({ NODE_ENV, PUBLIC_URL, ALLOWED_HOSTS }: Environment): string[] {
  if (NODE_ENV !== 'production' || PUBLIC_URL !== undefined || ALLOWED_HOSTS !== undefined) return [];
  return [
    'PUBLIC_URL: This is required in production. Set the origin that callers use, such as https://api.example.com, or the hosts that they may use in ALLOWED_HOSTS.',
  ];
}

function readSettings(given: Environment, moreFaults: readonly string[]): Config {
  const parsed = environment.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const faults = [...issues.map(({ path, message }) => `${path[0] as string}: ${message}`), ...moreFaults];
  if (!parsed.success || faults.length > 0) throw new InvalidSettings(faults);
  return toConfig(parsed.data);
}

/** Reads the settings of a command. @throws InvalidSettings naming every fault. */
export function readConfig(env: Environment): Config {
  const given = withoutEmpty(env);
  return readSettings(given, faultsTogether(given));
}

/** Reads the settings of a server, which needs more of them in production. @throws InvalidSettings naming every fault. */
export function readServerConfig(env: Environment): Config {
  const given = withoutEmpty(env);
  return readSettings(given, [...faultsTogether(given), ...faultsOfServing(given)]);
}

function metricsOf({ METRICS_PORT, METRICS_HOST, METRICS_TOKEN }: Settings): MetricsConfig | null {
  if (METRICS_PORT === undefined && METRICS_TOKEN === undefined) return null;
  return { port: METRICS_PORT ?? null, host: METRICS_HOST, token: METRICS_TOKEN ?? null };
}

function tracesOf(settings: Settings): TracesConfig | null {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return null;
  return {
    endpoint,
    headers: settings.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    serviceName: settings.OTEL_SERVICE_NAME,
    ratio: settings.OTEL_TRACES_SAMPLER_ARG,
  };
}

function toConfig(settings: Settings): Config {
  const isProduction = settings.NODE_ENV === 'production';
  return {
    isProduction,
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL ?? null,
    allowedHosts: settings.ALLOWED_HOSTS,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseReadUrl: settings.DATABASE_READ_URL ?? null,
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
    costPerMinute: settings.COST_LIMIT_PER_MINUTE ?? settings.RATE_LIMIT_PER_MINUTE * COST_PER_REQUEST,
    maxConnections: settings.MAX_CONNECTIONS,
    corsOrigins: settings.CORS_ORIGINS,
    persistedFolder: settings.PERSISTED_OPERATIONS ?? null,
    persistedOnly: settings.PERSISTED_ONLY,
    operationSeconds: settings.OPERATION_SECONDS,
    drainSeconds: settings.DRAIN_SECONDS,
    workers: settings.WORKERS === 'on',
    graphiql: settings.GRAPHIQL ?? !isProduction,
    logLevel: settings.LOG_LEVEL,
    metrics: metricsOf(settings),
    traces: tracesOf(settings),
  };
}
