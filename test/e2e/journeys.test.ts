import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  evolutionEdit,
  evolutionFromMe,
  evolutionPresence,
  evolutionRevoke,
  evolutionText,
  metaSigned,
  metaText,
} from '../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import type { PgSql } from '../../src/adapters/postgres/pg-sql.ts';
import { openTestPg } from '../support/fresh-database.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import { APP_SECRET, type System } from '../support/system.ts';
import { until } from '../support/until.ts';

const servers = useServers();
let system: System;
let database: PgSql;
let nextPatient = 0;
const patient = () => `3519000${String((nextPatient += 1)).padStart(5, '0')}`;

beforeAll(async () => {
  system = await servers.start({ workers: 2, simulator: { followUps: { echoes: ['send.message'], statuses: ['delivered'] } } });
  database = openTestPg(String(system.env['DATABASE_URL']), { poolSize: 1 });
});
afterAll(() => database?.close());

type Conversation = {
  id: string;
  state: string;
  language: string;
  heldByHuman: boolean;
  version: number;
  messages: { direction: string; text: string; status: string; traceId: string }[];
};
const conversationOf = async (from: string) => {
  const { body } = await system.admin<Conversation[]>('GET', `/conversations?clinicId=${system.clinic.id}&from=${encodeURIComponent(from)}`);
  const [conversation] = body;
  if (!conversation) throw new Error('no conversation');
  return conversation;
};
type Booked = { id: string; start: string; status: string; createdBy: string };
const appointmentsOf = async (from: string) => (await system.admin<Booked[]>('GET', `/appointments?clinicId=${system.clinic.id}&from=${from}`)).body;

/** Says one thing and waits for the answer to it. */
async function talk(from: string, text: string): Promise<string> {
  const before = system.repliesTo(from).length;
  await system.say(from, text);
  return system.reply(from, before + 1);
}

/** Until when the bot waits for the rest of what a patient writes; null when it does not. */
async function quietUntilMs(from: string): Promise<number | null> {
  const [row] = await database.query<{ ms: number | null }>(QUIET_UNTIL, [system.clinic.id, from]);
  return row?.ms ?? null;
}
const QUIET_UNTIL = {
  name: 'test_quiet_until',
  text: 'select core.ms(quiet_until) as ms from core.whatsapp_conversations where clinic_id = $1::uuid and patient_key = $2',
};

/** A quiet window long enough for what a test sends within it, also on a busy machine; null: the system's own. */
async function storeQuietWindow(debounceMs: number | null): Promise<void> {
  const settings = debounceMs === null ? {} : { debounceMs, burstMaxWaitMs: 20_000 };
  await system.admin('PUT', `/clinics/${system.clinic.id}`, { ...system.clinic, settings });
}

describeOnServers('a message gets one sensible answer', () => {
  it.each([
    ['en', 'Hello, how much is a cleaning?', /70/],
    ['es', 'Hola, ¿cuánto cuesta una limpieza?', /70/],
    ['pt', 'Olá, quanto custa uma limpeza?', /70/],
    ['ru', 'Здравствуйте, сколько стоит чистка?', /70/],
    ['he', 'שלום, כמה עולה ניקוי?', /70/],
  ])('in the patient’s language: %s', async (language, text, price) => {
    const from = patient();
    const answer = await talk(from, text);
    expect(answer).toMatch(price);
    expect((await conversationOf(from)).language).toBe(language);
  });

  it('twenty deliveries of one webhook get one answer', async () => {
    const from = patient();
    const body = evolutionText({ instance: system.instance, apikey: 'line-key', from, text: 'What are your opening hours?' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => system.post(body)));
    // The same message again in other bytes: a restarted Evolution server writes another date_time.
    const again = await Promise.all(Array.from({ length: 10 }, (_, n) => system.post({ ...body, date_time: `2026-01-01T00:00:0${n}.000Z` })));
    expect([...answers, ...again].map((answer) => answer.status)).toEqual(Array(20).fill(200));
    expect(answers.filter((answer) => answer.json['duplicate'] === true)).toHaveLength(9);
    expect(new Set(answers.map((answer) => answer.json['traceId'])).size).toBe(1);
    await system.reply(from);
    await system.settled();
    expect(system.repliesTo(from)).toHaveLength(1);
  });

  it('works through Meta’s Cloud API as well', async () => {
    const from = patient();
    const phoneNumberId = `20${Date.now()}`;
    await system.admin('PUT', `/clinics/${system.clinic.id}`, {
      ...system.clinic,
      channels: [...system.clinic.channels, { provider: 'meta', phoneNumberId, accessToken: 'graph-token' }],
    });
    const { headers, payload } = metaSigned(metaText({ phoneNumberId, from, text: 'What is your address?' }), APP_SECRET);
    const response = await fetch(`${system.ingress.url}/webhooks/meta`, { method: 'POST', headers, body: payload });
    expect(response.status).toBe(200);
    expect(await system.reply(from)).toMatch(/12 Rose Street/);
  });
});

