import { Readable } from 'node:stream';
import type { Context, Next } from 'koa';
import { clientNetwork } from '../throttle/client-network.ts';
import { hasLongList, jsonInTurns } from './json-in-turns.ts';
import type { UnreadAnswers } from './unread-answers.ts';

/** Larger answers are written in pieces of this size. */
const PIECE_BYTES = 64 * 1024;
/** Pieces that all answers together write in one turn of the event loop: some tenths of a millisecond. */
const TURN_PIECES = 4;

/** Koa's pipeline and we listen for the end of an answer more often than Node thinks usual; its warning takes time. */
const LISTENERS = 20;

const waiting: (() => void)[] = [];
let piecesLeft = TURN_PIECES;

function beginTurn(): void {
  piecesLeft = TURN_PIECES;
  for (const resolve of waiting.splice(0, TURN_PIECES)) {
    piecesLeft -= 1;
    resolve();
  }
  if (piecesLeft < TURN_PIECES) setImmediate(beginTurn);
}

/** Waits while others have written all that a turn has room for. */
async function takePiece(): Promise<void> {
  if (piecesLeft > 0) {
    if (piecesLeft === TURN_PIECES) setImmediate(beginTurn);
    piecesLeft -= 1;
    return;
  }
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    await takePiece();
    yield bytes.subarray(start, start + PIECE_BYTES);
  }
}

/** The bytes of an answer; null where it has none, or makes them while they are sent. */
function bytesOf(body: unknown): Buffer | null | Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return Buffer.from(body);
  if (typeof body !== 'object' || body === null || body instanceof Readable) return null;
  if (hasLongList(body)) return jsonInTurns(body).then((text) => Buffer.from(text));
  return Buffer.from(JSON.stringify(body));
}

/** Answers that the process keeps anyway, and so take no memory of their own. */
const kept = new WeakSet<Buffer>();

/** Marks an answer that is the same for everybody and stays in memory. */
export function keep(bytes: Buffer): Buffer {
  kept.add(bytes);
  return bytes;
}

/**
 * Writes large answers in pieces, as fast as the client reads. The system takes megabytes at once: hundreds of clients
 * that ask for them would make each turn of the event loop long, and a new connection is taken only once a turn.
 */
export function sendInPieces(unread: UnreadAnswers) {
  return async (context: Context, next: Next): Promise<void> => {
    await next();
    if (context.method === 'HEAD' || !context.writable) return;
    const made = bytesOf(context.body);
    const bytes = made instanceof Promise ? await made : made;
    if (!bytes) return;
    if (bytes.length <= PIECE_BYTES) {
      context.body = bytes;
      return;
    }
    context.body = Readable.from(piecesOf(bytes), { objectMode: false, highWaterMark: PIECE_BYTES });
    context.length = bytes.length;
    context.res.setMaxListeners(LISTENERS);
    if (!kept.has(bytes)) unread.hold(clientNetwork(context.ip), context.res, bytes.length);
  };
}
