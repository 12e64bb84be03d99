import base from '../jest.config.js';

/**
 * Folders and files that `npm run test:quick` leaves out: the generated proofs, processes and races, and what takes
 * longest. Every other test file belongs to the quick lane, so a new one is never forgotten. When the lane takes longer
 * than 60 seconds on two quiet cores, its slowest files are listed here.
 */
export const NOT_QUICK = [
  'account/api-key.test.ts',
  'account/invitation.test.ts',
  'account/throttle.test.ts',
  'audit/commands.test.ts',
  'backup/backup.test.ts',
  'contract/graphql-http.test.ts',
  'contract/migrations.test.ts',
  'db/damage.test.ts',
  'db/disk-space.test.ts',
  'db/embedded-postgres.test.ts',
  'db/embedded.test.ts',
  'db/provinces.test.ts',
  'db/read-every-table.test.ts',
  'db/unavailable.test.ts',
  'forms/determinism.test.ts',
  'forms/layout.test.ts',
  'forms/length.test.ts',
  'forms/official.test.ts',
  'graphql/form-periods.test.ts',
  'graphql/form.test.ts',
  'graphql/idempotency.test.ts',
  'graphql/limits-deadline.test.ts',
  'graphql/limits-hostile.test.ts',
  'graphql/limits-ledgers.test.ts',
  'graphql/limits-request.test.ts',
  'graphql/statements.test.ts',
  'http/bodies.test.ts',
  'http/cors.test.ts',
  'http/day.test.ts',
  'http/drain.test.ts',
  'http/hang-up.test.ts',
  'http/read-body.test.ts',
  'http/request-limit.test.ts',
  'http/security-headers.test.ts',
  'http/server.test.ts',
  'http/settings.test.ts',
  'http/slow-clients.test.ts',
  'policies/scoped-client.test.ts',
  'policies/stories.test.ts',
  'postgres/',
  'process/',
  'proofs/',
  'races/',
  'rest/concurrency.test.ts',
  'rest/form-certificate.test.ts',
  'rest/forms.test.ts',
  'rest/idempotency.test.ts',
  'rest/lists.test.ts',
  'rest/properties.test.ts',
  'rest/roles.test.ts',
  'rest/tenants.test.ts',
  'rest/values.test.ts',
  'telemetry/metrics.test.ts',
  'telemetry/traces.test.ts',
];

const patterns = NOT_QUICK.map((path) => `<rootDir>/test/${path.replaceAll('.', '\\.')}`);

/** The lane of a developer at work. */
export default {
  ...base,
  rootDir: '..',
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, ...patterns],
};
