import { randomUUID } from 'node:crypto';
import { createAppointmentAdmin } from '../../../src/adapters/postgres/admin/appointment-admin.ts';
import { createClinicAdmin } from '../../../src/adapters/postgres/admin/clinic-admin.ts';
import { createConversationAdmin } from '../../../src/adapters/postgres/admin/conversation-admin.ts';
import { calendar } from '../../../src/adapters/postgres/calendar.ts';
import { clinicSource } from '../../../src/adapters/postgres/clinic-source.ts';
import { inboxStore } from '../../../src/adapters/postgres/inbox/inbox-store.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { outboxStore } from '../../../src/adapters/postgres/outbox/outbox-store.ts';
import { openPgliteSql } from '../../../src/adapters/postgres/pglite-sql.ts';
import { turnStore } from '../../../src/adapters/postgres/turns/turn-store.ts';
import { parseEvolutionWebhook } from '../../../src/adapters/whatsapp/evolution/parse-webhook.ts';
import { parseMetaWebhook } from '../../../src/adapters/whatsapp/meta/parse-webhook.ts';
import type { AppointmentAdmin, ClinicAdmin, ConversationAdmin } from '../../../src/api/ports.ts';
import type { WiredAgent } from '../../../src/compose/agent.ts';
import { createStories, type Stories } from '../../../src/compose/stories.ts';
import { splitReply } from '../../../src/domain/split-reply.ts';
import { Fault } from '../../../src/errors.ts';
import type { Calendar } from '../../../src/pipeline/ports.ts';
import type { Messenger } from '../../../src/pipeline/sending-ports.ts';
import { NO_CONTEXT } from '../../../src/pipeline/gather-context.ts';
import { createGuardedAgent } from '../../../src/pipeline/guard-agent.ts';
import { createRulesAgent } from '../../../src/pipeline/run-agent.ts';
import { createLogger } from '../../../src/runtime/logger.ts';
import { createMetrics } from '../../../src/runtime/metrics.ts';
import { createInProcessWakeUps } from './in-process-wake-ups.ts';

const POLICY = {
  staleAfterMs: 24 * 3_600_000,
  debounceMs: 1_200,
  burstMaxWaitMs: 8_000,
  sendWithinMs: 5_000,
  staleSendingMs: 20_000,
  maxAttempts: 8,
  probeEveryMs: 3_000,
  clearNoAfterMs: 10_000,
  uncertainHoldsMs: 30_000,
};
const MAX_MESSAGE_CHARACTERS = 4096;
/** More steps than any answer takes: a story that wakes itself for ever is a bug, not a slow one. */
const MAX_STEPS = 200;

/** The stories that serve patients, on a Postgres in this process, with a clock that is set by hand and a sender that only writes down. */
export type DialogWorld = {
  stories: Pick<Stories, 'takeIn'>;
  clinics: ClinicAdmin;
  appointments: AppointmentAdmin;
  conversations: ConversationAdmin;
  clock: { now(): number; set(nowMs: number): void };
  /** Runs what is due, moving the clock on, until nothing waits. Throws Fault('bug') when that never happens. */
  settle(): Promise<void>;
  /** Takes what was sent since the last time, in order. */
  takeSent(): string[];
  /** Takes what went wrong while deciding since the last time (the patient got an apology). */
  takeErrors(): string[];
  close(): Promise<void>;
};

/** Makes the agent of a world; what throws while deciding is told to `onFailed`. */
export type MakeAgent = (calendar: Calendar, onFailed: (error: unknown) => void) => Promise<Pick<WiredAgent, 'agent' | 'close'>>;

/** Opens an empty world; takes two or three seconds. */
export async function openDialogWorld(makeAgent: MakeAgent = rulesAgent): Promise<DialogWorld> {
  const sql = await openPgliteSql({ dataDir: null });
  await migrate(sql);
  let nowMs = 0;
  const clock = { now: () => nowMs, set: (to: number) => void (nowMs = to) };
  const sent: string[] = [];
  const errors: string[] = [];
  const clinics = clinicSource(sql);
  const waiting = createInProcessWakeUps();
  const { wakeUps } = waiting;
  const onFailed = (error: unknown) => void errors.push(String(error));
  const { agent, close: closeAgent } = await makeAgent(calendar(sql), onFailed);
  const split = (reply: string) => splitReply(reply, MAX_MESSAGE_CHARACTERS);
  const stories = createStories({
    takeIn: { clinics, inbox: inboxStore(sql), wakeUps, memory: { warm: () => undefined }, clock },
    runTurn: { clinics, turns: turnStore(sql), gatherContext: async () => NO_CONTEXT, agent, wakeUps, clock, newId: randomUUID, onFailed, splitReply: split },
    sendReply: { clinics, outbox: outboxStore(sql), messenger: recordingMessenger(sent), wakeUps, clock, monotonicMs: () => performance.now() },
    parse: { evolution: parseEvolutionWebhook, meta: parseMetaWebhook },
    policy: POLICY,
    logger: createLogger({ process: 'eval', level: 'silent' }),
    metrics: createMetrics({ process: 'eval' }),
  });
  return {
    stories,
    clinics: createClinicAdmin(sql),
    appointments: createAppointmentAdmin(sql),
    conversations: createConversationAdmin(sql),
    clock,
    async settle() {
      for (let step = 0; step < MAX_STEPS; step += 1) {
        const wake = waiting.next();
        if (wake === null) return;
        clock.set(Math.max(nowMs, wake.dueAtMs));
        await (wake.story === 'turn' ? stories.runTurn(wake.conversationId) : stories.sendReply(wake.conversationId));
      }
      throw new Fault('bug', `the conversation did not come to rest within ${MAX_STEPS} steps`);
    },
    takeSent: () => sent.splice(0),
    takeErrors: () => errors.splice(0),
    close() {
      closeAgent();
      return sql.close();
    },
  };
}

const rulesAgent: MakeAgent = async (days, onFailed) => ({
  agent: createGuardedAgent(
    createRulesAgent({
      calendar: days,
      newId: randomUUID,
      elapsed: () => performance.now(),
      relevanceCheck: 'on',
      toolValidation: 'on',
      onRejected: () => undefined,
      onFailed,
    }),
    { onRefused: ({ problems }) => onFailed(`a reply was refused by the guard: ${problems.join(', ')}`) },
  ),
  close: () => undefined,
});

function recordingMessenger(sent: string[]): Messenger {
  return {
    async send({ text }) {
      sent.push(text);
      return { kind: 'sent', providerMessageId: randomUUID() };
    },
    probe: async () => ({ result: 'sent' }),
    showTyping: async () => undefined,
  };
}
