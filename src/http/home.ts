import type { DemoAccounts } from './demo-accounts.ts';
import { html, pageOf, type Html } from './page.ts';
import {
  GRAPHQL_PATH,
  HEALTH_PATH,
  LIVE_PATH,
  OPENAPI_PATHS,
  REFERENCE_PATH,
  REST_PATH,
  SCHEMA_PATH,
} from './paths.ts';

export interface HomeOptions {
  readonly graphiql: boolean;
  /** Absent or null without a demo workspace. */
  readonly demo?: DemoAccounts | null;
}

const DESCRIPTION =
  'KeyNest is a backend for rental management in Ontario. It keeps properties, tenancies, rent and maintenance, and makes the documents of the Residential Tenancies Act.';

interface Link {
  readonly name: string;
  readonly path: string;
  readonly label: string;
  readonly text: string;
}

function linksOf({ graphiql }: HomeOptions): readonly Link[] {
  return [
    graphiql
      ? {
          name: 'graphql',
          path: GRAPHQL_PATH,
          label: 'GraphiQL',
          text: 'Ask the graph, with examples in its tabs.',
        }
      : {
          name: 'graphql',
          path: GRAPHQL_PATH,
          label: 'GraphQL',
          text: 'Send operations here. GraphiQL is off.',
        },
    {
      name: 'reference',
      path: REFERENCE_PATH,
      label: 'REST reference',
      text: 'Read and try each operation of /v1.',
    },
    { name: 'rest', path: REST_PATH, label: 'REST', text: 'The list of the operations of /v1.' },
    {
      name: 'openapi',
      path: OPENAPI_PATHS.yaml,
      label: 'OpenAPI',
      text: 'The contract of /v1; openapi.json is the same.',
    },
    {
      name: 'schema',
      path: SCHEMA_PATH,
      label: 'GraphQL schema',
      text: 'The contract of the graph, as SDL.',
    },
    { name: 'health', path: HEALTH_PATH, label: 'Health', text: 'Whether the server takes requests.' },
  ];
}

/** The same as the page, for programs. */
export function homeDocument(options: HomeOptions): object {
  const links = linksOf(options).map(({ name, path }): [string, string] => [name, path]);
  return {
    name: 'KeyNest',
    description: DESCRIPTION,
    links: { ...Object.fromEntries(links), openapiJson: OPENAPI_PATHS.json, liveness: LIVE_PATH },
    ...(options.demo ? { demo: options.demo } : {}),
  };
}

function demoSection({ emails, password }: DemoAccounts): Html {
  const rows = emails.map((email) => html`<li><code>${email}</code></li>`);
  const secret = password === null ? html`your <code>DEMO_PASSWORD</code>` : html`<code>${password}</code>`;
  return html`<section>
    <h2>Sign in to the demo workspace</h2>
    <ul class="accounts">
      ${rows}
    </ul>
    <p>The password of each is ${secret}. GraphiQL and the reference have a button for each account.</p>
  </section>`;
}

/** The page at `/`: what this is, and where to go. */
export function homePage(options: HomeOptions): string {
  const items = linksOf(options).map(
    ({ path, label, text }) =>
      html`<li>
        <a href="${path}"><strong>${label}</strong> <code>${path}</code><span>${text}</span></a>
      </li>`,
  );
  return pageOf({
    title: 'KeyNest',
    styles: ['plain.css'],
    body: html`<main>
      <h1>KeyNest</h1>
      <p class="lead">${DESCRIPTION}</p>
      <ul class="links">
        ${items}
      </ul>
      ${options.demo ? demoSection(options.demo) : html``}
    </main>`,
  });
}

/** The page for an address that leads nowhere. */
export const unknownPage =
  (graphiql: boolean) =>
  (path: string): string => {
    const places = [
      { path: '/', label: 'Start page' },
      { path: REFERENCE_PATH, label: 'REST reference' },
      ...(graphiql ? [{ path: GRAPHQL_PATH, label: 'GraphiQL' }] : []),
    ];
    const items = places.map(
      (place) =>
        html`<li>
          <a href="${place.path}"><strong>${place.label}</strong> <code>${place.path}</code></a>
        </li>`,
    );
    return pageOf({
      title: 'Not found: KeyNest',
      styles: ['plain.css'],
      body: html`<main>
        <h1>Nothing is here</h1>
        <p class="lead">
          No resource exists at <code>${path}</code>. Check the address, or start from one of these.
        </p>
        <ul class="links">
          ${items}
        </ul>
      </main>`,
    });
  };
