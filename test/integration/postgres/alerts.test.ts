import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClinicAdmin } from '../../../src/adapters/postgres/admin/clinic-admin.ts';
import { alertBook } from '../../../src/adapters/postgres/alerts/alert-book.ts';
import { lineWatch } from '../../../src/adapters/postgres/alerts/line-watch.ts';
import { recordConnection } from '../../../src/adapters/postgres/inbox/record-connection.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { Clinic, StaffNotifications } from '../../../src/domain/clinic.ts';
import type { Line } from '../../../src/pipeline/ports.ts';
import { databaseKinds } from '../../support/databases.ts';
import { MessageWorld, T0 } from '../../support/message-world.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const MINUTE_MS = 60_000;
const HOOK: StaffNotifications = { webhookUrl: 'http://staff.test/hook' };

describe.each(await databaseKinds())('alerts on $name', ({ open, skip }) => {
  let sql: Sql;
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  /** A clinic with a line of its own, stored. */
  const newLine = async (notifications?: StaffNotifications): Promise<{ clinic: Clinic; line: Line }> => {
    const instance = `line-${randomUUID()}`;
    const clinic = sampleClinic({
      id: randomUUID(),
      channels: [{ provider: 'evolution', instance, baseUrl: 'http://evolution.test', apiKey: 'key' }],
    });
    await createClinicAdmin(sql).put({ ...clinic, settings: { ...clinic.settings, ...(notifications ? { notifications } : {}) } }, T0);
    return { clinic, line: { provider: 'evolution', instance } };
  };
  const look = async (line: Line, minute: number) => {
    const nowMs = T0 + minute * MINUTE_MS;
    const { raised, over, notOpen } = await lineWatch(sql).watchConnections({ nowMs, notOpenSinceMs: nowMs - 10 * MINUTE_MS, traceId: 'trace-of-alerts' });
    const isMine = (alert: { line: Line }) => alert.line.instance === line.instance;
    return { raised: raised.filter(isMine), over: over.filter(isMine), isNotOpen: notOpen.some((other) => other.instance === line.instance) };
  };
  const told = (clinicId: string) =>
    new MessageWorld(sql).rows('select event, channel, detail, state, trace_id from core.staff_notifications where clinic_id = $1 order by due_at', [clinicId]);

  guarantee('a line is alerted once it has not been open for ten minutes, however often it reports that it tries, and once until it is back', async () => {
    const { clinic, line } = await newLine(HOOK);
    await recordConnection(sql, line, 'open', T0);
    expect((await look(line, 20)).raised).toEqual([]);
    for (let minute = 20; minute <= 40; minute += 2) await recordConnection(sql, line, minute % 4 === 0 ? 'connecting' : 'close', T0 + minute * MINUTE_MS);
    expect(await look(line, 29)).toEqual({ raised: [], over: [], isNotOpen: true });
    const sinceMs = T0 + 20 * MINUTE_MS;
    expect((await look(line, 30)).raised).toEqual([{ kind: 'line_disconnected', clinicId: clinic.id, line, sinceMs, traceId: 'trace-of-alerts' }]);
    expect((await look(line, 31)).raised).toEqual([]);
    expect(await told(clinic.id)).toEqual([
      { event: 'line_disconnected', channel: 'webhook', detail: { line, sinceMs }, state: 'queued', trace_id: 'trace-of-alerts' },
    ]);

    await recordConnection(sql, line, 'open', T0 + 45 * MINUTE_MS);
    expect(await look(line, 46)).toMatchObject({ raised: [], over: [{ kind: 'line_disconnected', line, sinceMs }], isNotOpen: false });
    expect((await look(line, 47)).over).toEqual([]);
    await recordConnection(sql, line, 'close', T0 + 50 * MINUTE_MS);
    expect((await look(line, 61)).raised).toHaveLength(1);
    expect(await told(clinic.id)).toHaveLength(2);
  });

  guarantee('a line that came back and went again between two looks is a new alert', async () => {
    const { line } = await newLine();
    await recordConnection(sql, line, 'close', T0);
    expect((await look(line, 10)).raised).toHaveLength(1);
    await recordConnection(sql, line, 'open', T0 + 11 * MINUTE_MS);
    await recordConnection(sql, line, 'close', T0 + 12 * MINUTE_MS);
    expect(await look(line, 13)).toMatchObject({ raised: [], over: [{ line }] });
    expect((await look(line, 22)).raised).toHaveLength(1);
  });

  guarantee('is told to nobody who did not ask for it', async () => {
    const silent = await newLine();
    const bookingsOnly = await newLine({ ...HOOK, events: ['booked'] });
    for (const { line, clinic } of [silent, bookingsOnly]) {
      await recordConnection(sql, line, 'close', T0);
      expect((await look(line, 60)).raised).toHaveLength(1);
      expect(await told(clinic.id)).toEqual([]);
    }
  });

  guarantee('of two workers that look at once only one raises', async () => {
    const { clinic, line } = await newLine(HOOK);
    await recordConnection(sql, line, 'close', T0);
    const looks = await Promise.all(Array.from({ length: 4 }, () => look(line, 60)));
    expect(looks.flatMap(({ raised }) => raised)).toHaveLength(1);
    expect(await told(clinic.id)).toHaveLength(1);
  });

  guarantee('silence is raised once, told in every channel, and ends when something comes in', async () => {
    const { clinic, line } = await newLine({ ...HOOK, whatsapp: { to: '+351910000077' } });
    const watch = lineWatch(sql);
    const silence = { line, clinicId: clinic.id, sinceMs: T0, traceId: 'trace-of-silence' };
    expect(await watch.raiseSilence([silence], T0 + 1)).toEqual([{ kind: 'line_silent', ...silence }]);
    expect(await watch.raiseSilence([{ ...silence, sinceMs: T0 + 60_000 }], T0 + 60_000)).toEqual([]);
    expect((await told(clinic.id)).map((row) => [row['event'], row['channel']]).sort()).toEqual([
      ['line_silent', 'webhook'],
      ['line_silent', 'whatsapp'],
    ]);
    const other = await newLine();
    expect((await watch.endSilence([other.line])).filter((alert) => alert.clinicId === clinic.id)).toEqual([]);
    expect(await watch.endSilence([line])).toMatchObject([{ kind: 'line_silent', clinicId: clinic.id, line }]);
    expect(await watch.endSilence([line])).toEqual([]);
  });

  guarantee('the alerts of a line end with it', async () => {
    const { clinic, line } = await newLine();
    await recordConnection(sql, line, 'close', T0);
    await look(line, 60);
    await lineWatch(sql).raiseSilence([{ line, clinicId: clinic.id, sinceMs: T0, traceId: 't' }], T0);
    await createClinicAdmin(sql).put({ ...clinic, channels: [] }, T0);
    expect((await look(line, 61)).over).toHaveLength(1);
    expect(await lineWatch(sql).endSilence([])).toMatchObject([{ kind: 'line_silent', line }]);
  });

  guarantee('traffic is counted per line and window, by when messages were received', async () => {
    const world = new MessageWorld(sql);
    const another = world.another();
    for (const receivedAtMs of [T0, T0 + 1, T0 + MINUTE_MS]) await world.takeIn({ receivedAtMs });
    await another.takeIn({ receivedAtMs: T0 });
    const windows = [
      { fromMs: T0, toMs: T0 + MINUTE_MS },
      { fromMs: T0 + MINUTE_MS, toMs: T0 + 2 * MINUTE_MS },
    ];
    expect(
      await lineWatch(sql).traffic([
        { line: world.line, windows },
        { line: another.line, windows },
      ]),
    ).toEqual([
      [2, 1],
      [1, 0],
    ]);
    const heard = await lineWatch(sql).heardSince(T0 + MINUTE_MS);
    expect(heard).toContainEqual(world.line);
    expect(heard).not.toContainEqual(another.line);
  });

  guarantee('what one worker told, no other one tells again; it is told anew after its time, when it is more, and when it was over', async () => {
    const [one, other] = [alertBook(sql), alertBook(sql)];
    const key = randomUUID();
    const tell = (book: typeof one, count: number, minute: number) =>
      book.tell({ key, count, nowMs: T0 + minute * MINUTE_MS, remindMs: 30 * MINUTE_MS, whenMore: true });
    expect([await tell(one, 1, 0), await tell(other, 1, 1), await tell(one, 1, 29), await tell(other, 1, 30)]).toEqual([true, false, false, true]);
    expect([await tell(one, 3, 31), await tell(other, 3, 32), await tell(one, 1, 33), await tell(other, 2, 34)]).toEqual([true, false, false, true]);
    await one.end(key);
    expect(await tell(other, 1, 35)).toBe(true);
    const never = { key: randomUUID(), count: 1, remindMs: null, whenMore: false };
    expect([await one.tell({ ...never, nowMs: T0 }), await other.tell({ ...never, nowMs: T0 + 1e12, count: 9 })]).toEqual([true, false]);
  });

  guarantee('of a family of alerts, those that are over and were told long enough ago end, each for one worker only', async () => {
    const [one, other] = [alertBook(sql), alertBook(sql)];
    const prefix = `family_${randomUUID()}_`;
    const keys = ['kept', 'over', 'fresh'].map((name) => `${prefix}${name}:all:info`);
    for (const [index, key] of keys.entries()) await one.tell({ key, count: 1, nowMs: T0 + index * 10 * MINUTE_MS, remindMs: null, whenMore: false });
    const stranger = `family${randomUUID()}_over`;
    await one.tell({ key: stranger, count: 1, nowMs: T0, remindMs: null, whenMore: false });
    const end = (book: typeof one) => book.endOthers({ prefix, keep: keys.slice(0, 1), toldBeforeMs: T0 + 15 * MINUTE_MS });
    expect((await Promise.all([end(one), end(other)])).flat()).toEqual([keys[1]]);
    const isNews = (key: string) => one.tell({ key, count: 1, nowMs: T0 + 30 * MINUTE_MS, remindMs: null, whenMore: false });
    expect(await Promise.all([...keys, stranger].map(isNews))).toEqual([false, true, false, false]);
  });
});
