import { describe, expect, it } from 'vitest';
import { requestTraceOf, traceIdOfTraceparent } from '../../../src/api/request-trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('a traceparent', () => {
  it.each([
    [`00-${TRACE}-${SPAN}-01`, TRACE],
    [`00-${TRACE}-${SPAN}-00`, TRACE],
    [`cc-${TRACE}-${SPAN}-01-what-comes-later`, TRACE],
    [`00-${TRACE}-${SPAN}-01-more`, null],
    [`ff-${TRACE}-${SPAN}-01`, null],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, null],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, null],
    [`00-${TRACE.toUpperCase()}-${SPAN}-01`, null],
    [`00-${TRACE}-${SPAN}`, null],
    ['', null],
    [undefined, null],
  ])('%s gives %s', (header, traceId) => {
    expect(traceIdOfTraceparent(header)).toBe(traceId);
  });
});

describe('the trace of a request', () => {
  it.each(['abcdefgh', 'A_b-9'.repeat(12), 'x'.repeat(64)])("is the sender's when well formed: %s", (id) => {
    expect(requestTraceOf({ 'x-trace-id': id, 'x-request-id': id })).toMatchObject({ traceId: id, requestId: id, given: true });
  });

  it.each(['abcdefg', 'x'.repeat(65), 'with space', 'line\nbreak', 'dot.dot.dot', 'кириллица'])('is made when not well formed: %s', (id) => {
    const trace = requestTraceOf({ 'x-trace-id': id, 'x-request-id': id });
    expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(trace.requestId).toMatch(/^[0-9a-f]{32}$/);
    expect(trace.given).toBe(false);
  });

  it('is never the same twice when made, and is a valid traceparent', () => {
    const made = Array.from({ length: 1000 }, () => requestTraceOf({}));
    expect(new Set(made.map(({ traceId }) => traceId)).size).toBe(1000);
    expect(new Set(made.map(({ traceparent }) => traceparent)).size).toBe(1000);
    for (const { traceId, traceparent } of made) expect(traceIdOfTraceparent(traceparent ?? undefined)).toBe(traceId);
  });
});
