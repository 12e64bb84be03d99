import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type * as z from 'zod';
import {
  endLine,
  FORMAT_VERSION,
  headerLine,
  RowDigest,
  sequenceLine,
  tableLine,
  type BackupSummary,
  type End,
  type Header,
  type SequenceState,
  type TableHead,
} from './format.ts';

const LINE_END = 0x0a;

/** A part of a backup, in the order of the file. The last is the end, once everything was verified. */
export type Part =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'row'; readonly table: TableHead; readonly line: string }
  | { readonly kind: 'sequence'; readonly state: SequenceState }
  | { readonly kind: 'end'; readonly summary: BackupSummary };

const notBackup = (path: string, cause?: unknown) =>
  new Error(`${path} is not a backup of KeyNest. Give a file that \`keynest backup\` wrote.`, { cause });

const damaged = (path: string, what: string, cause?: unknown) =>
  new Error(`The backup ${path} is damaged: ${what}. Use another backup.`, { cause });

/** What is wrong with a file that could not be read or unpacked. */
function explainReading(path: string, cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return new Error(`There is no file ${path}. Correct its name.`, { cause });
    case 'EACCES':
      return new Error(`This user may not read ${path}. Run the command as its owner.`, { cause });
    case 'EISDIR':
      return notBackup(path, cause);
    case 'Z_BUF_ERROR':
      return damaged(path, 'its end is missing', cause);
    case 'Z_DATA_ERROR':
      return message.includes('header')
        ? notBackup(path, cause)
        : damaged(path, 'its bytes were changed', cause);
    default:
      return cause;
  }
}

/** Lines of a packed file, without their ends. */
async function* unpackLines(path: string): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  // A failure of either stream ends the loop below with its error.
  pipeline(createReadStream(path), unpacked, () => undefined);
  let pieces: Buffer[] = [];
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
        yield Buffer.concat([...pieces, chunk.subarray(start, end)]);
        pieces = [];
        start = end + 1;
      }
      if (start < chunk.length) pieces.push(chunk.subarray(start));
    }
  } catch (error) {
    throw explainReading(path, error);
  }
  if (pieces.length > 0) throw damaged(path, 'its end is missing');
}

/** Reads the lines of one file, and checks what they say against what they are. */
class Reader {
  readonly #path: string;
  readonly #sum = createHash('sha256');
  readonly #digests = new Map<string, RowDigest>();
  #header: Header | null = null;
  #table: TableHead | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  read(bytes: Buffer): Part | null {
    const line = bytes.toString();
    const part = this.#header ? this.#readPart(line) : this.#readHeader(line);
    if (part?.kind !== 'end') this.#sum.update(bytes).update('\n');
    return part;
  }

  #parse<Line extends z.ZodType>(shape: Line, line: string): z.infer<Line> | null {
    try {
      return shape.safeParse(JSON.parse(line)).data ?? null;
    } catch {
      return null;
    }
  }

  #readHeader(line: string): Part {
    const header = this.#parse(headerLine, line);
    if (header) return { kind: 'header', header: (this.#header = header) };
    const [, format = '0', version = 'a later version'] =
      /^\{"keynestBackup":(\d+).*?"appVersion":"([^"]+)"/.exec(line) ?? [];
    if (Number(format) <= FORMAT_VERSION) throw notBackup(this.#path);
    throw new Error(
      `KeyNest ${version} made the backup ${this.#path}. Install KeyNest ${version} to load it.`,
    );
  }

  #readPart(line: string): Part | null {
    if (line.startsWith('[') && this.#table) {
      this.#digests.get(this.#table.table)?.add(line);
      return { kind: 'row', table: this.#table, line };
    }
    const table = this.#parse(tableLine, line);
    if (table) {
      this.#table = table;
      this.#digests.set(table.table, new RowDigest());
      return null;
    }
    const state = this.#parse(sequenceLine, line);
    if (state) return { kind: 'sequence', state };
    const end = this.#parse(endLine, line);
    if (end) return { kind: 'end', summary: this.#verify(end) };
    throw damaged(this.#path, 'it has a line of no known form');
  }

  #verify({ tables, sha256 }: End): BackupSummary {
    const found = Object.fromEntries([...this.#digests].map(([name, digest]) => [name, digest.result()]));
    if (this.#sum.digest('hex') !== sha256) throw damaged(this.#path, 'its checksum does not match');
    const differing = differingTables(tables, found);
    if (differing.length > 0 || !this.#header)
      throw damaged(this.#path, `rows of ${differing.join(', ')} are missing`);
    return { header: this.#header, tables, sha256 };
  }
}

/** Names of the tables whose rows differ. */
export function differingTables(expected: End['tables'], found: End['tables']): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].filter((name) => {
    const [one, other] = [expected[name], found[name]];
    return one?.rows !== other?.rows || one?.digest !== other?.digest;
  });
}

/**
 * The parts of a backup. The end comes only when the whole file was read and its counts and checksums match.
 *
 * @throws Error with the remedy, for a file that is no backup, is damaged, or was made by a later KeyNest.
 */
export async function* readParts(path: string): AsyncGenerator<Part> {
  const reader = new Reader(path);
  let isEnded = false;
  for await (const line of unpackLines(path)) {
    if (isEnded) throw damaged(path, 'something follows its end');
    const part = reader.read(line);
    isEnded = part?.kind === 'end';
    if (part) yield part;
  }
  if (!isEnded) throw damaged(path, 'its end is missing');
}

/** Reads a whole backup and verifies it. @throws Error with the remedy, as {@link readParts} does. */
export async function verifyBackup(path: string): Promise<BackupSummary> {
  let summary: BackupSummary | null = null;
  for await (const part of readParts(path)) if (part.kind === 'end') summary = part.summary;
  if (!summary) throw damaged(path, 'its end is missing');
  return summary;
}
