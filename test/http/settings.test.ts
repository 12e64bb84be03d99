import { readConfig, readServerConfig } from '../../src/config.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

describe('RATE_LIMIT_PER_MINUTE', () => {
  test('is 1200 by default; 0 means no limit', () => {
    expect(readConfig({}).requestsPerMinute).toBe(1200);
    expect(readConfig({ RATE_LIMIT_PER_MINUTE: '60' }).requestsPerMinute).toBe(60);
    expect(readConfig({ RATE_LIMIT_PER_MINUTE: '0' }).requestsPerMinute).toBe(0);
  });

  test.each(['-1', '1.5', 'many'])('stops the start when it is no whole number: %s', (value) => {
    expect(() => readConfig({ RATE_LIMIT_PER_MINUTE: value })).toThrow('RATE_LIMIT_PER_MINUTE');
  });
});

describe('OPERATION_SECONDS', () => {
  test('stays below the timeouts of the database and of idempotency keys', () => {
    expect(readConfig({}).operationSeconds).toBe(15);
    expect(readConfig({ OPERATION_SECONDS: '1' }).operationSeconds).toBe(1);
    expect(() => readConfig({ OPERATION_SECONDS: '16' })).toThrow('OPERATION_SECONDS');
  });
});

describe('DATABASE_READ_URL', () => {
  const primary = 'postgresql://db.example.com/keynest';
  const replica = 'postgresql://replica.example.com/keynest';

  test('is unset by default, and needs DATABASE_URL', () => {
    expect(readConfig({ DATABASE_URL: primary }).databaseReadUrl).toBeNull();
    const config = readConfig({ DATABASE_URL: primary, DATABASE_READ_URL: replica });
    expect(config.databaseReadUrl).toBe(replica);
    expect(() => readConfig({ DATABASE_READ_URL: replica })).toThrow(
      'DATABASE_READ_URL: A replica needs its primary. Set DATABASE_URL, or remove DATABASE_READ_URL.',
    );
  });
});

describe('REDIS_URL', () => {
  test('is unset by default', () => {
    expect(readConfig({}).redisUrl).toBeNull();
    expect(readConfig({ REDIS_URL: '' }).redisUrl).toBeNull();
    for (const url of ['redis://127.0.0.1:6379', 'rediss://user:s3cret@cache.example.com:6380/2']) {
      expect(readConfig({ REDIS_URL: url }).redisUrl).toBe(url);
    }
  });

  test.each(['cache.example.com:6379', 'http://user:s3cret@cache.example.com', 'redis://user:s3 cret@:/'])(
    'stops the start when it is none, without a word of what is in it: %s',
    (url) => {
      const read = () => readConfig({ REDIS_URL: url });
      expect(read).toThrow(/REDIS_URL: The URL must be redis:\/\/host:port or rediss:\/\/host:port\./);
      expect(read).not.toThrow(/s3|cache/);
    },
  );
});

