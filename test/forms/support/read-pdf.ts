import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text as it stands on a page; points, from the bottom left. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly isSlanted: boolean;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly rect: readonly number[];
}

export interface ReadPage {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
  readonly fields: readonly Field[];
  /** The page's words with single spaces, in the order they stand in the file. */
  readonly text: string;
}

export interface ReadDocument {
  readonly pages: readonly ReadPage[];
  readonly text: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly language: string | null;
}

/** Reads a PDF back with a reader that shares no code with the writer. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const pages: ReadPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1)
    pages.push(await readPage(await pdf.getPage(number)));
  const { info } = await pdf.getMetadata();
  const language = (info as Record<string, unknown>)['Language'];
  await task.destroy();
  return {
    pages,
    text: pages.map((page) => page.text).join('\n'),
    info: info as Record<string, unknown>,
    language: typeof language === 'string' ? language : null,
  };
}

async function readPage(page: PDFPageProxy): Promise<ReadPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const content = await page.getTextContent();
  const pieces: Piece[] = [];
  let text = '';
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
    const isSlanted = Math.abs(b) > 0.01;
    pieces.push({ text: item.str, x, y, width: item.width, size: Math.hypot(a, b), isSlanted });
    if (!isSlanted) text += item.str + (item.hasEOL ? ' ' : '');
  }
  const annotations = (await page.getAnnotations()) as {
    fieldName?: string;
    alternativeText?: string;
    rect: number[];
  }[];
  const fields = annotations
    .filter((one) => one.fieldName !== undefined)
    .map((one) => ({ name: one.fieldName ?? '', label: one.alternativeText ?? '', rect: one.rect }));
  return { width, height, pieces, fields, text: text.replace(/\s+/gu, ' ') };
}
