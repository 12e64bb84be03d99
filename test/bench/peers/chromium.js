/** Headless Chromium, kept running: a document of the same length as a page of HTML, printed. */
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { PARAGRAPHS, ROWS, TITLE } from './n4-facts.js';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

const row = (cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const HTML = `<h1>${TITLE}</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}
<table>${ROWS.map(row).join('')}</table><div style="break-before:page;border:1px solid">Signature</div>`;

createServer(async (request, response) => {
  if (request.url === '/healthz') {
    response.end('ok');
    return;
  }
  const page = await browser.newPage();
  await page.setContent(HTML);
  const bytes = await page.pdf({ format: 'Letter' });
  await page.close();
  response.setHeader('content-type', 'application/pdf').end(bytes);
}).listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', async () => {
  await browser.close();
  process.exit(0);
});
