import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { withSpan } from '../../../src/runtime/span.ts';
import type { SpanAttributes } from '../../../src/runtime/span.ts';
import { startTelemetry } from '../../../src/runtime/start-telemetry.ts';
import type { Telemetry } from '../../../src/runtime/start-telemetry.ts';

type Exporter = NonNullable<NonNullable<Parameters<typeof startTelemetry>[0]>['exporter']>;
type Exported = Parameters<Exporter['export']>[0][number];

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const OTHER = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01';

describe('without a collector', () => {
  it('the work runs, its result and errors pass, and the given traceparent is handed on', async () => {
    expect(await withSpan('turn', { parent: PARENT }, ({ traceparent }) => Promise.resolve(traceparent))).toBe(PARENT);
    expect(await withSpan('turn', {}, ({ traceparent }) => Promise.resolve(traceparent))).toBeNull();
    await expect(withSpan('turn', {}, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
  });
});

describe('spans', () => {
  const spans: Exported[] = [];
  let telemetry: Telemetry;
  beforeAll(async () => {
    const exporter: Exporter = {
      export(batch, done) {
        spans.push(...batch);
        done({ code: 0 });
      },
      shutdown: () => Promise.resolve(),
    };
    telemetry = await startTelemetry({ exporter });
  });
  beforeEach(() => {
    spans.length = 0;
  });
  afterAll(() => telemetry.stop());

  it('join across queues by traceparent, and a burst is linked', async () => {
    const afterWebhook = await withSpan('webhook', { kind: 'server', parent: PARENT }, ({ traceparent }) => Promise.resolve(traceparent));
    const afterInbound = await withSpan('inbound', { kind: 'consumer', parent: afterWebhook }, ({ traceparent }) => Promise.resolve(traceparent));
    await withSpan(
      'turn',
      {
        kind: 'consumer',
        parent: afterInbound,
        links: [OTHER, null, 'malformed'],
        attributes: { 'frontdesk.outcome': 'answered', 'messaging.batch.message_count': 2 },
      },
      (span) => {
        span.set({ 'frontdesk.turn_id': 'turn-1' });
        return Promise.resolve();
      },
    );
    await telemetry.stop();
    const [webhook, inbound, turn] = spans;
    expect(spans.map((span) => span.name)).toEqual(['webhook', 'inbound', 'turn']);
    for (const span of spans) expect(span.spanContext().traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(webhook?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    expect(inbound?.parentSpanContext?.spanId).toBe(webhook?.spanContext().spanId);
    expect(turn?.parentSpanContext?.spanId).toBe(inbound?.spanContext().spanId);
    expect(turn?.links.map((link) => link.context.traceId)).toEqual(['a'.repeat(32)]);
    expect(turn?.attributes).toEqual({ 'frontdesk.outcome': 'answered', 'messaging.batch.message_count': 2, 'frontdesk.turn_id': 'turn-1' });
  });
});

describe('exported spans', () => {
  it('reach the collector when the process ends and carry no text, name or number', async () => {
    const bodies: string[] = [];
    const collector = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on('end', () => response.end('{}'));
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const preload = fileURLToPath(new URL('../../../src/runtime/telemetry.ts', import.meta.url));
    const fixture = fileURLToPath(new URL('fixtures/traced-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', preload, fixture], {
      env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    collector.close();
    const sent = bodies.join('');
    expect(sent).toContain('"webhook"');
    expect(sent).toContain('dependency_away');
    expect(sent).toContain('conversation-7');
    for (const canary of ['Хочу', 'виниры', '5511987654321', 'secret message']) expect(sent).not.toContain(canary);
  });

  it('a Fault is thrown on unchanged', async () => {
    const fault = new Fault('bug', 'x');
    await expect(withSpan('turn', { attributes: { 'frontdesk.outcome': 'x' } satisfies SpanAttributes }, () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
