import type { DemoAccounts } from './demo-accounts.ts';
import { html, pageOf } from './page.ts';
import { OPENAPI_PATHS, REFERENCE_PATH } from './paths.ts';

/** The contract with the GraphQL twin of each operation among its code samples. */
export const REFERENCE_DOCUMENT = `${REFERENCE_PATH}/openapi.json`;

/** Scripts of this server only. Scalar sets styles while it runs, and has icons as data. */
export const REFERENCE_POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  'font-src data:',
  "form-action 'none'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
].join(';');

/** The reference of /v1. */
export function referencePage(demo: DemoAccounts | null): string {
  return pageOf({
    title: 'KeyNest API v1',
    body: html`<div id="session"></div>
      <div id="reference"></div>
      <noscript
        >The reference needs JavaScript. The contract is at
        <a href="${OPENAPI_PATHS.yaml}">${OPENAPI_PATHS.yaml}</a>.</noscript
      >`,
    styles: ['session.css'],
    scripts: ['session.js', 'reference-core.js', 'reference.js'],
    config: { demo, document: REFERENCE_DOCUMENT },
  });
}
