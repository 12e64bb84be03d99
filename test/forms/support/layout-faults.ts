import type { Piece, ReadDocument, ReadPage } from './read-pdf.ts';

const MARGIN_PT = 36;
/** Share of a letter's size that two boxes may touch by (ascenders, kerning). */
const TOLERANCE_PT = 0.6;
const ASCENT = 0.72;
const DESCENT = 0.18;

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** What a careful eye would object to: words that lie over each other, or run out of the page's margins. */
export function layoutFaults(document: ReadDocument): readonly string[] {
  return document.pages.flatMap((page, index) =>
    pageFaults(page).map((fault) => `page ${index + 1}: ${fault}`),
  );
}

function pageFaults(page: ReadPage): readonly string[] {
  const boxes = page.pieces.filter((piece) => !piece.isSlanted && piece.text.trim() !== '').map(boxOf);
  const outside = boxes
    .filter(
      (box) =>
        box.left < MARGIN_PT ||
        box.right > page.width - MARGIN_PT ||
        box.bottom < 20 ||
        box.top > page.height - 30,
    )
    .map((box) => `“${box.text}” runs out of the page`);
  const over = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => overlap(a, b))
      .map((b) => `“${a.text}” lies over “${b.text}”`),
  );
  return [...outside, ...over];
}

function boxOf({ text, x, y, width, size }: Piece): Box {
  return { text, left: x, right: x + width, bottom: y - size * DESCENT, top: y + size * ASCENT };
}

function overlap(a: Box, b: Box): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const upright = Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom);
  return across > TOLERANCE_PT && upright > TOLERANCE_PT;
}
