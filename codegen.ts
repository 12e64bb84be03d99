/**
 * Generates files from the GraphQL schema:
 *   schema/schema.graphql        printed from Pothos, sorted; committed, so that reviews show changes of the contract
 *   src/generated/operations.ts  typed documents of the façade, from the committed schema and src/rest/v1/*.graphql
 * `npm run schema` makes both. With the argument `operations` it makes the second only, which needs no generated code.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';

const SCHEMA_FILE = new URL('schema/schema.graphql', import.meta.url);
const DOCUMENTS_FOLDER = new URL('src/rest/v1/', import.meta.url);
const OPERATIONS_FILE = new URL('src/generated/operations.ts', import.meta.url);

const SCALARS = {
  ID: 'string',
  Date: 'string',
  DateTime: 'string',
  EmailAddress: 'string',
  Money: 'number',
  YearMonth: 'string',
  DateOrInstant: 'string',
  Time: 'string',
  JSON: 'unknown',
};

/** The GraphQL schema as SDL, sorted by name. */
export async function printDomain(): Promise<string> {
  const { schema } = await import('./src/graphql/schema.ts');
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

async function readDocuments() {
  const names = (await readdir(DOCUMENTS_FOLDER)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const document = parse(await readFile(new URL(name, DOCUMENTS_FOLDER), 'utf8'));
      return { location: name, document };
    }),
  );
}

/** The façade's operations as TypeScript: types for each result and its variables, and the parsed document. */
export async function generateOperations(): Promise<string> {
  const schemaAst = buildSchema(await readFile(SCHEMA_FILE, 'utf8'));
  return codegen({
    filename: OPERATIONS_FILE.pathname,
    schema: parse(printSchema(schemaAst)),
    schemaAst,
    documents: await readDocuments(),
    config: { scalars: SCALARS, strictScalars: true, useTypeImports: true, enumType: 'string-literal' },
    plugins: [{ typescriptOperations: {} }, { typedDocuments: {} }],
    pluginMap: { typescriptOperations, typedDocuments },
  });
}

async function main(what: string | undefined): Promise<void> {
  await mkdir(new URL('.', OPERATIONS_FILE), { recursive: true });
  if (what !== 'operations') await writeFile(SCHEMA_FILE, await printDomain());
  await writeFile(OPERATIONS_FILE, await generateOperations());
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2]);
