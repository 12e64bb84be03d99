import type { RequestListener, ServerResponse } from 'node:http';
import { HEALTH_PATH, LIVE_PATH } from './paths.ts';
import { Problem } from './problem.ts';

const RETRY_AFTER_SECONDS = 1;

function answerLive(response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(JSON.stringify({ status: 'ok' }));
}

/**
 * Answers requests with 503 while the process starts: it holds its port before its database is open. The process is
 * alive meanwhile, so that a long migration is not taken for a hang.
 */
export const answerStarting: RequestListener = (request, response) => {
  const [path] = (request.url ?? '').split('?');
  if (path === LIVE_PATH) {
    answerLive(response);
    return;
  }
  const isHealth = path === HEALTH_PATH;
  const problem = new Problem(503, 'starting', 'The server is starting. Try again in a second.');
  const body = isHealth ? { status: 'unavailable' } : problem.toBody();
  response.writeHead(503, {
    'Content-Type': isHealth ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': RETRY_AFTER_SECONDS,
    Connection: 'close',
  });
  response.end(JSON.stringify(body));
};
