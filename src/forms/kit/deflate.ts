import zlib from 'pako/lib/zlib/deflate.js';
import ZStream from 'pako/lib/zlib/zstream.js';

/** The settings of `pako.deflate`, which pdf-lib compresses with: zlib's default level, window and memory. */
const SETTINGS = [-1, 8, 15, 8, 0] as const;
const FINISH = 4;
const STREAM_END = 1;

const NOTHING = new Uint8Array();

/** Room for the streams of most documents. */
const KEPT_BYTES = 65_536;
const kept = new Uint8Array(KEPT_BYTES);

/** The most that zlib writes for so many bytes (`deflateBound`). */
function boundOf(length: number): number {
  return length + (length >> 12) + (length >> 14) + (length >> 25) + 13;
}

let known: ZStream | null = null;

/** A stream at its beginning. One is made for a thread: its tables of 300 KB are not made anew for each stream of a PDF. */
function freshStream(): ZStream {
  if (known) {
    zlib.deflateReset(known);
    return known;
  }
  known = new ZStream();
  zlib.deflateInit2(known, ...SETTINGS);
  return known;
}

/** Compresses bytes as `pako.deflate` does, byte for byte. */
export function deflate(bytes: Uint8Array): Uint8Array {
  const bound = boundOf(bytes.length);
  const output = bound > KEPT_BYTES ? new Uint8Array(bound) : kept;
  const stream = freshStream();
  Object.assign(stream, { input: bytes, next_in: 0, avail_in: bytes.length });
  Object.assign(stream, { output, next_out: 0, avail_out: output.length });
  const status = zlib.deflate(stream, FINISH);
  const length = stream.next_out;
  Object.assign(stream, { input: NOTHING, output: NOTHING });
  if (status !== STREAM_END) throw new Error(`The stream was not compressed: status ${status}.`);
  return output.slice(0, length);
}
