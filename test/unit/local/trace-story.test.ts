import { describe, expect, it } from 'vitest';
import type { ModelShare } from '../../../src/domain/conversation.ts';
import { storyLines, type TraceStory } from '../../../infra/local/trace-story.ts';

const at = (ms: number) => new Date(Date.parse('2026-05-04T10:00:00.000Z') + ms).toISOString();

const answered: TraceStory = {
  traceId: 'trace-of-a-price',
  events: [
    { at: at(0), stage: 'ingress', name: 'webhook accepted', ms: 3, data: { provider: 'evolution' } },
    {
      at: at(12),
      stage: 'inbound',
      name: 'taken in',
      ms: 12,
      data: { items: [{ kind: 'inbound_text', from: '15550100', text: 'how much?', messageId: 'A1', instance: 'line-1', reason: null }] },
    },
    { at: at(1212), stage: 'turn', name: 'opened', data: { turnId: 't1' } },
    { at: at(1300), stage: 'turn', name: 'committed', ms: 88, data: { turnId: 't1' } },
    { at: at(1400), stage: 'outbound', name: 'sent', ms: 40.4, data: { outboxId: 'o1', reason: null } },
    { at: at(1500), stage: 'status', name: 'read', data: { outboxId: 'o1' } },
  ],
  messages: [{ status: 'answered', receivedAt: at(0), text: 'how much?' }],
  turns: [
    {
      id: 't1',
      outcome: 'answered',
      traceIds: ['trace-before', 'trace-of-a-price'],
      openedAt: at(1212),
      committedAt: at(1300),
      attestation: {
        agent: 'rules',
        state: { from: 'booking_new', event: 'inquire', to: 'booking_new' },
        language: { language: 'en', source: 'message' },
        intents: [{ intent: 'service_inquiry', confidence: 0.9 }],
        relevance: { relevant: false, dropPending: true, score: 0.1, reason: 'another service' },
        tools: [{ tool: 'book_appointment', ok: false, errors: ['unknown doctor'] }],
        timingsMs: { understand: 12.4 },
        redecisions: 1,
      },
    },
  ],
  outbox: [
    {
      id: 'o1',
      state: 'sent',
      status: 'read',
      reason: null,
      text: '€60.\nShall I look for a time?',
      attempts: 1,
      at: at(1300),
      sentAt: at(1400),
      origin: 'bot',
    },
  ],
};

describe('the story of a message', () => {
  it('tells each step with the time since the webhook, and what was said', () => {
    const text = storyLines(answered).join('\n');
    expect(text).toContain('+0 ms  webhook  accepted  in 3 ms');
    expect(text).toContain('inbound_text from 15550100 on line-1: how much?');
    expect(text).toContain('+1400 ms  send     sent  in 40 ms');
    expect(text).toContain('  €60.\n');
    expect(text).toContain('+1500 ms  status   read');
    expect(text).toContain('waited 1212 ms for the patient to finish, decided in 88 ms, reply out after 1400 ms; delivery: read.');
  });

  it('tells why it said that: state, intents, relevance, refused tools, another decision', () => {
    const text = storyLines(answered).join('\n');
    expect(text).toContain('one answer to 2 messages: trace-before, trace-of-a-price');
    expect(text).toContain('booking_new -> booking_new by inquire');
    expect(text).toContain('service_inquiry 0.90');
    expect(text).toContain('not relevant, pending action dropped: another service (0.1)');
    expect(text).toContain('book_appointment refused: unknown doctor');
    expect(text).toContain('2 times');
  });

  it.each([
    [{ source: 'redis', ageMs: 40, items: 2 }, /memory +2 remembered, from redis, 40 ms old/],
    [{ source: 'local', ageMs: 0, items: 0 }, /memory +0 remembered, from local\n/],
    [{ source: 'none', ageMs: null, items: 0 }, /memory +no answer in time, and no copy/],
  ])('tells what was known of the patient, and which snippets were applied: %j', (memory, expected) => {
    const turns = answered.turns.map((turn) => ({ ...turn, attestation: { ...turn.attestation, memory, snippets: ['3f2a', '77bc'] } }));
    const text = storyLines({ ...answered, turns }).join('\n');
    expect(text).toMatch(expected);
    expect(text).toMatch(/snippets +3f2a, 77bc/);
  });

  it('says what the reply waits for, and when nothing was to be said', () => {
    const waiting = { ...answered, outbox: answered.outbox.map((row) => ({ ...row, state: 'uncertain', sentAt: null })) };
    expect(storyLines(waiting).at(-1)).toContain('the reply is uncertain');
    expect(storyLines({ ...answered, outbox: [] }).at(-1)).toContain('nothing was to be said');
    expect(storyLines({ ...answered, turns: [], outbox: [] }).at(-1)).toBe('No reply belongs to this trace.');
  });

  it('tells an item that was ignored with its reason', () => {
    const ignored: TraceStory = {
      traceId: 'x',
      events: [
        {
          at: at(0),
          stage: 'inbound',
          name: 'taken in',
          data: { items: [{ kind: 'group', from: null, text: null, messageId: 'A', instance: null, reason: 'group' }] },
        },
      ],
      messages: [],
      turns: [],
      outbox: [],
    };
    expect(storyLines(ignored)).toContainEqual(expect.stringContaining('group (group)'));
  });

  it('tells what a model had to do with it, and why the rules finished', () => {
    const [turn] = answered.turns;
    const asked = (modelShare: ModelShare) =>
      storyLines({
        ...answered,
        turns: [
          {
            ...turn!,
            attestation: { agent: 'llm', model: 'gpt-4o-mini', modelShare, tools: [{ tool: 'book_appointment', ok: true, outcome: 'confirmation_asked' }] },
          },
        ],
      }).join('\n');
    expect(asked({ rounds: 2, costMicroUsd: 712, fellBack: null, cutShort: null })).toMatch(/model +2 rounds, \$0\.0007\n/);
    expect(asked({ rounds: 1, costMicroUsd: 0, fellBack: 'timeout', cutShort: null })).toContain('1 round, $0.0000, finished by the rules: timeout');
    expect(asked({ rounds: 1, costMicroUsd: 0, fellBack: null, cutShort: 'cut_off' })).toContain('cut short: cut_off');
    expect(asked({ rounds: 1, costMicroUsd: 0, fellBack: null, cutShort: null })).toContain('book_appointment confirmation_asked');
  });
});
