import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callsTools, fails, type ModelServer, type ModelStep, says, startModelServer } from '../../support/model-server.ts';
import { modelOn, playLlmDialog, playRulesDialog, resultsIn, systemOf, tellsPatient } from '../../support/llm-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES } from '../../support/sample-clinic.ts';

const { cleaning, whitening, filling } = SAMPLE_SERVICES;
const { lea, dan } = SAMPLE_DOCTORS;
const WEDNESDAY = '2027-05-05';
const visit = { serviceId: cleaning, doctorId: lea, start: `${WEDNESDAY}T14:00`, patientName: null };

let server: ModelServer;
let model: ReturnType<typeof modelOn>;
beforeEach(async () => {
  server = await startModelServer();
  server.otherwise((call) => tellsPatient(call));
  model = modelOn(server);
});
afterEach(async () => {
  model.close();
  await server.close();
});

describe('a conversation with tool calls over several rounds', () => {
  it('finds times, asks to confirm, and books on the yes, once', async () => {
    const dialog = playLlmDialog(model);
    server.next(
      callsTools(['find_slots', { serviceId: cleaning, doctorId: null, from: WEDNESDAY, to: WEDNESDAY, at: null, moving: null }]),
      says('On Wednesday, May 5 I have 11:00 or 14:00 with Dr. Lea Brandt. Which one suits you?'),
    );
    const offered = await dialog.send('Hi, do you have time for a cleaning on Wednesday?');
    expect(resultsIn(server.calls[1]!)).toMatchObject([{ ok: true, free: [{ date: WEDNESDAY, day: 'Wednesday, May 5', doctor: 'Dr. Lea Brandt' }] }]);
    expect(offered.reply).toContain('virtual assistant');
    expect(offered.reply).toContain('Which one suits you?');
    expect(offered).toMatchObject({
      state: 'booking_new',
      effects: [],
      context: { serviceId: cleaning, offered: [{ start: `${WEDNESDAY}T11:00` }, { start: `${WEDNESDAY}T14:00` }] },
      pendingAction: { type: 'book' },
      attestation: { agent: 'llm', model: 'small-model', tokens: { prompt: 1800, completion: 80 }, modelShare: { rounds: 2, fellBack: null } },
    });

    server.next(callsTools(['book_appointment', visit]));
    const asked = await dialog.send('the second one please');
    expect(resultsIn(server.calls[3]!)).toMatchObject([{ ok: true, status: 'confirmation_asked' }]);
    expect(asked).toMatchObject({ state: 'booking_confirmation', effects: [], pendingAction: { type: 'confirm_booking' } });
    expect(asked.reply).toMatch(/Wednesday, May 5 at 14:00/);
    expect(dialog.booked()).toEqual([]);

    const booked = await dialog.send('yes');
    expect(booked).toMatchObject({ state: 'idle', pendingAction: null, effects: [{ kind: 'book', serviceId: cleaning, doctorId: lea }] });
    expect(booked.reply).toMatch(/booked/i);
    expect(booked.attestation.tools).toMatchObject([{ tool: 'book_appointment', ok: true }]);
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: `${WEDNESDAY}T14:00` }]);
  });

  it('answers parallel calls each by its id, in one round', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['clinic_info', {}], ['list_services', {}], ['list_appointments', {}]), says('We are open from nine to six.'));
    const decision = await dialog.send('What are your hours?');
    const { messages } = server.calls[1]!.body;
    expect(messages.filter((message) => message.role === 'tool').map((message) => message.tool_call_id)).toEqual([
      'call_0_clinic_info',
      'call_1_list_services',
      'call_2_list_appointments',
    ]);
    expect(messages.find((message) => message.tool_calls)?.tool_calls).toHaveLength(3);
    expect(decision.attestation.tools.map(({ tool }) => tool)).toEqual(['clinic_info', 'list_services', 'list_appointments']);
  });

  it('moves and cancels only after the patient confirmed', async () => {
    const dialog = playLlmDialog(model, { appointments: [{ serviceId: cleaning, doctorId: lea, start: `${WEDNESDAY}T14:00` }] });
    const id = dialog.appointments()[0]!.id;
    server.next(callsTools(['reschedule_appointment', { appointmentId: id, start: '2027-05-06T12:00', doctorId: null }]));
    expect(await dialog.send('can you move my cleaning to Thursday at 12?')).toMatchObject({ state: 'rescheduling', effects: [] });
    expect(await dialog.send('yes please')).toMatchObject({ state: 'idle', effects: [{ kind: 'reschedule', appointmentId: id }] });
    server.next(callsTools(['cancel_appointment', { appointmentId: id }]));
    expect(await dialog.send('actually, cancel my appointment')).toMatchObject({ state: 'canceling', effects: [] });
    expect(await dialog.send('yes')).toMatchObject({ state: 'idle', effects: [{ kind: 'cancel', appointmentId: id }] });
    expect(dialog.booked()).toEqual([]);
  });
});

