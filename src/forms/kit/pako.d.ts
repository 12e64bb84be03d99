/** The parts of pako below its own `deflate`, which makes a state for each stream. They are zlib's, and have no types. */
declare module 'pako/lib/zlib/zstream.js' {
  export default class ZStream {
    input: Uint8Array;
    next_in: number;
    avail_in: number;
    output: Uint8Array;
    next_out: number;
    avail_out: number;
  }
}

declare module 'pako/lib/zlib/deflate.js' {
  import type ZStream from 'pako/lib/zlib/zstream.js';

  const zlib: {
    deflateInit2(
      stream: ZStream,
      level: number,
      method: number,
      windowBits: number,
      memLevel: number,
      strategy: number,
    ): number;
    deflateReset(stream: ZStream): number;
    deflate(stream: ZStream, flush: number): number;
  };
  export default zlib;
}

declare module 'pako' {
  const pako: { deflate(bytes: Uint8Array): Uint8Array };
  export default pako;
}
