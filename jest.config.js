import { availableParallelism } from 'node:os';

/** Tests run in plain Node.js, in threads, without a realm for each file; see docs/decisions/jest-light-runner.md. tsc type-checks them. */
export default {
  runner: 'jest-light-runner',
  roots: ['<rootDir>/test'],
  // Packages of the benchmark and of the clients: thousands of files that no test needs.
  modulePathIgnorePatterns: ['<rootDir>/test/(bench|clients)/(node_modules|generated)/'],
  globalSetup: '<rootDir>/test/support/start-database.js',
  globalTeardown: '<rootDir>/test/support/end-database.js',
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.js'],
  testSequencer: '<rootDir>/test/support/slow-first.js',
  // What only a server of its own can show: several processes, connections that break.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env['TEST_DATABASE_URL'] ? [] : ['<rootDir>/test/postgres/']),
  ],
  // Each file has a database of its own. Tests wait for processes and disks, so there are more workers than cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
};
