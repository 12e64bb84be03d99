import { DamagedFolder } from './damaged-folder.ts';

/** PostgreSQL's size of global/pg_control (PG_CONTROL_FILE_SIZE). */
const CONTROL_BYTES = 8192;
const SEGMENT_BYTES = 16n * 1024n * 1024n;
const SEGMENTS_OF_A_LOG = 0x1_0000_0000n / SEGMENT_BYTES;
/** DB_SHUTDOWNED in PostgreSQL's pg_control.h. */
const SHUT_DOWN = 1;

/** Reversed polynomial of CRC-32C (Castagnoli), which PostgreSQL uses. */
const POLYNOMIAL = 0x82f6_3b78;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** What the control file of a cluster says. */
export interface ControlFile {
  /** Whether the last process closed the cluster, so that every page is in its file. */
  readonly isShutDown: boolean;
  /** Name of the write-ahead log's file at which opening begins to read. */
  readonly firstSegment: string;
}

/** Whether the file has its checksum, which stands behind the last field, wherever that is in this version. */
function hasChecksum(bytes: Buffer): boolean {
  let crc = 0xffff_ffff;
  for (let offset = 0; offset < 512; offset += 1) {
    if (offset > 64 && offset % 4 === 0 && bytes.readUInt32LE(offset) === (crc ^ 0xffff_ffff) >>> 0)
      return true;
    crc = (CRC_TABLE[(crc ^ (bytes[offset] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return false;
}

const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0');

/**
 * Reads global/pg_control, which says where everything else begins. Offsets are those of PostgreSQL 18 as the embedded
 * database is compiled.
 *
 * @throws DamagedFolder
 */
export function readControlFile(bytes: Buffer, name: string): ControlFile {
  if (bytes.length !== CONTROL_BYTES || !hasChecksum(bytes)) {
    const what =
      bytes.length === CONTROL_BYTES
        ? 'has a wrong checksum'
        : `has ${bytes.length} bytes, not ${CONTROL_BYTES}`;
    throw new DamagedFolder(`The database is damaged: its control file ${name} ${what}.`, 'restore');
  }
  const redo = bytes.readBigUInt64LE(40);
  const segment = redo / SEGMENT_BYTES;
  const names = [BigInt(bytes.readUInt32LE(48)), segment / SEGMENTS_OF_A_LOG, segment % SEGMENTS_OF_A_LOG];
  return { isShutDown: bytes.readUInt32LE(16) === SHUT_DOWN, firstSegment: names.map(hex).join('') };
}
