import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, evolutionBody, openDoor, post, postSigned, speakRaw } from './door.ts';
import { until } from '../../support/until.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor({ settings: { bodyTimeoutMs: 300 } });
});
afterAll(() => door.close());

const MIB = 1024 * 1024;
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const evolutionDeep = (depth: number) => JSON.stringify({ ...evolutionBody(), data: JSON.parse(nested(depth - 1)) as unknown });
const evolutionOf = (bytes: number) => {
  const head = JSON.stringify(evolutionBody({ data: { base64: '' } }));
  return head.replace('"base64":""', `"base64":"${'A'.repeat(bytes - head.length)}"`);
};

describe("a body that can't be taken", () => {
  it.each([
    ['text', 'hello'],
    ['cut off', '{"event": "messages.upsert", "instance": "front"'],
    ['empty', ''],
    ['two values', '{} {}'],
    ['bytes of no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])('is answered 400 when it is not JSON: %s', async (_name, body) => {
    expect((await post(door, '/webhooks/evolution', body)).status).toBe(400);
    expect((await postSigned(door, body)).status).toBe(400);
  });

  it('is answered 400 when deeper than 64, and taken at 64', async () => {
    expect((await post(door, '/webhooks/evolution', evolutionDeep(64))).status).toBe(200);
    expect((await post(door, '/webhooks/evolution', evolutionDeep(65))).status).toBe(400);
    expect((await postSigned(door, nested(64))).status).toBe(200);
    expect((await postSigned(door, nested(65))).status).toBe(400);
    expect((await post(door, '/webhooks/evolution', evolutionBody({ data: { text: '['.repeat(1000) } }))).status).toBe(200);
  });

  it('is answered 400 when it is millions of levels deep, and the next one is served', async () => {
    expect((await post(door, '/webhooks/evolution', '['.repeat(3_000_000))).status).toBe(400);
    expect((await post(door, '/webhooks/evolution', `{"a":`.repeat(1_000_000))).status).toBe(400);
    expect((await post(door, '/webhooks/evolution', evolutionBody())).status).toBe(200);
  });

  it('is answered 413 above the limit of its provider, and taken at it', async () => {
    expect((await post(door, '/webhooks/evolution', evolutionOf(32 * MIB))).status).toBe(200);
    expect((await post(door, '/webhooks/evolution', evolutionOf(32 * MIB + 1))).status).toBe(413);
    const meta = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    expect((await postSigned(door, meta(4 * MIB))).status).toBe(200);
    expect((await postSigned(door, meta(4 * MIB + 1))).status).toBe(413);
    expect(JSON.stringify(door.queued).length).toBeLessThan(6 * MIB); // inline media is not queued
  });

  it('is answered 413 as soon as its length is announced', async () => {
    const answer = await speakRaw(door, (write) => write(`POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nContent-Length: ${5 * MIB}\r\n\r\n{`));
    expect(answer.status).toBe(413);
    expect(answer.text.toLowerCase()).toContain('x-trace-id: ');
  });

  it('is answered 413 when it grows too large in chunks of no announced length', async () => {
    const chunk = Buffer.alloc(MIB, 0x20);
    const answer = await speakRaw(door, (write) => {
      write('POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
      for (let sent = 0; sent < 6; sent += 1) write(Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]));
    });
    expect(answer.status).toBe(413);
  });
});

describe('a body that does not come', () => {
  const head = 'POST /webhooks/evolution HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\nX-Trace-ID: slow-sender\r\n\r\n';

  it('is answered 408 in time with its trace ID, and the connection is closed', async () => {
    const answer = await speakRaw(door, (write) => write(`${head}{"event"`));
    expect(answer.status).toBe(408);
    expect(answer.afterMs).toBeGreaterThanOrEqual(290);
    expect(answer.afterMs).toBeLessThan(5_000); // not the ten seconds of a sender's default
    expect(answer.text.toLowerCase()).toContain('x-trace-id: slow-sender');
    expect(answer.text.toLowerCase()).toContain('connection: close');
    expect(door.counted).toContain('evolution body_timeout');
  });

  it('is answered 408 although a byte comes now and then, while others are served', async () => {
    const dripping = speakRaw(door, (write, onEnd) => {
      write(`${head}{`);
      const drip = setInterval(() => write(' '), 20);
      onEnd(() => clearInterval(drip));
    });
    const others = await Promise.all(Array.from({ length: 20 }, () => post(door, '/webhooks/evolution', evolutionBody())));
    expect(others.every(({ status }) => status === 200)).toBe(true);
    expect((await dripping).status).toBe(408);
  });

  it('because the sender hung up is counted and harms nobody', async () => {
    const { connect } = await import('node:net');
    const countedBefore = door.counted.length;
    await new Promise<void>((resolve) => {
      const socket = connect(door.port, '127.0.0.1', () => socket.write(`${head}{`, () => socket.destroy()));
      socket.on('close', () => resolve());
    });
    await until('it to be counted', () => door.counted.length > countedBefore);
    expect(door.counted.slice(countedBefore)).toEqual(['evolution aborted']);
    expect((await post(door, '/webhooks/evolution', evolutionBody())).status).toBe(200);
  });
});

describe('what is no HTTP', () => {
  it('is answered 400 with a trace ID, as problem+json', async () => {
    const answer = await speakRaw(door, (write) => write('HELLO\r\n\r\n'));
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/X-Trace-ID: [0-9a-f]{32}\r\n/);
    expect(answer.text).toContain('application/problem+json');
  });
});
