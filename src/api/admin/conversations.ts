import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { STATES } from '../../domain/conversation.ts';
import { Fault } from '../../errors.ts';
import type { Clock, WakeUps } from '../../pipeline/ports.ts';
import type { ConversationAdmin, ConversationView, MessageView } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { IdPath, isoUtc, ListQuery, REFUSALS, scopeOf } from './list-query.ts';

export type ConversationRoutesPorts = {
  conversations: ConversationAdmin;
  wakeUps: Pick<WakeUps, 'sender'>;
  clock: Clock;
  newId: () => string;
  audit: Auditor;
};

const Message = z.object({
  direction: z.enum(['in', 'out', 'human']),
  text: z.string().nullable(),
  at: z.iso.datetime(),
  traceId: z.string(),
  providerMessageId: z.string().nullable(),
  status: z.string().meta({
    description:
      'in: pending, answered, merged, superseded, ignored, held or dead_lettered. out, human: queued, sending, uncertain, failed, withdrawn, or once sent the delivery status.',
  }),
});
const Conversation = z.object({
  id: z.guid(),
  clinicId: z.guid(),
  from: z.string(),
  language: z.string().nullable(),
  state: z.enum(STATES),
  context: z.record(z.string(), z.unknown()),
  heldByHuman: z.boolean(),
  version: z.int(),
  messages: z.array(Message),
});
/** WhatsApp's limit of a text message. */
const StaffText = z.object({ text: z.string().trim().min(1).max(4_096) });
/** How many messages of a conversation the calls that change it show. */
const MESSAGES_SHOWN = 100;
const tags = ['conversations'];
const changed = { params: IdPath, response: { ...REFUSALS, 200: Conversation } };

/** Conversations with their messages, and what staff do in them: take over, hand back, write. */
export function conversationRoutes(ports: ConversationRoutesPorts): FastifyPluginAsyncZod {
  const { conversations, audit, clock } = ports;
  const show = (view: ConversationView | null) => {
    if (!view) throw new Fault('not_found', 'no conversation has this id');
    return toJson(view, clock.now());
  };
  return async (app) => {
    const query = ListQuery.extend({ messages: z.coerce.number().int().min(0).max(5_000).default(500) });
    app.get(
      '/api/admin/conversations',
      {
        schema: {
          tags,
          summary: 'Conversations with their newest messages in order, most recently active first',
          querystring: query,
          response: { ...REFUSALS, 200: z.array(Conversation) },
        },
      },
      async (request) => {
        const scope = scopeOf(request.query);
        const views = await conversations.list(scope, { ...scope, messageLimit: request.query.messages });
        await audit('conversation.read', scope.clinicId ? `clinic:${scope.clinicId}` : 'all clinics', {
          count: views.length,
          conversationIds: views.slice(0, MESSAGES_SHOWN).map((view) => view.id),
        });
        return views.map((view) => toJson(view, clock.now()));
      },
    );

    app.post(
      '/api/admin/conversations/:id/takeover',
      { schema: { tags, summary: 'A human answers: silence the bot and withdraw its unsent replies', ...changed } },
      async (request) => {
        await audit('conversation.takeover', `conversation:${request.params.id}`);
        return show(await conversations.takeover(request.params.id, clock.now()));
      },
    );

    app.post(
      '/api/admin/conversations/:id/resume',
      { schema: { tags, summary: 'The bot answers again', description: 'Messages held meanwhile stay held: a human had them.', ...changed } },
      async (request) => {
        await audit('conversation.resume', `conversation:${request.params.id}`);
        return show(await conversations.resume(request.params.id, clock.now()));
      },
    );

    app.post(
      '/api/admin/conversations/:id/messages',
      { schema: { tags, summary: 'Staff write to the patient: takes over and sends', ...changed, body: StaffText } },
      async (request) => {
        const { id } = request.params;
        const message = { outboxId: ports.newId(), conversationId: id, text: request.body.text, nowMs: clock.now(), trace: request.trace };
        await audit('conversation.write', `conversation:${id}`, { outboxId: message.outboxId });
        const written = show(await conversations.write(message));
        // A wake-up is a hint: the message is committed and the sweeper finds it. Failing here would make staff write it twice.
        await ports.wakeUps.sender(id, message.nowMs, { reschedule: true }).catch(() => undefined);
        return written;
      },
    );
  };
}

function toJson(view: ConversationView, nowMs: number): z.infer<typeof Conversation> {
  const { heldUntilMs, messages, state, ...rest } = view;
  return {
    ...rest,
    state: state as z.infer<typeof Conversation>['state'],
    heldByHuman: heldUntilMs !== null && heldUntilMs > nowMs,
    messages: messages.map(messageToJson),
  };
}

function messageToJson({ atMs, ...message }: MessageView): z.infer<typeof Message> {
  return { ...message, at: isoUtc(atMs) };
}
