import { browserFiles } from './browser-files.ts';
import type { DemoAccounts } from './demo-accounts.ts';
import { html, pageOf } from './page.ts';
import { GRAPHQL_PATH } from './paths.ts';

/** Scripts of this server only. The editor needs blob: workers, inline styles, and data: icons and fonts. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  'font-src data:',
  "form-action 'none'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'worker-src blob:',
].join(';');

/** GraphiQL with its sign-in bar and its tabs. */
export async function graphiqlPage(demo: DemoAccounts | null): Promise<string> {
  const tabs = JSON.parse(await browserFiles().textOf('tabs.json')) as readonly string[];
  return pageOf({
    title: 'KeyNest GraphiQL',
    body: html`<div id="session"></div>
      <div id="root"></div>
      <noscript>GraphiQL needs JavaScript.</noscript>`,
    styles: ['session.css', 'graphiql-core.css', 'graphiql.css'],
    scripts: ['session.js', 'graphiql-core.js', 'graphiql.js'],
    config: { demo, endpoint: GRAPHQL_PATH, tabs },
  });
}
