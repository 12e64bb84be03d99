import type { CodegenConfig } from '@graphql-codegen/cli';

/** GraphQL Code Generator with the client preset. */
const config: CodegenConfig = {
  schema: '../../schema/schema.graphql',
  documents: 'graphql/documents.ts',
  generates: {
    'generated/graphql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        strictScalars: true,
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          Money: 'number',
          Date: 'string',
          DateTime: 'string',
          DateOrInstant: 'string',
          YearMonth: 'string',
          Time: 'string',
          EmailAddress: 'string',
          JSON: 'unknown',
        },
      },
    },
  },
};

export default config;
