import type { IncomingMessage } from 'node:http';

/** Why a body could not be read. */
export type BodyFailure = 'too_large' | 'body_timeout' | 'aborted';

/** After a refusal the rest of a body is thrown away for this long, so that the sender gets to read the answer. */
const DISCARD_MS = 5_000;

/**
 * Reads the raw bytes of a request's body, at most `limitBytes`, within `timeoutMs` from now; calls `done` once, never throws.
 * A body that is too large is refused as soon as that is known, and what still comes is thrown away for some seconds:
 * closing at once would reset the connection, and a sender in the middle of writing would never see the answer.
 */
export function readBody(request: IncomingMessage, limits: { limitBytes: number; timeoutMs: number }, done: (body: Buffer | BodyFailure) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let settled = false;
  const timer = setTimeout(() => settle('body_timeout'), limits.timeoutMs);

  const settle = (body: Buffer | BodyFailure): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    chunks.length = 0;
    if (body === 'too_large') discardRest(request);
    done(body);
  };

  request.on('data', (chunk: Buffer) => {
    if (settled) return; // keeps flowing: thrown away
    bytes += chunk.length;
    if (bytes > limits.limitBytes) settle('too_large');
    else chunks.push(chunk);
  });
  request.on('end', () => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)));
  request.on('error', () => settle('aborted'));
  request.on('close', () => settle('aborted'));
  if (Number(request.headers['content-length'] ?? 0) > limits.limitBytes) settle('too_large');
}

function discardRest(request: IncomingMessage): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, DISCARD_MS);
  request.once('close', () => clearTimeout(timer));
}
