/**
 * Makes the pictures of the README: starts a server with the demo workspace on a free port, makes the N4 of its tenant,
 * and photographs page 1, GraphiQL and the API reference:
 *
 *   node --import tsx docs/pictures/make.ts
 *
 * Needs `chromium`, `pdftoppm` (poppler-utils) and `pngquant`; CHROMIUM names another browser of the kind.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from '../../test/support/server-process.ts';
import { Browser } from './browser.ts';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const CHROMIUM = process.env['CHROMIUM'] ?? 'chromium';
const WINDOW = { width: 1200, height: 660 };
const PAGE_HEIGHT = 1000;
const COLOURS = 32;
const PATIENCE_MILLISECONDS = 30_000;
const PAUSE_MILLISECONDS = 250;

/** Lines of at most 46 characters, and not more than fit above GraphiQL's variables. */
const queryAbout = (tenantId: string) => `# Mailed today, may an N4 end so soon?
{
  validateForm(type: N4, input: {
    tenantId: "${tenantId}"
    serviceMethod: MAIL
    terminationDate: "${dateAhead(7)}"
  }) {
    valid
    defects { code section earliestDate }
  }
  noticeOptions(
    tenantId: "${tenantId}"
  ) { type available claim }
}`;

function dateAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A client of /v1, signed in as the demo's landlord. */
async function signIn(origin: string) {
  let token = '';
  const call = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const request = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers };
    const response = await fetch(`${origin}/v1${path}`, request);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const account = { email: 'landlord@example.com', password: 'keynest-demo' };
  ({ token } = await call<{ token: string }>('/auth/session', account));
  return call;
}

/** Fewer colours: the file gets about a third of its size. */
async function save(name: string, png: Buffer): Promise<void> {
  const file = join(HERE, name);
  await writeFile(file, png);
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', file, String(COLOURS), file]);
  const { size } = await stat(file);
  console.log(`${name}: ${Math.round(size / 1024)} KB`);
}

async function makeN4(folder: string, pdfUrl: string): Promise<void> {
  const pdf = join(folder, 'N4.pdf');
  await writeFile(pdf, new Uint8Array(await (await fetch(pdfUrl)).arrayBuffer()));
  const height = ['-scale-to-y', String(PAGE_HEIGHT), '-scale-to-x', '-1'];
  const options = ['-png', '-f', '1', '-l', '1', ...height, '-gray'];
  await save('n4.png', execFileSync('pdftoppm', [...options, pdf], { maxBuffer: 50_000_000 }));
}

async function waitFor(browser: Browser, condition: string): Promise<void> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await browser.evaluate<boolean>(`Boolean(${condition})`))) {
    if (Date.now() > end) throw new Error(`The page never came to: ${condition}`);
    await sleep(PAUSE_MILLISECONDS);
  }
}

/** GraphiQL with a query and its answer; the page signs in by itself. */
async function makeGraphiql(browser: Browser, origin: string, tenantId: string) {
  const parameters = new URLSearchParams({ query: queryAbout(tenantId) });
  await browser.send('Page.navigate', { url: `${origin}/graphql?${parameters}` });
  await waitFor(browser, `window.KeyNest?.token() && document.querySelector('.graphiql-execute-button')`);
  await sleep(8 * PAUSE_MILLISECONDS);
  await browser.evaluate(`document.querySelector('.graphiql-execute-button').click()`);
  await waitFor(browser, `document.querySelector('.result-window')?.textContent.includes('available')`);
  await sleep(4 * PAUSE_MILLISECONDS);
  await save('graphiql.png', await browser.screenshot());
}

/** An operation of the reference, with its sample, beside the sidebar. */
async function makeReference(browser: Browser, origin: string): Promise<void> {
  await browser.send('Page.navigate', { url: `${origin}/reference#tag/tenants/GET/tenants` });
  const heading = `[...document.querySelectorAll('h3')].find((one) => one.textContent.includes('List tenants'))`;
  await waitFor(browser, heading);
  await sleep(12 * PAUSE_MILLISECONDS);
  await save('reference.png', await browser.screenshot());
}

async function makePictures(server: ServerProcess, folder: string): Promise<void> {
  const { origin } = server;
  const call = await signIn(origin);
  const [tenant] = await call<{ id: string }[]>('/tenants?q=Sarah');
  if (!tenant) throw new Error('The demo workspace has no Sarah.');
  const { pdfUrl } = await call<{ pdfUrl: string }>('/forms/N4', { tenantId: tenant.id });
  await makeN4(folder, pdfUrl);
  const browser = await Browser.open(CHROMIUM, WINDOW);
  try {
    await makeGraphiql(browser, origin, tenant.id);
    await makeReference(browser, origin);
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'keynest-pictures-'));
try {
  const server = await ServerProcess.start({ KEYNEST_DATA: join(folder, 'data'), LOG_LEVEL: 'silent' });
  try {
    await makePictures(server, folder);
  } finally {
    await server.end('SIGTERM');
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
