/** pdfkit: a document of the same length, from constant facts. */
import { createServer } from 'node:http';
import PDFDocument from 'pdfkit';
import { PARAGRAPHS, ROWS, TITLE } from './n4-facts.js';

function print() {
  const document = new PDFDocument({ size: 'LETTER', margin: 50 });
  document.fontSize(16).text(TITLE).moveDown();
  document.fontSize(10);
  for (const paragraph of PARAGRAPHS) document.text(paragraph).moveDown(0.5);
  for (const row of ROWS) document.text(row.join('   '));
  document.addPage().text('Signature').rect(50, 100, 400, 60).stroke();
  document.end();
  return document;
}

createServer((request, response) => {
  if (request.url === '/healthz') {
    response.end('ok');
    return;
  }
  response.setHeader('content-type', 'application/pdf');
  print().pipe(response);
}).listen(Number(process.env.PORT), '127.0.0.1');
