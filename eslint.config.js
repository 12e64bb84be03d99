import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'src/generated/**',
      'node_modules/**',
      '.keynest/**',
      'coverage/**',
      'dist/**',
      'test/clients/generated/**',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'jest.config.js'] } },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Template literals of numbers are readable and safe.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    // A type's fields are a list, not a procedure.
    files: ['src/graphql/nouns/**', 'src/graphql/types/**', 'src/graphql/input/*-input.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers come as JSON; what is in them is what the assertions are about.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Typed by packages that only test/clients has; its own tsconfig.json checks them.
    files: ['test/clients/{rest,graphql}/**/*.ts', 'test/clients/orval.config.ts', 'test/clients/codegen.ts'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    // What browsers run.
    files: ['src/pages/**'],
    languageOptions: {
      globals: {
        ...{ window: 'readonly', document: 'readonly', location: 'readonly', localStorage: 'readonly' },
        ...{ Headers: 'readonly', Request: 'readonly', URLSearchParams: 'readonly' },
      },
    },
  },
  {
    files: ['**/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        ...{ process: 'readonly', Buffer: 'readonly', URL: 'readonly' },
        ...{ setTimeout: 'readonly', clearTimeout: 'readonly', expect: 'readonly' },
      },
    },
  },
);
