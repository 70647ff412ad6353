import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evolutionText } from '../../../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import type { WhatsappSimulator } from '../../../../infra/local/whatsapp-simulator/start-whatsapp-simulator.ts';
import { startWhatsappSimulator } from '../../../../infra/local/whatsapp-simulator/start-whatsapp-simulator.ts';
import type { MessengerDeps } from '../../../../src/adapters/whatsapp/call-provider.ts';
import { createEvolutionMessenger } from '../../../../src/adapters/whatsapp/evolution/messenger.ts';
import { createMetaMessenger } from '../../../../src/adapters/whatsapp/meta/messenger.ts';
import { Fault } from '../../../../src/errors.ts';
import type { ClaimedSend, Messenger } from '../../../../src/pipeline/sending-ports.ts';
import { always, clinicAt, depsOf, EVOLUTION_LINE, META_LINE, PATIENT, sendOf } from './messenger-fixtures.ts';

let whatsapp: WhatsappSimulator;
beforeEach(async () => {
  whatsapp = await startWhatsappSimulator({
    apikeys: { [EVOLUTION_LINE.instance]: 'line-key' },
    accessTokens: { [META_LINE.instance]: 'line-token' },
    notOnWhatsapp: ['15550000404'],
  });
});
afterEach(() => whatsapp.close());

const evolution = (deps: Partial<MessengerDeps> = {}): Messenger => createEvolutionMessenger(depsOf(deps));
const meta = (deps: Partial<MessengerDeps> & { templateName?: string } = {}): Messenger =>
  createMetaMessenger({ ...depsOf(deps), baseUrl: 'http://unused.invalid', apiVersion: 'v23.0', templateName: deps.templateName ?? null });

const PROVIDERS = [
  { name: 'Evolution', line: EVOLUTION_LINE, messenger: evolution },
  { name: 'Meta', line: META_LINE, messenger: meta },
] as const;

