import { mkdir, rm } from 'node:fs/promises';
import { CONTRACT, HERE, tool } from './tools.ts';

const GENERATED = `${HERE}generated`;

/** Each generator with its name and what runs it; what they make stands in `generated/`. */
export const GENERATORS: readonly { readonly name: string; readonly generate: () => Promise<string> }[] = [
  {
    name: 'openapi-typescript',
    generate: () => tool('openapi-typescript', [CONTRACT, '-o', 'generated/openapi-typescript/schema.d.ts']),
  },
  {
    name: 'hey-api',
    generate: () =>
      tool('openapi-ts', ['-i', CONTRACT, '-o', 'generated/hey-api', '-c', '@hey-api/client-fetch']),
  },
  { name: 'orval', generate: () => tool('orval', ['--config', 'orval.config.ts']) },
  {
    name: 'swagger-typescript-api',
    generate: () => {
      const output = ['-o', 'generated/swagger-typescript-api', '-n', 'client.ts'];
      return tool('swagger-typescript-api', ['generate', '--path', CONTRACT, ...output]);
    },
  },
  { name: 'GraphQL Code Generator', generate: () => tool('graphql-codegen', ['--config', 'codegen.ts']) },
  { name: 'relay-compiler', generate: () => tool('relay-compiler', ['relay.config.json'], 'graphql') },
  {
    name: 'openapi-to-postmanv2',
    generate: () => tool('openapi2postmanv2', ['-s', CONTRACT, '-o', 'generated/postman.json', '-p']),
  },
];

export async function clearGenerated(): Promise<void> {
  await rm(GENERATED, { recursive: true, force: true });
  await mkdir(`${GENERATED}/relay`, { recursive: true });
}
