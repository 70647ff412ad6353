import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { createAppointmentAdmin } from '../../../src/adapters/postgres/admin/appointment-admin.ts';
import { createAuditLog } from '../../../src/adapters/postgres/admin/audit-log.ts';
import { createClinicAdmin } from '../../../src/adapters/postgres/admin/clinic-admin.ts';
import { createConversationAdmin } from '../../../src/adapters/postgres/admin/conversation-admin.ts';
import { createDeadLetterAdmin } from '../../../src/adapters/postgres/admin/dead-letter-admin.ts';
import { createFollowUpReader } from '../../../src/adapters/postgres/admin/follow-up-reader.ts';
import { createLedgerReader } from '../../../src/adapters/postgres/admin/ledger-reader.ts';
import { createNotificationAdmin } from '../../../src/adapters/postgres/admin/notification-admin.ts';
import { createPatientAdmin } from '../../../src/adapters/postgres/admin/patient-admin.ts';
import { createTraceReader } from '../../../src/adapters/postgres/admin/trace-reader.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { adminRoutes } from '../../../src/api/admin/admin-routes.ts';
import type { DeadLetter } from '../../../src/api/ports.ts';
import { createHttpServer } from '../../../src/api/server.ts';
import type { Line } from '../../../src/pipeline/ports.ts';
import type { DatabaseKind } from '../../support/databases.ts';

const TOKEN = 'a-token-of-the-tests';
// What a JSON API answers; each test says what it expects of it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;
export type Answer = { status: number; type: string; body: Json };

/** The admin API over a database, without a network: calls are injected, wake-ups and cache invalidations are recorded. */
export type AdminWorld = {
  sql: Sql;
  clock: { nowMs: number };
  wokenConversations: string[];
  wokenSenders: string[];
  wokenStaff: string[];
  requeued: DeadLetter[];
  changedClinics: { clinicId: string; lines: Line[] }[];
  call(method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
};

/** Opens the admin API on a migrated database. */
export function openAdmin(sql: Sql): AdminWorld {
  const clock = { nowMs: Date.parse('2026-03-10T08:00:00Z') };
  const world = {
    wokenConversations: [] as string[],
    wokenSenders: [] as string[],
    wokenStaff: [] as string[],
    requeued: [] as DeadLetter[],
    changedClinics: [] as { clinicId: string; lines: Line[] }[],
  };
  const routes = adminRoutes({
    clinics: createClinicAdmin(sql),
    conversations: createConversationAdmin(sql),
    appointments: createAppointmentAdmin(sql),
    followUps: createFollowUpReader(sql),
    notifications: createNotificationAdmin(sql),
    traces: createTraceReader(sql),
    ledger: createLedgerReader(sql),
    deadLetters: createDeadLetterAdmin(sql),
    patients: createPatientAdmin(sql),
    audit: createAuditLog(sql),
    wakeUps: {
      conversation: async (id) => void world.wokenConversations.push(id),
      sender: async (id) => void world.wokenSenders.push(id),
      staff: async (id) => void world.wokenStaff.push(id),
    },
    requeue: async (letter) => void world.requeued.push(letter),
    onClinicChanged: async (clinicId, lines) => void world.changedClinics.push({ clinicId, lines }),
    clock: { now: () => clock.nowMs },
    newId: randomUUID,
  });
  const failures: unknown[] = [];
  const server = createHttpServer({
    plugins: [routes],
    adminToken: TOKEN,
    log: { error: (fields) => void failures.push(fields) },
    clock: { now: () => clock.nowMs },
    docsVersion: 'test',
  });
  return {
    ...world,
    sql,
    clock,
    async call(method, url, body, headers = {}) {
      const response = await server.inject({
        method,
        url,
        headers: { authorization: `Bearer ${TOKEN}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      if (response.statusCode === 500) throw new Error('the API failed', { cause: failures.at(-1) });
      return {
        status: response.statusCode,
        type: String(response.headers['content-type'] ?? ''),
        body: response.body === '' ? null : JSON.parse(response.body),
      };
    },
    close: () => server.close(),
  };
}

/** The same tests on every kind of database; one that is not there is reported as skipped, with the reason. */
export function onEveryDatabase(kinds: DatabaseKind[], title: string, tests: (open: DatabaseKind['open']) => void): void {
  for (const kind of kinds) describe.skipIf(kind.skip)(`${title} on ${kind.name}`, () => tests(kind.open));
}
