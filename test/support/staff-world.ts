import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createClinicAdmin } from '../../src/adapters/postgres/admin/clinic-admin.ts';
import type { Row, Sql } from '../../src/adapters/postgres/sql.ts';
import { notificationStore } from '../../src/adapters/postgres/staff/notification-store.ts';
import type { StaffNotifications } from '../../src/domain/clinic.ts';
import type { Effect } from '../../src/domain/conversation.ts';
import type { NewStaffNotification } from '../../src/domain/staff-notification.ts';
import type { ClaimedNotification, NotificationClaim, TellResult } from '../../src/pipeline/notifying-ports.ts';
import { MessageWorld, T0 } from './message-world.ts';
import { sampleClinic } from './sample-clinic.ts';

export const HOOK: StaffNotifications = { webhookUrl: 'http://staff.test/hook' };
export const STAFF_NUMBER = '351910000077';
export const BOTH: StaffNotifications = { ...HOOK, whatsapp: { to: `+${STAFF_NUMBER}` } };
/** When staff are told, after the turns of a MessageWorld. */
export const NOW = T0 + 20_000;
export const LEASE_MS = 15_000;

/** What staff are told when nothing else matters. */
export function escalation(channel: 'webhook' | 'whatsapp' = 'webhook', subject: string = randomUUID()): NewStaffNotification {
  return { channel, subject, notice: { event: 'escalated', reason: 'asked for a person' } };
}

/** A patient of a clinic that is stored with its setting, and the calls that tell its staff. */
export class StaffWorld extends MessageWorld {
  readonly staff;

  constructor(sql: Sql) {
    super(sql);
    this.staff = notificationStore(sql);
  }

  static async open(sql: Sql, notifications?: StaffNotifications): Promise<StaffWorld> {
    const world = new StaffWorld(sql);
    const channels = [{ provider: 'evolution' as const, instance: world.line.instance, baseUrl: 'http://evolution.test', apiKey: 'key' }];
    const clinic = sampleClinic({ id: world.clinicId, channels });
    await createClinicAdmin(sql).put({ ...clinic, settings: { ...clinic.settings, ...(notifications ? { notifications } : {}) } }, T0);
    return world;
  }

  notifications(): Promise<Row[]> {
    return this.rows('select * from core.staff_notifications where clinic_id = $1 order by channel, subject', [this.clinicId]);
  }

  async told(): Promise<unknown[][]> {
    return (await this.notifications()).map((row) => [row['event'], row['channel'], row['detail']]);
  }

  /** A turn that tells staff something: the conversation's id. */
  async tellingTurn(notifications = [escalation()], effects: Effect[] = [], parts = ['one moment']): Promise<string> {
    const { conversationId } = await this.takeIn();
    const committed = await this.commit(await this.snapshot(conversationId), { notifications, effects, parts, nowMs: T0 + 10_050 });
    expect(committed.kind).toBe('committed');
    return conversationId;
  }

  claimNotice(nowMs = NOW): Promise<NotificationClaim> {
    return this.staff.claim({ clinicId: this.clinicId, nowMs, leaseMs: LEASE_MS });
  }

  /** Claims one that must be there to claim. */
  async claimedNotice(nowMs = NOW): Promise<ClaimedNotification> {
    const claim = await this.claimNotice(nowMs);
    if (claim.kind !== 'claimed') throw new Error(`the claim is ${claim.kind}`);
    return claim.claimed;
  }

  settleNotice({ notification, attempts, trace }: ClaimedNotification, result: TellResult, retryAtMs: number | null = null): Promise<boolean> {
    return this.staff.settle({ id: notification.id, attempts, result, nowMs: NOW + 100, retryAtMs, event: eventOf(trace.traceId) });
  }

  handOver({ notification, attempts, trace }: ClaimedNotification, text = 'Bluebell\nsomebody waits'): Promise<{ conversationId: string } | null> {
    const message = { id: notification.id, attempts, clinicId: this.clinicId, line: this.line, to: STAFF_NUMBER, text, language: 'en' as const, nowMs: NOW };
    return this.staff.handOver(message, eventOf(trace.traceId));
  }

  /** The conversation with staff. */
  async staffThread(): Promise<Row | undefined> {
    return (await this.rows('select * from core.whatsapp_conversations where clinic_id = $1 and patient_key = $2', [this.clinicId, STAFF_NUMBER]))[0];
  }
}

const eventOf = (traceId: string) => ({ traceId, atMs: NOW, stage: 'outbound' as const, name: 'staff told', ms: 1, data: {} });