describe.each(PROVIDERS)('$name', ({ line, messenger }) => {
  const send = (of: Messenger = messenger(), extra: Partial<ClaimedSend> = {}, mayStillCall = always) =>
    of.send(sendOf(line, extra), clinicAt(whatsapp.url), mayStillCall);

  test('a sent message is known by the id of the provider', async () => {
    const result = await send();
    expect(whatsapp.sent).toMatchObject([{ ...line, to: PATIENT, text: 'Olá! Em que posso ajudar?' }]);
    expect(result).toEqual({ kind: 'sent', providerMessageId: whatsapp.sent[0]?.providerMessageId });
  });

  test('a claim that is too old calls nobody and uses up no attempt', async () => {
    const result = await send(messenger(), {}, () => false);
    expect(result).toEqual({ kind: 'retry', reason: 'claim_expired', afterMs: 0, countsAsAttempt: false });
    expect(whatsapp.sent).toEqual([]);
  });

  test('the age of the claim is judged in the tick of the call, after everything that can wait', async () => {
    let fresh = true;
    const slowGuard: MessengerDeps['guard'] = async (_key, call) => {
      fresh = false; // what happens while a process is stopped between claim and call
      return call(AbortSignal.timeout(30_000));
    };
    expect(await send(messenger({ guard: slowGuard }), {}, () => fresh)).toMatchObject({ reason: 'claim_expired' });
    expect(whatsapp.sent).toEqual([]);
  });

  test('an open breaker uses up no attempt', async () => {
    const guard: MessengerDeps['guard'] = async () => {
      throw new Fault('dependency_away', 'open');
    };
    expect(await send(messenger({ guard }))).toMatchObject({ kind: 'retry', reason: 'breaker_open', countsAsAttempt: false });
  });

  test('a server that is not there uses up no attempt', async () => {
    const { url } = whatsapp;
    await whatsapp.close();
    const result = await messenger().send(sendOf(line), clinicAt(url), always);
    expect(result).toMatchObject({ kind: 'retry', reason: 'not_connected:econnrefused', countsAsAttempt: false });
  });

  test.each([true, false])('a connection that breaks after the request leaves it uncertain (taken: %j)', async (accept) => {
    whatsapp.failNext({ kind: 'reset', accept });
    expect(await send()).toEqual({ kind: 'uncertain', reason: 'connection_lost' });
    expect(whatsapp.sent).toHaveLength(accept ? 1 : 0);
  });

  test('no answer in time leaves it uncertain', async () => {
    whatsapp.failNext({ kind: 'hang', accept: true });
    expect(await send(messenger({ timeoutMs: 50 }))).toEqual({ kind: 'uncertain', reason: 'timeout' });
  });

  test('the deadline of the guard leaves a call under way uncertain', async () => {
    whatsapp.failNext({ kind: 'hang' });
    const guard: MessengerDeps['guard'] = (_key, call) => call(AbortSignal.timeout(50));
    expect(await send(messenger({ guard }))).toEqual({ kind: 'uncertain', reason: 'timeout' });
  });

  test('a gateway error may have come after the message was taken', async () => {
    whatsapp.failNext({ kind: 'status', status: 502, body: '<html>502</html>' });
    expect(await send()).toEqual({ kind: 'uncertain', reason: 'http:502' });
  });

  test('too many requests come back when the provider says', async () => {
    whatsapp.failNext({ kind: 'status', status: 429, body: {}, headers: { 'retry-after': '7' } });
    expect(await send()).toEqual({ kind: 'retry', reason: 'http:429', afterMs: 7_000, countsAsAttempt: false });
  });

  test('trouble of the provider is a failure for the breaker, a refusal is not', async () => {
    const outcomes: string[] = [];
    const guard: MessengerDeps['guard'] = (_key, call) =>
      call(AbortSignal.timeout(30_000)).then(
        (value) => (outcomes.push('fine'), value),
        (error: unknown) => {
          outcomes.push('failure');
          throw error;
        },
      );
    whatsapp.failNext({ kind: 'status', status: 500 });
    whatsapp.failNext({ kind: 'status', status: 400, body: {} });
    await send(messenger({ guard }));
    await send(messenger({ guard }));
    expect(outcomes).toEqual(['failure', 'fine']);
  });

  test('a number that is not on WhatsApp is never tried again, and is no alarm', async () => {
    expect(await send(messenger(), { to: '15550000404' })).toMatchObject({ kind: 'failed', alert: false });
  });

  test('a line that the clinic no longer has, or whose key is wrong, is an alarm', async () => {
    expect(await send(messenger(), { line: { ...line, instance: 'gone' } })).toEqual({ kind: 'failed', reason: 'line_refused:line_gone', alert: true });
    const other = await startWhatsappSimulator({ apikeys: { [line.instance]: 'x' }, accessTokens: { [line.instance]: 'x' } });
    const result = await messenger().send(sendOf(line), clinicAt(other.url), always);
    await other.close();
    expect(result).toMatchObject({ reason: expect.stringMatching(/^line_refused:/), alert: true });
  });

  test('an answer without end is not read to its end', async () => {
    let chunks = 0;
    const endless = createServer((_request, response) => {
      const more = () => {
        while (!response.destroyed && ((chunks += 1), response.write(new Uint8Array(1024 * 1024))));
      };
      response.writeHead(201).on('drain', more);
      more();
    });
    await once(endless.listen(0, '127.0.0.1'), 'listening');
    const patient = messenger({ timeoutMs: 60_000, guard: (_key, call) => call(AbortSignal.timeout(60_000)) });
    const result = await patient.send(sendOf(line), clinicAt(`http://127.0.0.1:${(endless.address() as AddressInfo).port}`), always);
    expect(result).toEqual({ kind: 'uncertain', reason: 'no_message_id' });
    expect(chunks).toBeLessThan(50);
    endless.close();
  });

  test('typing is not shown while the breaker is open', async () => {
    const asked: string[] = [];
    const isAway = (key: string) => (asked.push(key), true);
    await messenger({ isAway }).showTyping({ clinic: clinicAt(whatsapp.url), line, to: PATIENT, lastInboundId: 'IN-1' });
    expect(whatsapp.typings).toEqual([]);
    expect(asked).toEqual([`${line.provider}:${line.instance}`]);
  });

  test('a redirect is not followed with a message in hand', async () => {
    whatsapp.failNext({ kind: 'status', status: 307, headers: { location: `${whatsapp.url}/elsewhere` } });
    expect(await send()).toMatchObject({ kind: 'failed', alert: true });
  });

  test('typing is shown, and never throws whatever happens', async () => {
    const show = (url: string, lastInboundId: string | null) => messenger().showTyping({ clinic: clinicAt(url), line, to: PATIENT, lastInboundId });
    await show(whatsapp.url, 'IN-1');
    expect(whatsapp.typings).toHaveLength(1);
    whatsapp.failNext({ kind: 'reset', match: { call: 'typing' } });
    await show(whatsapp.url, 'IN-1');
    await show('http://127.0.0.1:1', 'IN-1');
    const closed = new Agent();
    await closed.destroy();
    await messenger({ dispatcher: closed }).showTyping({
      clinic: clinicAt(whatsapp.url),
      line,
      to: PATIENT,
      lastInboundId: null,
    });
    expect(whatsapp.sent).toEqual([]);
  });
});