describe('PUBLIC_URL', () => {
  const PUBLIC = 'https://api.keynest.example';
  const started: KeyNest[] = [];
  afterAll(async () => {
    for (const keynest of started) await keynest.close();
  });

  async function linkToNext(settings: object): Promise<{ keynest: KeyNest; link: string }> {
    const keynest = await startKeyNest({ settings });
    started.push(keynest);
    for (let index = 0; index < 3; index += 1) await keynest.own.property();
    const { headers } = await keynest.as('landlord').get('/v1/properties?limit=2');
    const [, link = ''] = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '') ?? [];
    return { keynest, link };
  }

  test('is an origin, whose slash at the end is left out', () => {
    expect(readConfig({}).publicUrl).toBeNull();
    expect(readConfig({ PUBLIC_URL: `${PUBLIC}/` }).publicUrl).toBe(PUBLIC);
    expect(readConfig({ PUBLIC_URL: 'http://127.0.0.1:4000' }).publicUrl).toBe('http://127.0.0.1:4000');
  });

  test.each(['localhost:4000', `${PUBLIC}/keynest`, 'ftp://keynest.example', 'api.keynest.example'])(
    'stops the start when it is none: %s',
    (url) => {
      expect(() => readConfig({ PUBLIC_URL: url })).toThrow(
        /PUBLIC_URL: The origin is invalid\. Write it as https:/,
      );
    },
  );

  test('is required of a server in production, and all faults are told at once', () => {
    const production = { NODE_ENV: 'production' };
    expect(() => readServerConfig(production)).toThrow(
      'PUBLIC_URL: This is required in production. Set the origin that callers use, such as https://api.example.com, or the hosts that they may use in ALLOWED_HOSTS.',
    );
    expect(() => readServerConfig({ ...production, PUBLIC_URL: '' })).toThrow('PUBLIC_URL');
    expect(() => readServerConfig({ ...production, PORT: 'x', SESSION_HOURS: '0' })).toThrow(
      /PORT: [^]*SESSION_HOURS: [^]*PUBLIC_URL: /,
    );
    expect(readServerConfig({ ...production, PUBLIC_URL: PUBLIC }).publicUrl).toBe(PUBLIC);
    expect(readServerConfig({ ...production, ALLOWED_HOSTS: 'a.example' }).publicUrl).toBeNull();
    expect(() => readServerConfig({ ...production, ALLOWED_HOSTS: '' })).toThrow('PUBLIC_URL');
    expect(readServerConfig({}).publicUrl).toBeNull();
    // Commands make no links.
    expect(readConfig(production).publicUrl).toBeNull();
  });

  test('is the origin of the link to the next page, which leads there', async () => {
    const { keynest, link } = await linkToNext({ publicUrl: PUBLIC });
    const { origin, pathname, search, searchParams } = new URL(link);
    expect(origin).toBe(PUBLIC);
    expect(pathname).toBe('/v1/properties');
    expect(searchParams.get('limit')).toBe('2');
    const next = await keynest.as('landlord').get(pathname + search);
    expect(next.body).toHaveLength(1);
    expect(next.headers.has('link')).toBe(false);
  });

  test('without it the link has the origin that the request came to', async () => {
    const { keynest, link } = await linkToNext({});
    expect(new URL(link).origin).toBe(keynest.origin);
  });
});

describe('METRICS_PORT and METRICS_TOKEN', () => {
  test('are unset by default: nothing is exposed', () => {
    expect(readConfig({}).metrics).toBeNull();
    expect(readConfig({ METRICS_HOST: '0.0.0.0' }).metrics).toBeNull();
  });

  test('open a port of its own, or the path on the port of the API', () => {
    const host = '127.0.0.1';
    const token = 'a-token-of-metrics';
    expect(readConfig({ METRICS_PORT: '9464' }).metrics).toEqual({ port: 9464, host, token: null });
    expect(readConfig({ METRICS_TOKEN: token }).metrics).toEqual({ port: null, host, token });
  });

  test('stop the start when the port is taken by the API or the token is short', () => {
    expect(() => readConfig({ METRICS_PORT: '4000' })).toThrow(
      'METRICS_PORT: The port is the same as PORT. Set another.',
    );
    expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow(
      'METRICS_TOKEN: The token is too short. Use at least 16 characters.',
    );
  });
});

describe('OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  const endpoint = 'http://127.0.0.1:4318';

  test('turns traces on', () => {
    expect(readConfig({}).traces).toBeNull();
    expect(
      readConfig({
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20x, x-team = rent',
        OTEL_TRACES_SAMPLER_ARG: '0.25',
      }).traces,
    ).toEqual({
      endpoint,
      headers: { authorization: 'Bearer x', 'x-team': 'rent' },
      serviceName: 'keynest',
      ratio: 0.25,
    });
  });

  test('stops the start when it or a setting beside it is invalid', () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
      OTEL_EXPORTER_OTLP_HEADERS: 's3cret',
      OTEL_TRACES_SAMPLER_ARG: '2',
    };
    const names = /OTLP_ENDPOINT: [^]*OTLP_HEADERS: The headers are invalid[^]*SAMPLER_ARG: /;
    expect(() => readConfig(env)).toThrow(names);
    expect(() => readConfig(env)).not.toThrow('s3cret');
  });
});
