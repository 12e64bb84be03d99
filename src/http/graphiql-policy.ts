import { createHash } from 'node:crypto';

const OPENING = '<script>';
const CLOSING = '</script>';

/** The source expression of the page's only script (CSP Level 3 §2.3.1). @throws Error without a script. */
function scriptSource(page: string): string {
  const start = page.indexOf(OPENING);
  const end = page.lastIndexOf(CLOSING);
  if (start === -1 || end === -1) throw new Error('The GraphiQL page has no script.');
  const script = page.slice(start + OPENING.length, end);
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/**
 * The Content-Security-Policy of a GraphiQL page. It allows the page's script by its hash; the editor needs blob: workers,
 * inline styles, and data: icons and fonts.
 */
export function graphiqlPolicy(page: string): string {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    'font-src data:',
    "form-action 'none'",
    "frame-ancestors 'none'",
    'img-src data:',
    `script-src ${scriptSource(page)}`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
  ].join(';');
}