describe('Evolution', () => {
  const probe = (of: Messenger, sinceMs: number, extra: Partial<ClaimedSend> = {}) => of.probe(sendOf(EVOLUTION_LINE, extra), clinicAt(whatsapp.url), sinceMs);

  const patientWrote = (id: string) => whatsapp.noteReceived(evolutionText({ instance: EVOLUTION_LINE.instance, from: PATIENT, text: 'Bom dia', id }));

  test('a line that is off WhatsApp sends later; no attempt is used up', async () => {
    whatsapp.setDisconnected(EVOLUTION_LINE.instance, true);
    const result = await evolution().send(sendOf(EVOLUTION_LINE), clinicAt(whatsapp.url), always);
    expect(result).toMatchObject({ kind: 'retry', reason: 'line_disconnected', countsAsAttempt: false });
  });

  test('an empty number, which Evolution would call a success, is not sent', async () => {
    expect(await evolution().send(sendOf(EVOLUTION_LINE, { to: '' }), clinicAt(whatsapp.url), always)).toMatchObject({ kind: 'failed' });
    expect(whatsapp.sent).toEqual([]);
  });

  test('a message taken without answer is found, with its id', async () => {
    const messenger = evolution();
    const sinceMs = Date.now();
    whatsapp.failNext({ kind: 'reset', accept: true });
    await messenger.send(sendOf(EVOLUTION_LINE), clinicAt(whatsapp.url), always);
    patientWrote('IN-1');
    expect(await probe(messenger, sinceMs)).toEqual({ result: 'sent', providerMessageId: whatsapp.sent[0]?.providerMessageId });
    expect(await probe(messenger, sinceMs, { to: '5511900000002' })).toEqual({ result: 'not_sent' });
  });

  test('a message that never arrived is a clear no where the patient’s own message is kept, though we never sent one before', async () => {
    patientWrote('IN-1');
    expect(await probe(evolution(), Date.now())).toEqual({ result: 'not_sent' });
  });

  test('... or where our last message of this chat is kept', async () => {
    const earlier = await evolution().send(sendOf(EVOLUTION_LINE, { text: 'Até amanhã' }), clinicAt(whatsapp.url), always);
    const lastSent = { providerMessageId: earlier.kind === 'sent' ? earlier.providerMessageId : '', sentAtMs: Date.now() };
    expect(await probe(evolution(), Date.now(), { lastSent })).toEqual({ result: 'not_sent' });
  });

  test('a probe that fails says nothing', async () => {
    whatsapp.failNext({ kind: 'status', status: 500, match: { call: 'find' } });
    whatsapp.failNext({ kind: 'status', status: 200, body: 'gateway page', match: { call: 'find' } });
    expect(await probe(evolution(), Date.now())).toEqual({ result: 'unknown' });
    expect(await probe(evolution(), Date.now())).toEqual({ result: 'unknown' });
  });

  test('a server that keeps no messages answers no probe, whoever asks', async () => {
    expect(await probe(evolution(), Date.now())).toEqual({ result: 'unknown' });
    expect(await probe(evolution(), Date.now(), { lastSent: { providerMessageId: 'GONE', sentAtMs: Date.now() } })).toEqual({ result: 'unknown' });
    expect(await probe(evolution(), Date.now(), { lastInbound: null })).toEqual({ result: 'unknown' });
  });

  test('a server that kept messages long ago says nothing of today', async () => {
    patientWrote('IN-1');
    const lastInbound = { providerMessageId: 'IN-1', sentAtMs: Date.now() - 24 * 3_600_000 };
    expect(await probe(evolution(), Date.now(), { lastInbound })).toEqual({ result: 'unknown' });
  });
});

