import { inflateSync } from 'node:zlib';

/** The tables of a font file by their four-letter tags. */
export type FontTables = ReadonlyMap<string, Uint8Array>;

const WOFF_SIGNATURE = 0x774f4646;
const SFNT_DIRECTORY = { at: 12, entry: 16 } as const;
const WOFF_DIRECTORY = { at: 44, entry: 20 } as const;

/** Reads the tables of a TrueType or WOFF 1 file (OpenType spec, "Table Directory"; W3C WOFF 1.0). */
export function readTables(file: Uint8Array): FontTables {
  const view = viewOf(file);
  return view.getUint32(0) === WOFF_SIGNATURE ? readWoff(file, view) : readSfnt(file, view);
}

/** A view for reading and writing big-endian numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readSfnt(file: Uint8Array, view: DataView): FontTables {
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const entry = SFNT_DIRECTORY.at + index * SFNT_DIRECTORY.entry;
    const offset = view.getUint32(entry + 8);
    tables.set(tagAt(view, entry), file.subarray(offset, offset + view.getUint32(entry + 12)));
  }
  return tables;
}

function readWoff(file: Uint8Array, view: DataView): FontTables {
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(12); index += 1) {
    const entry = WOFF_DIRECTORY.at + index * WOFF_DIRECTORY.entry;
    const offset = view.getUint32(entry + 4);
    const packedLength = view.getUint32(entry + 8);
    const packed = file.subarray(offset, offset + packedLength);
    const isPacked = packedLength < view.getUint32(entry + 12);
    tables.set(tagAt(view, entry), isPacked ? inflateSync(packed) : packed);
  }
  return tables;
}

function tagAt(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(offset + index)));
}

/** Assembles tables into a TrueType file: tags in alphabetical order, tables aligned to four bytes. */
export function writeSfnt(tables: FontTables): Uint8Array {
  const tags = [...tables.keys()].sort();
  const padded = tags.map((tag) => padToFour(tables.get(tag) ?? new Uint8Array()));
  const bodyAt = SFNT_DIRECTORY.at + tags.length * SFNT_DIRECTORY.entry;
  const header = new Uint8Array(bodyAt);
  const view = viewOf(header);
  const power = Math.floor(Math.log2(tags.length));
  view.setUint32(0, 0x00010000);
  [tags.length, 2 ** power * 16, power, (tags.length - 2 ** power) * 16].forEach((value, index) => {
    view.setUint16(4 + 2 * index, value);
  });
  let offset = bodyAt;
  tags.forEach((tag, index) => {
    const entry = SFNT_DIRECTORY.at + index * SFNT_DIRECTORY.entry;
    const body = padded[index] ?? new Uint8Array();
    for (let at = 0; at < tag.length; at += 1) view.setUint8(entry + at, tag.charCodeAt(at));
    view.setUint32(entry + 4, checksum(body));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, tables.get(tag)?.length ?? 0);
    offset += body.length;
  });
  return Buffer.concat([header, ...padded]);
}

/** Pads bytes with zeros to a multiple of four. */
export function padToFour(bytes: Uint8Array): Uint8Array {
  const padding = (4 - (bytes.length % 4)) % 4;
  return padding === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(padding)]);
}

function checksum(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  let sum = 0;
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) sum = (sum + view.getUint32(offset)) >>> 0;
  return sum;
}
