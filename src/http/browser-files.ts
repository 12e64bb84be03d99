import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { ROOT } from '../files/root.ts';
import { ASSETS_PATH } from './paths.ts';
import { assertReadMethod } from './problem.ts';
import { keep } from './send-in-pieces.ts';

/** Made by src/build/browser.js. */
const FOLDER = new URL('src/generated/browser/', ROOT);

const YEAR_SECONDS = 31_536_000;

/** Encodings that each file is stored in, the smallest first, and how their files' names end. */
const ENCODINGS = { br: '.br', gzip: '.gz' } as const;
type Encoding = keyof typeof ENCODINGS;

const PLAIN_TEXT = 'text/plain; charset=utf-8';

interface Entry {
  /** The name that is served; it has the hash of the bytes. */
  readonly file: string;
  readonly type: string;
  readonly hash: string;
}

/**
 * The files that browsers load. Each is read once, in each encoding that somebody asks for, and all answers share its
 * bytes: a thousand clients that don't read theirs hold no copies.
 */
class BrowserFiles {
  readonly #entries: Readonly<Record<string, Entry>>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #bytes = new Map<string, Promise<Buffer>>();

  constructor() {
    const manifest = readFileSync(new URL('manifest.json', FOLDER), 'utf8');
    this.#entries = JSON.parse(manifest) as Record<string, Entry>;
    this.#names = new Map(Object.entries(this.#entries).map(([name, { file }]) => [file, name]));
  }

  #entryOf(name: string): Entry {
    const entry = this.#entries[name];
    if (!entry) throw new Error(`There is no file ${name} for browsers. Run npm run generate.`);
    return entry;
  }

  #read(file: string): Promise<Buffer> {
    const reading = this.#bytes.get(file) ?? readFile(new URL(file, FOLDER)).then(keep);
    this.#bytes.set(file, reading);
    return reading;
  }

  /** The path of a file by its name. It changes with the bytes, so that browsers may keep it. */
  pathOf(name: string): string {
    return `${ASSETS_PATH}/${this.#entryOf(name).file}`;
  }

  /** The name of the file at a path; null for other paths. */
  nameAt(path: string): string | null {
    if (!path.startsWith(`${ASSETS_PATH}/`)) return null;
    return this.#names.get(path.slice(ASSETS_PATH.length + 1)) ?? null;
  }

  async textOf(name: string): Promise<string> {
    return (await this.#read(this.#entryOf(name).file)).toString();
  }

  /**
   * Answers with a file, in an encoding that the client takes.
   *
   * @param cacheControl - how long the client may use it without asking again.
   * @param shownAs - `text` sends it as plain text, a representation with an ETag of its own.
   */
  async send(context: Context, name: string, cacheControl: string, shownAs?: 'text'): Promise<void> {
    assertReadMethod(context);
    const { file, type, hash } = this.#entryOf(name);
    const encodings = Object.keys(ENCODINGS) as Encoding[];
    const encoding = encodings.find((one) => context.acceptsEncodings(one, 'identity') === one);
    context.vary('Accept-Encoding');
    const tag = [hash, shownAs, encoding].filter((part) => part !== undefined).join('-');
    context.set({ 'Cache-Control': cacheControl, ETag: `"${tag}"` });
    context.type = shownAs ? PLAIN_TEXT : type;
    context.status = 200;
    if (context.fresh) {
      context.status = 304;
      return;
    }
    if (encoding) context.set('Content-Encoding', encoding);
    context.body = await this.#read(encoding ? file + ENCODINGS[encoding] : file);
  }
}

let files: BrowserFiles | undefined;

/** The files that browsers load, opened at the first use. */
export function browserFiles(): BrowserFiles {
  files ??= new BrowserFiles();
  return files;
}

/** For a path that names the hash of its bytes. */
export const FOREVER = `public, max-age=${YEAR_SECONDS}, immutable`;
/** For a fixed path: a browser asks each time, and gets 304 while the file is the same. */
export const ASK_AGAIN = 'no-cache';
