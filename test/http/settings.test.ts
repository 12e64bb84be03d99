import { readConfig } from '../../src/config.ts';
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