describe('Meta', () => {
  const DAY_MS = 24 * 3_600_000;
  const wroteAgo = (ms: number) => ({ lastInbound: { providerMessageId: 'wamid.IN', sentAtMs: Date.now() - ms } });
  const send = (extra: Partial<ClaimedSend> = {}, of: Messenger = meta()) => of.send(sendOf(META_LINE, extra), clinicAt(whatsapp.url), always);

  test('our outbox id comes back with every status', async () => {
    await send();
    expect(whatsapp.sent[0]?.callbackData).toBe('outbox-1');
  });

  test('a patient without a visible number is written to by their id', async () => {
    expect(await send({ to: 'IL.77001122334455' })).toMatchObject({ kind: 'sent' });
    expect(whatsapp.sent[0]?.to).toBe('IL.77001122334455');
  });

  test('after 24 hours of silence nothing is called', async () => {
    expect(await send(wroteAgo(DAY_MS + 1))).toEqual({ kind: 'window_closed', reason: 'older_than_24h' });
    expect(await send({ lastInbound: null })).toEqual({ kind: 'window_closed', reason: 'never_written' });
    expect(await send(wroteAgo(DAY_MS - 3_600_000))).toMatchObject({ kind: 'sent' });
    expect(whatsapp.sent).toHaveLength(1);
  });

  test('with a template, the words go out in it', async () => {
    expect(await send({ ...wroteAgo(DAY_MS + 1), text: 'Até\namanhã' }, meta({ templateName: 'reminder' }))).toMatchObject({ kind: 'sent' });
    expect(whatsapp.sent).toMatchObject([{ kind: 'template', text: 'Até amanhã' }]);
  });

  test('the rates of a pair and of a line are kept, and numbers are not in the keys', async () => {
    const taken: [string, unknown][] = [];
    const deps = depsOf({
      rateLimiter: {
        take: async (key, bucket) => {
          taken.push([key, bucket]);
          return key.startsWith('meta:line:') ? { allowed: false, afterMs: 120 } : { allowed: true };
        },
      },
    });
    expect(await send({}, meta(deps))).toEqual({ kind: 'retry', reason: 'line_rate', afterMs: 120, countsAsAttempt: false });
    expect(taken.map(([, bucket]) => bucket)).toEqual([
      { capacity: 45, refillPerSecond: 1 / 6 },
      { capacity: 80, refillPerSecond: 80 },
    ]);
    expect(JSON.stringify(taken)).not.toContain(PATIENT);
    expect(whatsapp.sent).toEqual([]);
  });

  test('without the counter of rates messages go out all the same', async () => {
    const rateLimiter = { take: () => Promise.reject(new Fault('dependency_away', 'redis')) };
    expect(await send({}, meta({ rateLimiter }))).toMatchObject({ kind: 'sent' });
  });

  test('nobody can be asked about a message', async () => {
    expect(await meta().probe(sendOf(META_LINE), clinicAt(whatsapp.url), 0)).toEqual({ result: 'unknown' });
  });
});