describe('wrong calls', () => {
  it('go back to the model with errors and suggestions, and a corrected call goes on', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['find_slots', { serviceId: 'cleaning', from: WEDNESDAY, to: WEDNESDAY }]), callsTools(['book_appointment', visit]));
    const decision = await dialog.send('a cleaning on Wednesday at 14:00 please');
    expect(resultsIn(server.calls[1]!)).toMatchObject([
      { ok: false, errors: [{ field: 'serviceId', code: 'not_a_uuid' }], suggestions: [{ field: 'serviceId', value: cleaning, label: 'Cleaning' }] },
    ]);
    expect(decision).toMatchObject({ state: 'booking_confirmation', attestation: { agent: 'llm' } });
    expect(decision.attestation.tools[0]).toMatchObject({ tool: 'find_slots', ok: false, errors: ['serviceId: not_a_uuid'] });
    expect(dialog.rejected).toEqual(['find_slots']);
  });

  it('refused twice, the patient gets the question that would settle it', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['book_appointment', { ...visit, serviceId: '1' }]), callsTools(['book_appointment', { ...visit, serviceId: 'test' }]));
    const decision = await dialog.send('put me down for the usual thing, Wednesday at 14:00');
    expect(server.calls).toHaveLength(2);
    expect(decision).toMatchObject({ state: 'booking_new', effects: [], attestation: { agent: 'llm' } });
    expect(decision.reply).toMatch(/Which service/i);
  });

  it('an impossible time refused twice is explained, with times that are free', async () => {
    const dialog = playLlmDialog(model);
    const sunday = { ...visit, start: '2027-05-09T14:00' };
    server.next(callsTools(['book_appointment', sunday]), callsTools(['book_appointment', sunday]));
    const decision = await dialog.send('a cleaning on Sunday at 14:00');
    expect(resultsIn(server.calls[1]!)).toMatchObject([{ ok: false, errors: [{ field: 'start', code: 'closed_day' }] }]);
    expect(decision.reply).toMatch(/closed/i);
    expect(decision.context.offered?.length).toBeGreaterThan(0);
  });

  it('arguments that are no JSON are refused like any wrong ones', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['find_slots', '{"serviceId": "']), says('Which service would you like?'));
    await dialog.send('I need an appointment');
    expect(resultsIn(server.calls[1]!)).toMatchObject([{ ok: false, errors: [{ code: 'wrong_arguments' }] }]);
  });

  it('a time that is taken is told with what is free instead', async () => {
    const dialog = playLlmDialog(model, { busy: [{ doctorId: lea, start: `${WEDNESDAY}T13:00`, end: `${WEDNESDAY}T16:00` }] });
    server.next(callsTools(['book_appointment', visit]));
    const decision = await dialog.send('a cleaning on Wednesday at 14:00 please');
    expect(resultsIn(server.calls[1]!)).toMatchObject([{ ok: false, status: 'not_available' }]);
    expect(decision).toMatchObject({ state: 'booking_new', effects: [] });
    expect(decision.reply).toMatch(/taken/i);
  });

  it('nobody else can be booked for: other ids are unknown here, and no clinic or patient is an argument', async () => {
    const dialog = playLlmDialog(model);
    const stranger = '9b2e1f60-5c4d-4e3f-9a8b-7c6d5e4f3a2b';
    server.next(callsTools(['cancel_appointment', { appointmentId: stranger, patientId: 'x', clinicId: 'y' }]), says('I see no such appointment.'));
    const decision = await dialog.send('please cancel my appointment');
    expect(resultsIn(server.calls[1]!)).toMatchObject([{ ok: false, errors: [{ field: 'appointmentId', code: 'missing_context' }] }]);
    expect(decision.effects).toEqual([]);
    for (const { function: tool } of server.calls[0]!.body.tools!) {
      expect(Object.keys(tool.parameters['properties'] as object).filter((name) => /clinic|patientId|conversation|location/i.test(name))).toEqual([]);
    }
  });
});

