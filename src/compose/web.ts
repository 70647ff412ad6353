import { randomUUID } from 'node:crypto';
import { createAppointmentAdmin } from '../adapters/postgres/admin/appointment-admin.ts';
import { createAuditLog } from '../adapters/postgres/admin/audit-log.ts';
import { createClinicAdmin } from '../adapters/postgres/admin/clinic-admin.ts';
import { createConversationAdmin } from '../adapters/postgres/admin/conversation-admin.ts';
import { createDeadLetterAdmin } from '../adapters/postgres/admin/dead-letter-admin.ts';
import { createFollowUpReader } from '../adapters/postgres/admin/follow-up-reader.ts';
import { createLedgerReader } from '../adapters/postgres/admin/ledger-reader.ts';
import { createNotificationAdmin } from '../adapters/postgres/admin/notification-admin.ts';
import { createPatientAdmin } from '../adapters/postgres/admin/patient-admin.ts';
import { createTraceReader } from '../adapters/postgres/admin/trace-reader.ts';
import { reviveFollowUp } from '../adapters/postgres/follow-ups/follow-up-store.ts';
import type { Sql } from '../adapters/postgres/sql.ts';
import { proveEvolutionWebhook } from '../adapters/whatsapp/evolution/verify-webhook.ts';
import { withoutCredentials } from '../adapters/whatsapp/evolution/without-credentials.ts';
import { proveMetaWebhook } from '../adapters/whatsapp/meta/verify-webhook.ts';
import { adminRoutes } from '../api/admin/admin-routes.ts';
import { type Check, createHealthRoutes, type ProcessRole } from '../api/health-routes.ts';
import { memoryRoutes } from '../api/memory/memory-routes.ts';
import { memoryMetricsRoute } from '../api/memory/metrics.ts';
import { createHttpServer } from '../api/server.ts';
import { createLineLimiter } from '../ingress/line-limiter.ts';
import { createWebhookRoutes } from '../ingress/webhooks.ts';
import type { DeadLetter, PatientAdmin } from '../api/ports.ts';
import { Fault } from '../errors.ts';
import { FORGET_MEMORIES } from '../pipeline/forget-memories.ts';
import { ConversationWake, FollowUpWake, QUEUES } from '../queues/catalog.ts';
import { asHints, type Producer } from '../queues/producer.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import { withSpan } from '../runtime/span.ts';
import type { Foundation } from './foundation.ts';
import { memoryTotals } from './memory-figures.ts';

export type HttpOptions = {
  role: ProcessRole;
  port: number;
  draining: () => boolean;
  /** Null: this process works no queues. */
  workerCheck: Check | null;
  adminToken: string | null;
};

/** Starts the web side: webhooks, admin API, health, metrics and documentation. Resolves with its URL once it listens. */
export async function startWeb(foundation: Foundation, options: HttpOptions): Promise<{ url: string; close(): Promise<void> }> {
  const memoryFigures = memoryMetricsRoute({ totals: () => memoryTotals(foundation), clock: foundation.clock });
  const plugins = [healthOf(foundation, options), webhooksOf(foundation, options.draining), adminOf(foundation), memoryOf(foundation), memoryFigures];
  return listen(foundation, options, plugins, true);
}

/** Starts the small server of a worker process: health and metrics only. */
export async function startWorkerHttp(foundation: Foundation, options: HttpOptions): Promise<{ url: string; close(): Promise<void> }> {
  return listen(foundation, options, [healthOf(foundation, options)], false);
}

