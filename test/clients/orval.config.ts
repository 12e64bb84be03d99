import { defineConfig } from 'orval';

export default defineConfig({
  keynest: {
    input: '../../schema/openapi.yaml',
    output: {
      target: 'generated/orval/client.ts',
      client: 'fetch',
      override: { mutator: { path: './rest/orval-fetch.ts', name: 'orvalFetch' } },
    },
  },
});
