import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStaffWebhook, signatureOf } from '../../../../src/adapters/staff-webhook/staff-webhook.ts';
import type { StaffWebhook, WebhookCall } from '../../../../src/pipeline/notifying-ports.ts';
import { createPolicy, type Policy } from '../../../../src/runtime/resilience.ts';
import { startStaffReceiver, type StaffReceiver } from '../../../support/staff-receiver.ts';

const NOW = Date.parse('2027-03-10T12:00:00Z');
const BODY = '{"id":"n1","event":"booked","patient":{"name":"Zoë"}}';
const always = () => true;

let receiver: StaffReceiver;
let policy: Policy;
let webhook: StaffWebhook;
beforeEach(async () => {
  receiver = await startStaffReceiver();
  policy = createPolicy({ name: 'staff_webhook', timeoutMs: 500, breaker: { failures: 3, resetMs: 60_000 } });
  webhook = createStaffWebhook({ fetch, guard: (key, call) => policy.run(key, call), now: () => NOW });
});
afterEach(async () => {
  policy.close();
  await receiver.close();
});

const call = (changes: Partial<WebhookCall> = {}): WebhookCall => ({
  clinicId: 'clinic-one',
  url: `${receiver.url}/frontdesk?tenant=7`,
  secret: 'shared',
  notificationId: 'n1',
  trace: { traceId: 'trace-one', requestId: 'request-one', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  body: BODY,
  ...changes,
});
const post = (changes: Partial<WebhookCall> = {}, mayStillCall = always) => webhook.post(call(changes), mayStillCall);
/** The receiver answers with this status from now on. */
const answers = (status: number, headers: Record<string, string> = {}) => {
  receiver.answer = (response) => response.writeHead(status, headers).end('{"detail":"x"}');
};

describe('a call of a clinic’s webhook', () => {
  it('carries the JSON as it is, its signature, the idempotency key and the trace', async () => {
    expect(await post()).toEqual({ kind: 'delivered' });
    const [received] = receiver.calls;
    expect(received).toMatchObject({ method: 'POST', path: '/frontdesk?tenant=7', body: BODY });
    expect(received?.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'n1',
      'x-trace-id': 'trace-one',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      'x-frontdesk-signature': `sha256=${createHmac('sha256', 'shared')
        .update(Buffer.from(received?.body ?? '', 'utf8'))
        .digest('hex')}`,
    });
  });

  it('is not signed without a secret', async () => {
    await post({ secret: null });
    expect(receiver.calls[0]?.headers).not.toHaveProperty('x-frontdesk-signature');
  });

  it('has the signature that the README tells to compare with', () => {
    // printf '{"id":"1"}' | openssl dgst -sha256 -hmac secret
    expect(signatureOf('{"id":"1"}', 'secret')).toBe('sha256=6146142a2ce0159e84c0767881e4ec80bc397da62526e7d19f70795eb79460c0');
  });

  it.each([200, 201, 202, 204])('%i is delivered, whatever the body says', async (status) => {
    answers(status);
    expect(await post()).toEqual({ kind: 'delivered' });
  });

  it.each([
    [500, {}, null],
    [502, {}, null],
    [503, { 'retry-after': '120' }, 120_000],
    [408, {}, null],
    [409, {}, null],
    [425, {}, null],
    [429, { 'retry-after': '30' }, 30_000],
    [429, { 'retry-after': new Date(NOW + 90_000).toUTCString() }, 90_000],
    [429, { 'retry-after': new Date(NOW - 90_000).toUTCString() }, 0],
    [429, { 'retry-after': '999999' }, 3_600_000],
    [429, { 'retry-after': 'soon' }, null],
  ])('%i with %j is tried again after %s ms', async (status, headers, afterMs) => {
    answers(status, headers as Record<string, string>);
    expect(await post()).toEqual({ kind: 'retry', reason: `http:${status}`, afterMs, alert: false });
  });

  it.each([301, 302, 307, 401, 402, 403, 404])('%i is for people to mend: tried seldom, and told', async (status) => {
    answers(status, { location: `${receiver.url}/elsewhere` });
    expect(await post()).toEqual({ kind: 'retry', reason: `refused:http:${status}`, afterMs: 300_000, alert: true });
    expect(receiver.calls).toHaveLength(1); // a redirect is not followed
  });

  it.each([400, 405, 410, 413, 415, 422])('%i is never taken', async (status) => {
    answers(status);
    expect(await post()).toEqual({ kind: 'failed', reason: `http:${status}` });
  });

  it('one that hangs is given up at the deadline', async () => {
    receiver.answer = null;
    expect(await post()).toEqual({ kind: 'retry', reason: 'timeout', afterMs: null, alert: false });
    expect(receiver.calls).toHaveLength(1);
  });

  it('an answer whose body never ends is an answer', async () => {
    receiver.answer = (response) => void response.writeHead(200).write('{');
    expect(await post()).toEqual({ kind: 'delivered' });
  });

  it('nobody there, and one who hangs up', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    expect(await post({ url: `http://127.0.0.1:${port}/` })).toEqual({ kind: 'retry', reason: 'not_connected:econnrefused', afterMs: null, alert: false });
    receiver.answer = (response) => response.destroy();
    expect(await post()).toMatchObject({ kind: 'retry', reason: expect.stringMatching(/^not_connected:/), alert: false });
  });

  it('is not made when it would be too late', async () => {
    expect(await post({}, () => false)).toEqual({ kind: 'retry', reason: 'claim_expired', afterMs: 0, alert: false });
    expect(receiver.calls).toHaveLength(0);
  });

  it('a receiver that failed three times in a row is left alone, and no other clinic’s with it', async () => {
    answers(500);
    for (let n = 0; n < 3; n += 1) await post();
    expect(await post()).toEqual({ kind: 'retry', reason: 'breaker_open', afterMs: 15_000, alert: false });
    expect(receiver.calls).toHaveLength(3);
    answers(204);
    expect(await post({ clinicId: 'clinic-two' })).toEqual({ kind: 'delivered' });
  });

  it('refusals of a healthy receiver open no breaker', async () => {
    answers(401);
    for (let n = 0; n < 8; n += 1) await post();
    expect(receiver.calls).toHaveLength(8);
  });
});