async function listen({ config, logger, clock }: Foundation, options: HttpOptions, plugins: ReturnType<typeof healthOf>[], hasDocs: boolean) {
  const server = createHttpServer({
    plugins,
    adminToken: options.adminToken,
    log: logger,
    clock,
    draining: options.draining,
    docsVersion: hasDocs ? '1' : null,
  });
  await server.listen({ port: options.port, host: config.host });
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function healthOf({ checks, clock, metrics }: Foundation, options: HttpOptions) {
  return createHealthRoutes({
    role: options.role,
    checks: { ...checks, worker: options.workerCheck },
    draining: options.draining,
    clock,
    metrics: async () => ({ contentType: metrics.contentType, body: await metrics.text() }),
  });
}

function webhooksOf({ config, producer, clinics, metrics, logger, clock }: Foundation, draining: () => boolean) {
  const queue = withFailpoints('inboundQueue', { add: producer.addInbound }, config.failpoint);
  return createWebhookRoutes(
    { evolutionSecret: config.evolutionWebhookSecret ?? null, metaAppSecrets: config.metaAppSecret, metaVerifyToken: config.metaVerifyToken ?? null },
    {
      queue,
      channels: { find: (instance) => clinics.findEvolutionChannel(instance) },
      limiter: createLineLimiter({ rate: { perSecond: config.lineRatePerSecond, burst: config.lineRateBurst }, nowMs: () => clock.now() }),
      proveEvolution: proveEvolutionWebhook,
      proveMeta: proveMetaWebhook,
      withoutCredentials,
      counters: { count: (name, labels) => metrics.webhook({ provider: labels['provider'] ?? 'unknown', outcome: labels['outcome'] ?? name }) },
      log: {
        info: (message, fields) => logger.info(message, { ...fields, stage: 'ingress' }),
        warn: (message, fields) => logger.warn(message, { ...fields, stage: 'ingress' }),
        error: (message, fields) => logger.error(message, { ...fields, stage: 'ingress' }),
      },
      draining,
      clock,
      inSpan: ({ traceId, traceparent, provider }, work) =>
        withSpan('webhook', { kind: 'server', parent: traceparent, attributes: { 'frontdesk.trace_id': traceId, 'frontdesk.provider': provider } }, (span) =>
          work(span.traceparent),
        ),
    },
  );
}

function adminOf({ sql, clock, producer, clinics }: Foundation) {
  return adminRoutes({
    clinics: createClinicAdmin(sql),
    conversations: createConversationAdmin(sql),
    appointments: createAppointmentAdmin(sql),
    followUps: createFollowUpReader(sql),
    notifications: createNotificationAdmin(sql),
    traces: createTraceReader(sql),
    ledger: createLedgerReader(sql),
    deadLetters: createDeadLetterAdmin(sql),
    patients: forgottenSoon(createPatientAdmin(sql), producer),
    audit: createAuditLog(sql),
    wakeUps: asHints(producer.wakeUps),
    requeue: (letter) => requeue(letter, producer, sql),
    onClinicChanged: (clinicId, lines) => clinics.changed(clinicId, lines),
    clock,
    newId: randomUUID,
  });
}

/** Copies of what is remembered go at once; without Redis the job that runs by the clock has them forget. */
function forgottenSoon(patients: PatientAdmin, { queues }: Producer): PatientAdmin {
  return {
    async erase(input) {
      const report = await patients.erase(input);
      await queues.background.add(FORGET_MEMORIES, {}, { removeOnComplete: true, removeOnFail: true }).catch(() => undefined);
      return report;
    },
  };
}

function memoryOf({ config, snippets, sql, clock }: Foundation) {
  return memoryRoutes({
    providerMode: !config.enableContext7Memory ? 'off' : config.context7BaseUrl === undefined ? 'local' : 'on',
    health: snippets.health,
    environment: config.nodeEnv,
    find: (scopeId) => snippets.finder.find(scopeId),
    save: snippets.save,
    learn: snippets.learn,
    snippetsOn: () => snippets.switches.isOn('SNIPPETS'),
    askForSync: snippets.askForSync,
    reportSync: snippets.reportSync,
    switches: snippets.switches,
    audit: createAuditLog(sql),
    clock,
  });
}

/** Back to the queue it came from; turns are revived in Postgres and never reach this. */
async function requeue(letter: DeadLetter, producer: Producer, sql: Sql): Promise<void> {
  if (letter.queue === QUEUES.inbound.name) return producer.requeueInbound(letter.payload, 0);
  if (letter.queue === QUEUES.outbound.name)
    return producer.wakeUps.sender(ConversationWake.parse(letter.payload).conversationId, Date.now(), { reschedule: true });
  if (letter.queue === QUEUES.followUps.name) {
    // Due again, so the sweeper wakes it.
    return reviveFollowUp(sql, { followUpId: FollowUpWake.parse(letter.payload).followUpId, nowMs: Date.now() });
  }
  throw new Fault('invalid_input', `dead letters of the queue ${letter.queue} can't be replayed; discard it`);
}
