import { browserFiles } from './browser-files.ts';
import { GRAPHQL_PATH, OPENAPI_PATHS, REFERENCE_PATH, REST_PATH } from './paths.ts';

interface Contract {
  readonly info: { readonly version: string; readonly summary: string };
  readonly paths: Readonly<Record<string, PathItem>>;
}

/** Operations by their methods; a path that is served elsewhere names its server. */
type PathItem = Readonly<Record<string, Operation | undefined>> & { readonly servers?: Operation };

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
}

function operationsIn({ paths }: Contract): object[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => {
      const { operationId, summary } = operation ?? {};
      if (operationId === undefined) return [];
      const place = (item.servers ? '' : REST_PATH) + path;
      return [{ method: method.toUpperCase(), path: place, operation: operationId, summary }];
    }),
  );
}

let document: Promise<object> | undefined;

async function read(): Promise<object> {
  const contract = JSON.parse(await browserFiles().textOf('openapi.json')) as Contract;
  const { version, summary } = contract.info;
  return {
    name: 'KeyNest API',
    version,
    summary,
    links: {
      openapi: OPENAPI_PATHS.yaml,
      openapiJson: OPENAPI_PATHS.json,
      reference: REFERENCE_PATH,
      graphql: GRAPHQL_PATH,
    },
    operations: operationsIn(contract),
  };
}

/** What `/v1` answers: its operations, from the contract. Read once. */
export function listOperations(): Promise<object> {
  document ??= read();
  return document;
}
