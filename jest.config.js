/** ESM TypeScript, transpiled by swc (tsc type-checks); see docs/decisions.md. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  // What only a server of its own can show: several processes, connections that break.
  testPathIgnorePatterns: process.env['TEST_DATABASE_URL'] ? [] : ['<rootDir>/test/postgres/'],
  // Each file has a database of its own; all cores, where jest would leave one idle.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
