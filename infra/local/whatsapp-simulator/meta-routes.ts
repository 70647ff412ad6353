import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from './start-whatsapp-simulator.ts';

type GraphRequest = FastifyRequest<{ Params: { version: string; phoneNumberId: string }; Body: Record<string, unknown> | null }>;

const MAX_TEXT_CHARACTERS = 4096;

function refuse(reply: FastifyReply, status: number, code: number, message: string, details?: string): FastifyReply {
  const data = details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } };
  return reply.code(status).send({ error: { message: `(#${code}) ${message}`, type: 'OAuthException', code, ...data, fbtrace_id: 'SimulatedTraceOfGraph' } });
}

/** Graph's messages endpoint as far as Frontdesk calls it: text, template, read with typing indicator. */
export function metaRoutes(app: FastifyInstance, desk: Desk): void {
  app.post('/:version/:phoneNumberId/messages', async (request: GraphRequest, reply) => {
    const instance = request.params.phoneNumberId;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || (desk.accessTokens && Object.hasOwn(desk.accessTokens, instance) && desk.accessTokens[instance] !== token)) {
      return refuse(reply, 401, 190, 'Invalid OAuth access token');
    }
    if (desk.accessTokens && !Object.hasOwn(desk.accessTokens, instance)) return refuse(reply, 400, 100, 'Object does not exist or cannot be loaded');
    const body = request.body ?? {};
    if (body['messaging_product'] !== 'whatsapp') return refuse(reply, 400, 100, 'Invalid parameter', 'messaging_product must be whatsapp');
    if (body['status'] === 'read') return markRead(instance, request, reply);
    return send(instance, body, request, reply);
  });

  function markRead(instance: string, request: GraphRequest, reply: FastifyReply): Promise<FastifyReply> {
    const messageId = request.body?.['message_id'];
    return desk.handle({ provider: 'meta', instance, to: null, call: 'typing' }, request, reply, () => {
      if (request.body?.['typing_indicator']) desk.typings.push({ provider: 'meta', instance, to: String(messageId), atMs: Date.now() });
      return () => reply.send({ success: true });
    });
  }

  function send(instance: string, body: Record<string, unknown>, request: GraphRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const phone = typeof body['to'] === 'string' ? body['to'].replace(/^\+/, '') : null;
    const to = phone ?? (typeof body['recipient'] === 'string' ? body['recipient'] : '');
    const content = readContent(body);
    if (to === '') return refuse(reply, 400, 131008, 'Required parameter is missing', 'The parameter to is required.');
    if (content === null) return refuse(reply, 400, 131008, 'Required parameter is missing', 'The parameter text.body is required.');
    if (content.text.length > MAX_TEXT_CHARACTERS) return refuse(reply, 400, 131009, 'Parameter value is not valid', 'text.body is too long.');
    if (desk.notOnWhatsapp.has(to)) return refuse(reply, 400, 131026, 'Message undeliverable', 'Message Undeliverable.');
    return desk.handle({ provider: 'meta', instance, to, call: 'send' }, request, reply, () => {
      const callbackData = typeof body['biz_opaque_callback_data'] === 'string' ? body['biz_opaque_callback_data'] : null;
      const message = desk.accept({ provider: 'meta', instance, to, ...content, callbackData });
      const contact = phone === null ? { input: to, user_id: to } : { input: to, wa_id: to };
      return () => reply.send({ messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: message.providerMessageId }] });
    });
  }
}

function readContent(body: Record<string, unknown>): { kind: 'text' | 'template'; text: string } | null {
  if (body['type'] === 'template') {
    const template = body['template'] as { components?: { parameters?: { text?: string }[] }[] } | undefined;
    return template ? { kind: 'template', text: template.components?.[0]?.parameters?.[0]?.text ?? '' } : null;
  }
  const text = (body['text'] as { body?: unknown } | undefined)?.body;
  return typeof text === 'string' && text !== '' ? { kind: 'text', text } : null;
}
