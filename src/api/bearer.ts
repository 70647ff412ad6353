import { hash, timingSafeEqual } from 'node:crypto';
import type { onRequestHookHandler } from 'fastify';
import { sendProblem } from './problem.ts';

/** What is served without a bearer token (CONTRACT.md), by route as registered; everything else needs one. */
const OPEN_ROUTES = new Set(['/health', '/ready', '/metrics', '/api/config', '/api/memory/health']);
const OPEN_PREFIXES = ['/webhooks/', '/docs'];

/** Whether a route (its registered URL, not a request's) is served without a bearer token. */
export function isOpenRoute(url: string): boolean {
  return OPEN_ROUTES.has(url) || OPEN_PREFIXES.some((prefix) => url.startsWith(prefix));
}

/** Whether an `Authorization` header carries the token. Constant time: digests are compared, so that not even the length shows. No token: never. */
export function hasBearer(authorization: string | undefined, token: string | null): boolean {
  if (!token || authorization === undefined) return false;
  const given = /^bearer +(.+)$/i.exec(authorization)?.[1];
  if (given === undefined) return false;
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', token, 'buffer'));
}

/** Lets only requests with the token through; others get 401 as problem+json. */
export function requireBearer(token: string | null): onRequestHookHandler {
  return (request, reply, done) => {
    if (hasBearer(request.headers.authorization, token)) return done();
    reply.header('www-authenticate', 'Bearer');
    sendProblem(reply, UNAUTHORIZED, request.trace.traceId);
  };
}

/** The answer to a request without the token. */
export const UNAUTHORIZED = { status: 401, detail: 'The bearer token is missing or wrong.', action: 'Send "Authorization: Bearer <ADMIN_TOKEN>".' };
