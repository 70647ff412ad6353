import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evolutionConnection, evolutionFromMe } from '../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import { type ReceivedCall, startStaffReceiver, type StaffReceiver } from '../support/staff-receiver.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

const STAFF = '351910000077';
const SECRET = 'shared-with-the-clinic';
const servers = useServers();
let receiver: StaffReceiver;
let system: System;
let nextPatient = 0;
const patient = () => `3519200${String((nextPatient += 1)).padStart(5, '0')}`;

beforeAll(async () => {
  receiver = await startStaffReceiver();
  system = await servers.start({
    workers: 2,
    env: { LINE_WATCH_EVERY_MS: '1000', LINE_DISCONNECTED_AFTER_MS: '1000' },
    simulator: { followUps: { echoes: ['send.message', 'messages.upsert'], statuses: ['delivered'] } },
    clinic: (clinic) => ({
      ...clinic,
      settings: { ...clinic.settings, notifications: { webhookUrl: `${receiver.url}/frontdesk`, webhookSecret: SECRET, whatsapp: { to: `+${STAFF}` } } },
    }),
  });
});
afterAll(() => receiver?.close());

type Notice = {
  id: string;
  event: string;
  clinicId: string;
  conversationId: string;
  traceId: string;
  patient: { from: string; name?: string };
  appointment?: { service: string; doctor: string; start: string; previousStart?: string };
  reason?: string;
  effects?: string[];
};
const isSigned = ({ headers, body }: ReceivedCall) => headers['x-frontdesk-signature'] === `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
const noticesOf = (from: string) => receiver.calls.map((call) => JSON.parse(call.body) as Notice).filter((notice) => notice.patient?.from === from);
const noticed = (from: string, event: string) =>
  until(`staff to be told: ${event}\n${system.lines().slice(-10).join('\n')}`, () => noticesOf(from).find((notice) => notice.event === event));
const talk = async (from: string, text: string): Promise<string> => {
  const before = system.repliesTo(from).length;
  await system.say(from, text);
  return system.reply(from, before + 1);
};
const connection = (state: 'open' | 'close') => system.post(evolutionConnection({ instance: system.instance, apikey: 'line-key', state }));

describeOnServers('staff are told', () => {
  it('of a booking, a change and a cancellation: once, signed, under the trace of the patient’s message', async () => {
    const from = patient();
    await talk(from, 'Hi, my name is Mark Ellis. I want to book a cleaning with Dr. Lea next Thursday at 14:00');
    const { traceId } = await system.say(from, 'yes');
    const booked = await noticed(from, 'booked');
    expect(booked).toMatchObject({
      clinicId: system.clinic.id,
      traceId,
      patient: { from, name: expect.stringContaining('Mark') },
      appointment: { service: 'Cleaning', doctor: 'Dr. Lea Brandt', start: expect.stringMatching(/T14:00:00[+-]\d\d:\d\d$/) },
    });
    await system.reply(from, 2);
    await talk(from, 'Please move my appointment to 15:00 that day');
    if (!noticesOf(from).some((notice) => notice.event === 'moved')) await talk(from, 'yes');
    const moved = await noticed(from, 'moved');
    expect(moved.appointment).toMatchObject({ start: expect.stringMatching(/T15:00/), previousStart: booked.appointment?.start });
    await talk(from, 'Cancel my appointment please');
    if (!noticesOf(from).some((notice) => notice.event === 'cancelled')) await talk(from, 'yes');
    await noticed(from, 'cancelled');
    await system.settled();

    expect(noticesOf(from).map((notice) => notice.event)).toEqual(['booked', 'moved', 'cancelled']);
    expect(receiver.calls.every(isSigned)).toBe(true);
    expect(receiver.calls.map((call) => call.headers['idempotency-key'])).toEqual(receiver.calls.map((call) => (JSON.parse(call.body) as Notice).id));

    const told = await until('three messages to staff', () => {
      const messages = system.repliesTo(STAFF).filter((text) => text.includes(`+${from}`));
      return messages.length >= 3 ? messages : null;
    });
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/^Bluebell\nNew appointment: Cleaning, Dr\. Lea Brandt, .* at 14:00\nPatient: .*Mark.*, \+351/);

    const trace = await system.admin<{ events: { name: string }[] }>('GET', `/traces/${traceId}`);
    expect(trace.body.events.map((event) => event.name)).toEqual(expect.arrayContaining(['staff delivered', 'staff handed_over']));
  });

  it('of a hand-over; what our own line says to staff takes over no conversation, and what staff write is no patient’s', async () => {
    const from = patient();
    await talk(from, 'I want to speak to a human please');
    expect(await noticed(from, 'escalated')).toMatchObject({ reason: expect.any(String) });
    await until('the message to staff', () => system.repliesTo(STAFF).find((text) => text.includes(`+${from}`)));
    await system.simulator.settled();
    await system.settled();

    const before = await system.ledger();
    const repliesBefore = system.repliesTo(STAFF).length;
    await system.say(STAFF, 'How much is whitening?');
    await system.post(evolutionFromMe({ instance: system.instance, apikey: 'line-key', to: STAFF, text: 'Lunch at one?' }));
    const ledger = await until('the message of staff in the ledger', async () => {
      const now = await system.ledger();
      return now.accepted > before.accepted ? now : null;
    });
    expect(ledger.ignored['staff_number']).toBe((before.ignored['staff_number'] ?? 0) + 1);

    // Told all the same afterwards, and the patients go on being answered.
    const next = patient();
    await talk(next, 'I want to speak to a human please');
    await until('the next message to staff', () => system.repliesTo(STAFF).find((text) => text.includes(`+${next}`)));
    expect(system.repliesTo(STAFF)).toHaveLength(repliesBefore + 1);
    const { body } = await system.admin<{ heldByHuman: boolean }[]>('GET', `/conversations?clinicId=${system.clinic.id}&from=${STAFF}`);
    expect(body).toMatchObject([{ heldByHuman: false }]);
    expect(system.lines().filter((line) => line.includes('"outcome":"takeover"'))).toEqual([]);
    expect(await talk(patient(), 'How much is whitening?')).toMatch(/250/);
  });

  it('of a reply that could not be sent', async () => {
    const from = patient();
    system.simulator.failNext({
      kind: 'status',
      status: 400,
      body: { status: 400, error: 'Bad Request', response: { message: [{ exists: false, jid: `${from}@s.whatsapp.net`, number: from }] } },
      match: { to: from },
    });
    const { traceId } = await system.say(from, 'How much is a filling?');
    expect(await noticed(from, 'send_failed')).toMatchObject({ reason: 'recipient:not_on_whatsapp', effects: [], traceId });
  });

  it('again when their system was away, and the list shows it', async () => {
    const from = patient();
    let refusals = 2;
    receiver.answer = (response) => response.writeHead(refusals-- > 0 ? 503 : 204, { 'retry-after': '1' }).end();
    await talk(from, 'I want to speak to a human please');
    const { id } = await noticed(from, 'escalated');
    const view = await until('delivery', async () => {
      const { body } = await system.admin<{ id: string; state: string; attempts: number }[]>(
        'GET',
        `/notifications?clinicId=${system.clinic.id}&state=delivered`,
      );
      return body.find((one) => one.id === id);
    });
    expect(view.attempts).toBe(3);
    const attempts = receiver.calls.filter((call) => call.headers['idempotency-key'] === id);
    expect(attempts).toHaveLength(3);
    expect(new Set(attempts.map((call) => call.body)).size).toBe(1);
  });

  it('nothing names a patient in the log, which has a line for each notification', async () => {
    const lines = system.lines();
    expect(lines.some((line) => line.includes('"msg":"staff told"') && line.includes('"event":"booked"'))).toBe(true);
    for (const told of [STAFF, 'Mark Ellis', SECRET, 'Lunch at one', '/frontdesk']) expect(lines.filter((line) => line.includes(told))).toEqual([]);
    expect(lines.filter((line) => /"3519200\d{5}"/.test(line))).toEqual([]);
  });
});

describeOnServers('a line that is not connected', () => {
  it('is alerted once and told to staff, what is to be sent waits, and it goes on when the line is back', async () => {
    const from = patient();
    const hooksBefore = receiver.calls.length;
    await connection('close');
    system.simulator.setDisconnected(system.instance, true);
    await system.say(from, 'How much is whitening?');
    const call = await until('the alert', () => receiver.calls.slice(hooksBefore).find(({ body }) => body.includes('line_disconnected')));
    expect(JSON.parse(call.body)).toMatchObject({ event: 'line_disconnected', line: { provider: 'evolution', instance: system.instance } });
    const alerts = () => system.lines().filter((line) => line.includes('[ALERT_ERROR] a line is disconnected'));
    await until('the log line', () => alerts().length > 0);
    expect(system.repliesTo(from)).toEqual([]);

    system.simulator.setDisconnected(system.instance, false);
    await connection('open');
    expect(await system.reply(from)).toMatch(/250/);
    await until('the end of the alert', () => system.lines().some((line) => line.includes('"msg":"a line is back"')));
    expect(alerts()).toHaveLength(1);
    expect(receiver.calls.filter(({ body }) => body.includes('line_disconnected'))).toHaveLength(1);
  });
});
