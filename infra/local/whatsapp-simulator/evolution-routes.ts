import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { evolutionRecord } from './sent-messages.ts';
import type { Desk } from './start-whatsapp-simulator.ts';

type InstanceRequest = FastifyRequest<{ Params: { instance: string }; Body: Record<string, unknown> | null }>;

const PRESENCES = ['unavailable', 'available', 'composing', 'recording', 'paused'];

function refuse(reply: FastifyReply, status: number, error: string, message: unknown): FastifyReply {
  return reply.code(status).send({ status, error, response: { message } });
}

/** Evolution API v2 as far as Frontdesk calls it: the same answers, the same errors, the same order of checks. */
export function evolutionRoutes(app: FastifyInstance, desk: Desk): void {
  /** Unknown instances are told before the key is looked at, as the real server does. True when the call may go on. */
  function admit(request: InstanceRequest, reply: FastifyReply): boolean {
    const { instance } = request.params;
    if (desk.apikeys && !Object.hasOwn(desk.apikeys, instance)) {
      refuse(reply, 404, 'Not Found', [`The "${instance}" instance does not exist`]);
      return false;
    }
    const key = request.headers['apikey'];
    if (typeof key !== 'string' || key === '' || (desk.apikeys && desk.apikeys[instance] !== key)) {
      refuse(reply, 401, 'Unauthorized', 'Unauthorized');
      return false;
    }
    desk.webhookKeys.set(instance, key);
    return true;
  }

  function required(body: Record<string, unknown>, reply: FastifyReply, ...names: string[]): boolean {
    const missing = names.filter((name) => body[name] === undefined);
    if (missing.length > 0) refuse(reply, 400, 'Bad Request', [missing.map((name) => `instance requires property "${name}"`)]);
    return missing.length === 0;
  }

  app.post('/message/sendText/:instance', async (request: InstanceRequest, reply) => {
    if (!admit(request, reply)) return reply;
    const body = request.body ?? {};
    if (!required(body, reply, 'number', 'text')) return reply;
    const { number, text } = body;
    if (typeof number !== 'string') return refuse(reply, 400, 'Bad Request', [['number is not of a type(s) string']]);
    const to = number.replace(/@s\.whatsapp\.net$/, '').replace(/^\+|\s/g, '');
    const call = { provider: 'evolution', instance: request.params.instance, to, call: 'send' } as const;
    if (desk.isDisconnected(call.instance)) return refuse(reply, 400, 'Bad Request', ['Error: Connection Closed']);
    if (String(text).trim() === '') return refuse(reply, 400, 'Bad Request', ['Text is required']);
    if (desk.notOnWhatsapp.has(to)) return refuse(reply, 400, 'Bad Request', [{ jid: `${to}@s.whatsapp.net`, exists: false, number: to }]);
    return desk.handle(call, request, reply, () => {
      const message = desk.accept({ provider: 'evolution', instance: call.instance, to, text: String(text), kind: 'text', callbackData: null });
      return () => reply.code(201).send(evolutionRecord(message));
    });
  });

  app.post('/chat/sendPresence/:instance', async (request: InstanceRequest, reply) => {
    if (!admit(request, reply)) return reply;
    const body = request.body ?? {};
    if (!required(body, reply, 'number', 'delay', 'presence')) return reply;
    if (!PRESENCES.includes(String(body['presence']))) return refuse(reply, 400, 'Bad Request', [[`presence is not one of enum values: ${PRESENCES.join()}`]]);
    const call = { provider: 'evolution', instance: request.params.instance, to: String(body['number']), call: 'typing' } as const;
    return desk.handle(call, request, reply, () => {
      desk.typings.push({ provider: 'evolution', instance: call.instance, to: call.to, atMs: Date.now() });
      return () => reply.code(201).send({ presence: body['presence'] });
    });
  });

  app.post('/chat/markMessageAsRead/:instance', async (request: InstanceRequest, reply) => {
    if (!admit(request, reply) || !required(request.body ?? {}, reply, 'readMessages')) return reply;
    return reply.code(201).send({ message: 'Read messages', read: 'success' });
  });

  app.post('/chat/findMessages/:instance', async (request: InstanceRequest, reply) => {
    if (!admit(request, reply)) return reply;
    const call = { provider: 'evolution', instance: request.params.instance, to: null, call: 'find' } as const;
    return desk.handle(call, request, reply, () => () => reply.send(findMessages(desk, call.instance, request.body ?? {})));
  });

  app.get('/instance/connectionState/:instance', async (request: InstanceRequest, reply) => {
    if (!admit(request, reply)) return reply;
    const { instance } = request.params;
    return reply.send({ instance: { instanceName: instance, state: desk.isDisconnected(instance) ? 'close' : 'open' } });
  });
}

/** Newest first, `offset` records a page, filtered by key. */
function findMessages({ sent, received }: Desk, instance: string, body: Record<string, unknown>): Record<string, unknown> {
  const key = ((body['where'] as Record<string, unknown> | undefined)?.['key'] ?? {}) as Record<string, unknown>;
  const matching = sent
    .filter((message) => message.provider === 'evolution' && message.instance === instance)
    .map(evolutionRecord)
    .concat(received.filter((message) => message.instance === instance).map(({ record }) => record))
    .sort((a, b) => Number(a['messageTimestamp']) - Number(b['messageTimestamp']))
    .filter((record) => Object.entries(key).every(([name, value]) => (record['key'] as Record<string, unknown>)[name] === value))
    .reverse();
  const size = Number(body['offset'] ?? 50);
  const page = Number(body['page'] ?? 1);
  const records = matching
    .slice((page - 1) * size, page * size)
    .map((record) => ({ id: `db-${(record['key'] as { id: string }).id}`, ...record, MessageUpdate: [] }));
  return { messages: { total: matching.length, pages: Math.ceil(matching.length / size), currentPage: page, records } };
}
