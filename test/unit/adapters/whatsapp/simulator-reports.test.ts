import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evolutionText } from '../../../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import type { WhatsappSimulator } from '../../../../infra/local/whatsapp-simulator/start-whatsapp-simulator.ts';
import { startWhatsappSimulator } from '../../../../infra/local/whatsapp-simulator/start-whatsapp-simulator.ts';
import { createEvolutionMessenger } from '../../../../src/adapters/whatsapp/evolution/messenger.ts';
import { parseEvolutionWebhook } from '../../../../src/adapters/whatsapp/evolution/parse-webhook.ts';
import { createMetaMessenger } from '../../../../src/adapters/whatsapp/meta/messenger.ts';
import { parseMetaWebhook } from '../../../../src/adapters/whatsapp/meta/parse-webhook.ts';
import { proveMetaWebhook } from '../../../../src/adapters/whatsapp/meta/verify-webhook.ts';
import type { WebhookItem } from '../../../../src/domain/message.ts';
import { always, clinicAt, depsOf, EVOLUTION_LINE, META_LINE, PATIENT, sendOf } from './messenger-fixtures.ts';

/** A receiver that proves and parses what the stand-in reports, as the real door does. */
function receiver() {
  const app = Fastify({ forceCloseConnections: true });
  const items: WebhookItem[] = [];
  const statuses: number[] = [];
  const keys: unknown[] = [];
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/webhooks/evolution', async (request, reply) => {
    if (request.headers['x-webhook-secret'] !== 'hook-secret') return reply.code(401).send();
    const status = statuses.shift() ?? 200;
    keys.push((JSON.parse(String(request.body)) as { apikey: unknown }).apikey);
    if (status === 200) items.push(...parseEvolutionWebhook(JSON.parse(String(request.body))));
    return reply.code(status).header('x-trace-id', 'trace-of-receiver').send();
  });
  app.post('/webhooks/meta', async (request, reply) => {
    if (!proveMetaWebhook(request.body as Buffer, String(request.headers['x-hub-signature-256']), ['app-secret'])) return reply.code(401).send();
    items.push(...parseMetaWebhook(JSON.parse(String(request.body))));
    return reply.send();
  });
  return { app, items, keys, answerNext: (...next: number[]) => statuses.push(...next) };
}

let desk: ReturnType<typeof receiver>;
let whatsapp: WhatsappSimulator;
beforeEach(async () => {
  desk = receiver();
  const webhookUrl = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  whatsapp = await startWhatsappSimulator({
    webhookUrl,
    webhookSecret: 'hook-secret',
    appSecret: 'app-secret',
    retryDelayMs: 1,
    followUps: { echoes: ['send.message', 'messages.upsert'], statuses: ['sent', 'delivered', 'read'] },
  });
});
afterEach(async () => {
  await whatsapp.close();
  await desk.app.close();
});

describe('the stand-in reports what it took, as the real servers do', () => {
  test('Evolution: both echoes and every status carry the id of the answer', async () => {
    const result = await createEvolutionMessenger(depsOf()).send(sendOf(EVOLUTION_LINE), clinicAt(whatsapp.url), always);
    await whatsapp.settled();
    expect(new Set(desk.keys)).toEqual(new Set(['line-key']));
    const messageId = result.kind === 'sent' ? result.providerMessageId : null;
    expect(desk.items.filter(({ kind }) => kind === 'own_echo')).toMatchObject([
      { messageId, chat: PATIENT },
      { messageId, chat: PATIENT },
    ]);
    expect(desk.items.flatMap((item) => (item.kind === 'status' ? [[item.status, item.messageId]] : []))).toEqual([
      ['sent', messageId],
      ['delivered', messageId],
      ['read', messageId],
    ]);
  });

  test('Meta: signed statuses carry our outbox id, also when the caller was not answered', async () => {
    whatsapp.failNext({ kind: 'reset', accept: true });
    const messenger = createMetaMessenger({ ...depsOf(), baseUrl: 'http://unused.invalid', apiVersion: 'v23.0' });
    expect(await messenger.send(sendOf(META_LINE), clinicAt(whatsapp.url), always)).toMatchObject({ kind: 'uncertain' });
    await whatsapp.settled();
    expect(desk.items.map((item) => item.kind === 'status' && [item.status, item.callbackData])).toEqual([
      ['sent', 'outbox-1'],
      ['delivered', 'outbox-1'],
      ['read', 'outbox-1'],
    ]);
  });

  test('a webhook is sent again until it is taken, but not after a 401', async () => {
    desk.answerNext(503, 429);
    const body = evolutionText({ instance: EVOLUTION_LINE.instance, from: PATIENT, text: 'oi' });
    expect(await whatsapp.deliverEvolution(body)).toEqual({ status: 200, traceId: 'trace-of-receiver' });
    desk.answerNext(401);
    expect(await whatsapp.deliverEvolution(body)).toMatchObject({ status: 401 });
    expect(desk.items).toMatchObject([{ kind: 'inbound_text', text: 'oi' }]);
  });
});
