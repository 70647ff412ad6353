import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

type Span = { traceId: string; spanId: string; parentSpanId?: string; name: string; links?: { traceId: string; spanId: string }[] };

const servers = useServers();
const bodies: string[] = [];
const collector = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    bodies.push(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
const spans = () =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap((resource) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );

let system: System;
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  system = await servers.start({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '200', DEBOUNCE_MS: '4000', BURST_MAX_WAIT_MS: '20000' },
  });
});
afterAll(() => collector.close());

describeOnServers('spans', () => {
  it('of webhook, inbound, turn and send exist, join across the queues, link the messages of a burst, and carry no text', async () => {
    const from = '351930000001';
    const traceparents = ['4bf92f3577b34da6a3ce929d0e0e4736', '5bf92f3577b34da6a3ce929d0e0e4737'];
    for (const [n, id] of traceparents.entries()) {
      const text = n === 0 ? 'Hello, I am Featherstonehaugh' : 'How much is whitening?';
      const body = {
        event: 'messages.upsert',
        instance: system.instance,
        apikey: 'line-key',
        data: {
          key: { remoteJid: `${from}@s.whatsapp.net`, fromMe: false, id: `SPAN${n}` },
          message: { conversation: text },
          messageType: 'conversation',
          messageTimestamp: Math.floor(Date.now() / 1000),
        },
      };
      await system.post(body, { traceparent: `00-${id}-00f067aa0ba902b${n}-01` });
    }
    await system.reply(from);
    const found = await until('the spans of the last message', () => {
      const own = spans().filter((span) => span.traceId === traceparents[1]);
      return ['webhook', 'inbound process', 'turn process', 'outbound send'].every((name) => own.some((span) => span.name === name)) ? own : null;
    });
    const named = (name: string) => found.find((span) => span.name === name);
    expect(named('webhook')?.parentSpanId).toBe('00f067aa0ba902b1');
    expect(named('inbound process')?.parentSpanId).toBe(named('webhook')?.spanId);
    expect(named('turn process')?.parentSpanId).toBe(named('inbound process')?.spanId);
    expect(named('outbound send')?.parentSpanId).toBe(named('turn process')?.spanId);
    expect(named('turn process')?.links?.map((link) => link.traceId)).toEqual([traceparents[0]]);
    for (const secret of ['Featherstonehaugh', 'whitening', from, 'line-key']) expect(bodies.filter((body) => body.includes(secret))).toEqual([]);
  });
});