describeOnServers('what arrives within the quiet window is one thought', () => {
  beforeAll(() => storeQuietWindow(4_000));
  afterAll(() => storeQuietWindow(null));

  it('five messages in a burst get one answer, and all of them are accounted for', async () => {
    const from = patient();
    const before = await system.settled();
    for (const text of ['hi', 'I have a question', 'about whitening', 'how much', 'is it?']) await system.say(from, text);
    expect(await system.reply(from)).toMatch(/250/);
    const after = await system.settled({ accepted: before.accepted + 5 });
    expect(after.answered - before.answered).toBe(1);
    expect(after.merged - before.merged).toBe(4);
    expect(system.repliesTo(from)).toHaveLength(1);
  });

  it('a typing presence makes the bot wait, so that the rest of the thought is answered with it', async () => {
    const from = patient();
    const before = await system.settled();
    await system.say(from, 'How much is');
    const untilMs = await until('the quiet window', () => quietUntilMs(from));
    await system.post(evolutionPresence({ instance: system.instance, apikey: 'line-key', from }));
    await until('the window to be moved', async () => ((await quietUntilMs(from)) ?? 0) > untilMs);
    await system.say(from, 'a filling?');
    expect(await system.reply(from)).toMatch(/90/);
    await system.settled({ accepted: before.accepted + 2 });
    expect(system.repliesTo(from)).toHaveLength(1);
  });
});

describeOnServers('a conversation changes real appointments', () => {
  it('books after confirmation, moves, and cancels', async () => {
    const from = patient();
    await talk(from, 'Hi, my name is Mark Ellis. I want to book a cleaning with Dr. Lea next Thursday at 14:00');
    expect(await appointmentsOf(from)).toEqual([]);
    const booked = await talk(from, 'yes');
    expect(booked).toMatch(/booked/i);
    const [first] = await appointmentsOf(from);
    expect(first).toMatchObject({ status: 'booked', createdBy: 'bot' });
    expect(first?.start).toMatch(/T14:00/);

    await talk(from, 'Please move it to next Friday at 15:00');
    const moved = await talk(from, 'yes');
    expect(moved).toMatch(/moved/i);
    expect((await appointmentsOf(from)).find((appointment) => appointment.status === 'booked')?.start).toMatch(/T15:00/);

    await talk(from, 'I need to cancel my appointment');
    const cancelled = await talk(from, 'yes');
    expect(cancelled).toMatch(/cancelled/i);
    expect((await appointmentsOf(from)).filter((appointment) => appointment.status === 'booked')).toEqual([]);
  });

  it('two patients who want the same slot at the same moment: one gets it, the other gets alternatives, nobody is told a lie', async () => {
    const [one, two] = [patient(), patient()];
    for (const from of [one, two])
      await talk(from, `Hi, I am ${from === one ? 'Ann Lee' : 'Bob Ray'}, book a cleaning with Dr. Lea in two weeks on Wednesday at 12:00`);
    await Promise.all([one, two].map((from) => talk(from, 'yes')));
    const booked = (await Promise.all([one, two].map(appointmentsOf))).flat().filter((appointment) => appointment.status === 'booked');
    expect(booked, [one, two].flatMap(system.repliesTo).join('\n')).toHaveLength(1);
    const claims = [one, two].filter((from) => /is booked/i.test(system.repliesTo(from).at(-1) ?? ''));
    expect(claims).toHaveLength(1);
  });
});

describeOnServers('a human takes over', () => {
  it('by writing from the clinic’s own phone: the bot is silent until resumed', async () => {
    const from = patient();
    await talk(from, 'Hello');
    await system.settled();
    await system.post(evolutionFromMe({ instance: system.instance, apikey: 'line-key', to: from, text: 'This is Vera from the desk, I will help you.' }));
    await until('takeover', async () => (await conversationOf(from)).heldByHuman);
    await system.say(from, 'How much is a filling?');
    await until('the message to be held', async () => (await conversationOf(from)).messages.some((message) => message.status === 'held'));
    expect(system.repliesTo(from)).toHaveLength(1);
    const conversation = await conversationOf(from);
    expect(conversation.messages.map((message) => message.direction)).toEqual(['in', 'out', 'human', 'in']);
    await system.admin('POST', `/conversations/${conversation.id}/resume`);
    expect(await talk(from, 'How much is whitening?')).toMatch(/250/);
  });

  it('our own echoes take nothing over', async () => {
    const from = patient();
    await talk(from, 'Hello');
    await system.simulator.settled();
    await talk(from, 'What are your hours?');
    expect((await conversationOf(from)).heldByHuman).toBe(false);
  });

  it('through the admin API, which also sends what staff write', async () => {
    const from = patient();
    await talk(from, 'Hello');
    const { id } = await conversationOf(from);
    const sent = await system.admin('POST', `/conversations/${id}/messages`, { text: 'Good morning from the desk' });
    expect(sent.status).toBeLessThan(300);
    expect(await system.reply(from, 2)).toBe('Good morning from the desk');
    expect((await conversationOf(from)).heldByHuman).toBe(true);
  });

  it('when the patient asks for one', async () => {
    const from = patient();
    await talk(from, 'I want to speak to a human please');
    expect(await conversationOf(from)).toMatchObject({ state: 'escalated', heldByHuman: true });
  });
});

