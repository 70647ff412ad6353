import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const WELL_FORMED_ID = /^[A-Za-z0-9_-]{8,64}$/;
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
const ZERO_TRACE = '0'.repeat(32);
const ZERO_SPAN = '0'.repeat(16);

/**
 * Who made a request. `traceparent` is the caller's when valid, else made from the trace ID when that has W3C form, else null.
 * `given` says that the caller chose the trace ID (it must then come back unchanged).
 */
export type RequestTrace = { traceId: string; requestId: string; traceparent: string | null; given: boolean };

/** The trace part of a valid W3C `traceparent`, else null: version ff and all-zero ids are invalid, version 00 has no further part. */
export function traceIdOfTraceparent(header: string | undefined): string | null {
  if (header === undefined) return null;
  const parts = TRACEPARENT.exec(header);
  if (!parts || parts[1] === 'ff' || parts[2] === ZERO_TRACE || parts[3] === ZERO_SPAN) return null;
  if (parts[1] === '00' && parts[4] !== undefined) return null;
  return parts[2] ?? null;
}

/**
 * The trace of a request: `X-Trace-ID` when well formed, else the trace part of a valid `traceparent`, else 32 new hex digits;
 * `X-Request-ID` when well formed (same form), else made. Never throws.
 */
export function requestTraceOf(headers: IncomingHttpHeaders): RequestTrace {
  const wantedTrace = single(headers['x-trace-id']);
  const wantedRequest = single(headers['x-request-id']);
  const traceparent = single(headers['traceparent']);
  const parentTraceId = traceIdOfTraceparent(traceparent);
  const requestId = wantedRequest !== undefined && WELL_FORMED_ID.test(wantedRequest) ? wantedRequest : randomHex(32);
  const parent = parentTraceId === null ? null : (traceparent ?? null);
  if (wantedTrace !== undefined && WELL_FORMED_ID.test(wantedTrace)) return { traceId: wantedTrace, requestId, traceparent: parent, given: true };
  if (parentTraceId !== null) return { traceId: parentTraceId, requestId, traceparent: parent, given: true };
  const traceId = randomHex(32);
  return { traceId, requestId, traceparent: `00-${traceId}-${randomHex(16)}-01`, given: false };
}

const POOL_BYTES = 4096;
let pool = '';
let poolAt = 0;

/** Random hex digits out of a pool: a call to the system's random source for each id is felt at 20,000 requests/s. */
function randomHex(digits: number): string {
  if (poolAt + digits > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    poolAt = 0;
  }
  poolAt += digits;
  return pool.slice(poolAt - digits, poolAt);
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