describe('whatever goes wrong, the rules finish the same turn', () => {
  const message = 'Hello, how much is a whitening?';
  const broken: [string, ModelStep[], string][] = [
    ['500', [fails(500), fails(500)], 'server_error'],
    ['503 with Retry-After', [fails(503, {}, { 'retry-after': '120' })], 'server_error'],
    ['429 with Retry-After', [fails(429, {}, { 'retry-after': '30' })], 'rate_limited'],
    ['an empty account', [fails(429, { code: 'insufficient_quota' })], 'quota_exceeded'],
    ['a wrong key', [fails(401, { code: 'invalid_api_key' })], 'unauthorized'],
    ['a refused request', [fails(400)], 'bad_request'],
    ['a connection reset', [{ kind: 'reset' }, { kind: 'reset' }], 'away'],
    ['a body broken off', [{ kind: 'broken_off' }, { kind: 'broken_off' }], 'away'],
    [
      'truncated JSON',
      [
        { kind: 'raw', body: '{"choices":[{"mes' },
        { kind: 'raw', body: '{"choices":[{"mes' },
      ],
      'unreadable',
    ],
    [
      'a page',
      [
        { kind: 'raw', body: '<html>', contentType: 'text/html' },
        { kind: 'raw', body: '<html>', contentType: 'text/html' },
      ],
      'unreadable',
    ],
    ['empty content', [says('')], 'empty'],
    ['a refusal', [{ kind: 'completion', message: { refusal: 'No.' } }], 'refusal'],
    ['a filtered answer', [{ kind: 'completion', message: { content: 'x' }, finish: 'content_filter' }], 'filtered'],
    ['an answer cut off', [{ kind: 'completion', message: { content: 'A whitening co' }, finish: 'length' }], 'cut_off'],
    ['an unknown tool twice', [callsTools(['search_web', {}]), callsTools(['search_web', {}])], 'unknown_tool'],
  ];
  it.each(broken)('%s', async (_name, steps, reason) => {
    const onWire = modelOn(server, { retries: 1 });
    server.next(...steps);
    const dialog = playLlmDialog(onWire);
    const decision = await dialog.send(message);
    const byRules = await playRulesDialog().send(message);
    onWire.close();
    expect(decision.reply).toBe(byRules.reply);
    expect({ ...decision, attestation: null }).toEqual({ ...byRules, attestation: null });
    expect(decision.attestation).toMatchObject({ agent: 'rules', model: 'small-model', modelShare: { fellBack: reason, cutShort: null } });
    expect(dialog.decided).toMatchObject([{ agent: 'rules', fellBack: reason, failed: true }]);
    expect(dialog.failed).toEqual([]);
  });

  it('a model that hangs', async () => {
    server.otherwise(() => ({ kind: 'hang' }));
    const dialog = playLlmDialog(model, { limits: { callTimeoutMs: 120 } });
    const decision = await dialog.send(message);
    expect(decision.reply).toBe((await playRulesDialog().send(message)).reply);
    expect(decision.attestation).toMatchObject({ agent: 'rules', modelShare: { fellBack: 'timeout', rounds: 1 } });
  });

  it('a model that is slow over several rounds, at the deadline of the turn', async () => {
    server.next(callsTools(['clinic_info', {}]));
    const dialog = playLlmDialog(model, { limits: { deadlineMs: 40_000 }, deps: { elapsed: () => server.calls.length * 39_900 } });
    expect((await dialog.send(message)).attestation.modelShare).toMatchObject({ fellBack: 'deadline', rounds: 1 });
  });

  it('a model that never stops looking things up', async () => {
    server.otherwise(() => callsTools(['clinic_info', {}]));
    const dialog = playLlmDialog(model, { limits: { maxRounds: 3 } });
    const decision = await dialog.send(message);
    expect(server.calls).toHaveLength(3);
    expect(decision.attestation).toMatchObject({ agent: 'rules', modelShare: { fellBack: 'round_cap', rounds: 3 } });
  });

  it('more tokens than a turn may cost: the call that would go over is not made', async () => {
    server.next({ ...(callsTools(['clinic_info', {}]) as object), usage: { prompt_tokens: 9_000, completion_tokens: 20 } } as ModelStep);
    const dialog = playLlmDialog(model, { limits: { maxTurnTokens: 15_000 } });
    const decision = await dialog.send(message);
    expect(server.calls).toHaveLength(1);
    expect(decision.attestation).toMatchObject({ agent: 'rules', tokens: { prompt: 9_000, completion: 20 }, modelShare: { fellBack: 'token_cap' } });
  });

  it('more money than a turn may cost, by the prices', async () => {
    server.next({ ...(callsTools(['clinic_info', {}]) as object), usage: { prompt_tokens: 6_000, completion_tokens: 20 } } as ModelStep);
    const dialog = playLlmDialog(model, { limits: { prices: { prompt: 10, completion: 30 }, maxTurnCostMicroUsd: 90_000 } });
    const { attestation } = await dialog.send(message);
    expect(attestation.modelShare).toEqual({ rounds: 1, costMicroUsd: 6_000 * 10 + 20 * 30, fellBack: 'cost_cap', cutShort: null });
  });

  it('an open breaker: nothing is called', async () => {
    const onWire = modelOn(server, { breaker: { failures: 2, resetMs: 60_000 } });
    server.otherwise(() => fails(500));
    const dialog = playLlmDialog(onWire);
    for (const text of [message, message, message]) await dialog.send(text);
    onWire.close();
    expect(server.calls).toHaveLength(2);
    expect(dialog.decided.map(({ fellBack }) => fellBack)).toEqual(['server_error', 'server_error', 'breaker_open']);
  });

  it('no effect of a half-made answer leaks: what a failing turn looked up or noted is gone', async () => {
    const dialog = playLlmDialog(model);
    const rules = playRulesDialog();
    server.next(callsTools(['find_slots', { serviceId: filling, from: WEDNESDAY, to: WEDNESDAY }]), fails(400));
    const decision = await dialog.send(message);
    const byRules = await rules.send(message);
    expect(decision.context).toEqual(byRules.context);
    expect(decision.state).toBe(byRules.state);
    expect(decision.attestation.tools).toEqual(byRules.attestation.tools);
  });

  it('what the model prepared before it failed is a whole answer in our own words', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['book_appointment', visit]), fails(400));
    const decision = await dialog.send('a cleaning on Wednesday at 14:00 please');
    expect(decision.reply).toMatch(/Wednesday, May 5 at 14:00/);
    expect(decision).toMatchObject({
      state: 'booking_confirmation',
      effects: [],
      attestation: { agent: 'llm', modelShare: { fellBack: null, cutShort: 'bad_request' } },
    });
  });

  it('a confirmed booking is made although the model is gone', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['book_appointment', visit]));
    await dialog.send('a cleaning on Wednesday at 14:00 please');
    server.otherwise(() => ({ kind: 'reset' }));
    const decision = await dialog.send('yes');
    expect(decision).toMatchObject({ state: 'idle', effects: [{ kind: 'book' }], attestation: { agent: 'rules', modelShare: { fellBack: 'away' } } });
    expect(dialog.booked()).toHaveLength(1);
  });
});