describeOnServers('a patient changes what they wrote', () => {
  beforeAll(() => storeQuietWindow(6_000));
  afterAll(() => storeQuietWindow(null));
  const sayAndBeTakenIn = async (from: string, text: string) => {
    const before = await system.ledger();
    const { id } = await system.say(from, text);
    await until('the message to be taken in', async () => (await system.ledger()).accepted > before.accepted);
    return { id, before };
  };

  it('an edit before the answer is what gets answered', async () => {
    const from = patient();
    const { id } = await sayAndBeTakenIn(from, 'How much is whitening?');
    await system.post(evolutionEdit({ instance: system.instance, apikey: 'line-key', targetId: id, text: 'How much is a filling?' }));
    expect(await system.reply(from)).toMatch(/90/);
    await system.settled();
    expect(system.repliesTo(from)).toHaveLength(1);
  });

  it('a message deleted before the answer gets none', async () => {
    const from = patient();
    const { id, before } = await sayAndBeTakenIn(from, 'How much is whitening?');
    await system.post(evolutionRevoke({ instance: system.instance, apikey: 'line-key', targetId: id, from }));
    await until('the message to be superseded', async () => (await system.ledger()).superseded - before.superseded === 1);
    await system.settled();
    expect(system.repliesTo(from)).toEqual([]);
  });
});

describeOnServers('what is not answered is accounted for', () => {
  it('old messages end as stale', async () => {
    const from = patient();
    await system.say(from, 'old', { timestampSeconds: Math.floor(Date.now() / 1000) - 2 * 86_400 });
    await until('stale', async () => ((await system.ledger()).ignored['stale'] ?? 0) > 0);
    expect(system.repliesTo(from)).toEqual([]);
  });

  it('the ledger adds up', async () => {
    const ledger = await system.settled();
    const ignored = Object.values(ledger.ignored).reduce((sum, count) => sum + count, 0);
    expect(ledger.accepted).toBe(ledger.answered + ledger.merged + ledger.superseded + ignored + ledger.held + ledger.deadLettered + ledger.pending);
  });
});

describeOnServers('one trace ID tells the whole story', () => {
  it('in the logs of all processes and in the traces call', async () => {
    const from = patient();
    const traceId = `trace-journey-${Date.now()}`;
    await system.say(from, 'Where are you?', { traceId });
    await system.reply(from);
    const stages = await until('log lines of every stage of one trace', () => {
      const found = new Set(
        [system.ingress, ...system.workers]
          .flatMap((process) => process.events())
          .filter((event) => event['traceId'] === traceId)
          .map((event) => event['stage'] ?? 'ingress'),
      );
      if (!['ingress', 'inbound', 'turn', 'outbound', 'status'].every((stage) => found.has(stage))) throw new Error(`only ${[...found].join(', ')}`);
      return found;
    });
    expect(stages.size).toBeGreaterThanOrEqual(5);
    const { body } = await system.admin<{
      events: { stage: string; data: { items?: { text: string; kind: string }[] } }[];
      turns: { attestation: object }[];
      outbox: unknown[];
    }>('GET', `/traces/${traceId}`);
    expect(body.events.map((event) => event.stage)).toEqual(expect.arrayContaining(['ingress', 'inbound', 'turn', 'outbound']));
    expect(body.events.find((event) => event.stage === 'inbound')?.data.items).toMatchObject([{ kind: 'inbound_text', text: 'Where are you?' }]);
    expect(body.turns).toHaveLength(1);
    expect(body.outbox).toHaveLength(1);
  });

  it('and no log line of any process holds text, names or numbers', async () => {
    const canaries = ['Кораблёва', 'Gutiérrez', 'Featherstonehaugh', 'אבוטבול', 'Guimarães'];
    const from = patient();
    for (const canary of canaries) await talk(from, `Hello, my name is ${canary} and I want to book a cleaning`);
    const lines = system.lines();
    expect(lines.length).toBeGreaterThan(20);
    for (const secret of [...canaries, from, 'line-key', 'graph-token']) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });
});
