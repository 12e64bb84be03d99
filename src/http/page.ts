import type { Context } from 'koa';
import { browserFiles } from './browser-files.ts';

/** Text that is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function asHtml(value: string | Html | readonly Html[]): string {
  if (value instanceof Html) return value.text;
  if (typeof value !== 'string') return value.map(({ text }) => text).join('\n');
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** HTML with values in it, which are escaped unless they are HTML themselves. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(asHtml)));
}

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Style sheets and scripts, by the names of their files. */
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
  /** What the scripts are told, as JSON in an element that browsers don't run. */
  readonly config?: object;
}

/** A page of this server; everything that it loads comes from here too. */
export function pageOf({ title, body, styles = [], scripts = [], config }: Page): string {
  const files = browserFiles();
  const links = ['style.css', ...styles].map(
    (name) => html`<link rel="stylesheet" href="${files.pathOf(name)}" />`,
  );
  const loads = scripts.map((name) => html`<script src="${files.pathOf(name)}"></script>`);
  const json = new Html(JSON.stringify(config ?? {}).replaceAll('<', '\\u003c'));
  const told = config
    ? html`<script type="application/json" id="config">
        ${json}
      </script>`
    : html``;
  return html`<!doctype html>
    <html lang="en-CA">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="${files.pathOf('favicon.svg')}" type="image/svg+xml" />
        ${links}
      </head>
      <body>
        ${body} ${told} ${loads}
      </body>
    </html>`.text;
}

/** For pages without scripts: only our style sheet and icon. */
export const PLAIN_PAGE_POLICY =
  "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none';img-src 'self';style-src 'self'";

/** Whether a person with a browser asks. Programs that take anything don't say that they take HTML. */
export function isBrowser(context: Context): boolean {
  return /\btext\/html\b/i.test(context.get('accept')) && context.accepts('html', 'json') === 'html';
}