describe('the rules and the model take turns in one conversation', () => {
  it('the rules go on where the model stopped: the second of the times it named', async () => {
    const dialog = playLlmDialog(model);
    server.next(
      callsTools(['find_slots', { serviceId: cleaning, from: WEDNESDAY, to: WEDNESDAY }]),
      says('I can offer Wednesday, May 5 at 15:00 or at 12:00. Which one?'),
    );
    await dialog.send('a cleaning on Wednesday?');
    server.otherwise(() => ({ kind: 'reset' }));
    const decision = await dialog.send('the second one');
    expect(decision).toMatchObject({ state: 'booking_confirmation', attestation: { agent: 'rules' } });
    expect(decision.reply).toMatch(/12:00/);
    expect(await dialog.send('yes')).toMatchObject({ effects: [{ kind: 'book', doctorId: lea }] });
  });

  it('the model goes on where the rules stopped: their proposal is confirmed by a yes', async () => {
    server.otherwise(() => ({ kind: 'reset' }));
    const dialog = playLlmDialog(model);
    await dialog.send('a cleaning on Wednesday at 14:00 please');
    server.otherwise((call) => tellsPatient(call));
    const decision = await dialog.send('yes');
    expect(decision).toMatchObject({ effects: [{ kind: 'book' }], attestation: { agent: 'llm' } });
    expect(systemOf(server.calls.at(-1)!)).toContain('<system_did>{"status":"done"');
  });

  it('an inquiry answered by the model is booked by the rules', async () => {
    const dialog = playLlmDialog(model);
    server.next(says('A whitening costs 250 euros and takes 90 minutes. Shall I look for a time?'));
    const asked = await dialog.send('how much is a whitening?');
    expect(asked).toMatchObject({ state: 'service_inquiry', pendingAction: { type: 'inquire', slots: { serviceId: whitening } } });
    server.otherwise(() => ({ kind: 'reset' }));
    expect(await dialog.send('yes')).toMatchObject({ state: 'booking_new', context: { serviceId: whitening } });
  });
});

describe('confirming', () => {
  it('a model that calls the booking without a yes only asks again', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['book_appointment', visit]));
    await dialog.send('a cleaning on Wednesday at 14:00 please');
    for (const text of ['hmm', 'what do you think?', 'maybe', 'is there parking?']) {
      server.next(callsTools(['book_appointment', visit]));
      expect((await dialog.send(text)).effects, text).toEqual([]);
    }
    expect(dialog.booked()).toEqual([]);
  });

  it('a yes books what was asked, not what the model calls', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['book_appointment', visit]));
    await dialog.send('a cleaning on Wednesday at 14:00 please');
    server.next(callsTools(['book_appointment', { serviceId: filling, doctorId: dan, start: '2027-05-06T09:00', patientName: null }]));
    const decision = await dialog.send('yes');
    expect(decision.effects).toMatchObject([{ kind: 'book', serviceId: cleaning, doctorId: lea }]);
    expect(dialog.booked()).toEqual([{ serviceId: cleaning, doctorId: lea, start: `${WEDNESDAY}T14:00` }]);
  });

  it('a no clears the proposal whatever the model says', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['book_appointment', visit]));
    await dialog.send('a cleaning on Wednesday at 14:00 please');
    server.next(says('All right. Which time would suit you?'));
    const decision = await dialog.send('no');
    expect(decision.effects).toEqual([]);
    expect(decision.state).not.toBe('booking_confirmation');
    expect((await dialog.send('yes')).effects).toEqual([]);
  });

  it('a question in the words of the model is sent as it is when it names exactly what is asked, else ours is', async () => {
    const inOwnWords = 'Shall I put you down for a cleaning with Dr. Lea Brandt on Wednesday, May 5 at 14:00?';
    const wrongTime = 'Shall I put you down for a cleaning with Dr. Lea Brandt on Wednesday, May 5 at 15:00?';
    const wrongDoctor = 'Shall I put you down for a cleaning with Dr. Dan Keller on Wednesday, May 5 at 14:00?';
    const beside = 'There is free parking behind the house.';
    const replies: string[] = [];
    for (const said of [inOwnWords, wrongTime, wrongDoctor, beside]) {
      const dialog = playLlmDialog(model);
      server.next(says('Hello!'));
      await dialog.send('hello');
      server.next(callsTools(['book_appointment', visit]), says(said));
      replies.push((await dialog.send('a cleaning on Wednesday at 14:00 please')).reply);
    }
    expect(replies[0]).toBe(inOwnWords);
    expect(replies[1]).not.toContain('15:00');
    expect(replies[1]).toMatch(/14:00/);
    expect(replies[2]).not.toContain('Dan');
    expect(replies[3]).toContain(beside);
    expect(replies[3]).toMatch(/14:00/);
  });
});

describe('what is never put to a model', () => {
  it.each([
    ['urgent pain', 'my tooth hurts terribly, my face is swollen', 'urgent_pain'],
    ['pain', 'my tooth hurts a bit when I drink something cold', 'pain'],
    ['who is writing', 'am I talking to a robot?', 'identity'],
    ['a wish for a person', 'I want to talk to a real person', 'human'],
    ['a wish for no more messages', 'stop sending me messages', 'opt_out'],
  ])('%s', async (_name, text, reason) => {
    const dialog = playLlmDialog(model);
    const decision = await dialog.send(text);
    expect(server.calls).toEqual([]);
    expect(decision.reply).toBe((await playRulesDialog().send(text)).reply);
    expect(decision.attestation).toMatchObject({ agent: 'rules', model: null, tokens: null, modelShare: { fellBack: reason } });
    expect(dialog.decided).toMatchObject([{ failed: false }]);
  });

  it('a voice note without text, and a reaction', async () => {
    const dialog = playLlmDialog(model);
    await dialog.sendMessages({ kind: 'inbound_media', media: { mediaType: 'audio', voice: true } });
    await dialog.sendMessages({ kind: 'reaction', text: null });
    expect(server.calls).toEqual([]);
    expect(dialog.decided.map(({ fellBack }) => fellBack)).toEqual(['no_text']);
  });

  it('effects that the database refused: the rules offer what is free', async () => {
    const dialog = playLlmDialog(model);
    server.next(callsTools(['book_appointment', visit]));
    await dialog.send('a cleaning on Wednesday at 14:00 please');
    dialog.take(lea, `${WEDNESDAY}T14:00`, `${WEDNESDAY}T15:00`);
    const decision = await dialog.send('yes');
    expect(decision).toMatchObject({ effects: [], attestation: { agent: 'rules', modelShare: { fellBack: 'conflict' } } });
    expect(dialog.booked()).toEqual([]);
  });
});
