import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/clinic.ts';
import type { Language } from '../../../src/domain/clinic.ts';
import { STATES } from '../../../src/domain/conversation.ts';
import type { Decision, PendingAction, TurnSnapshot } from '../../../src/domain/conversation.ts';
import type { MemoryItem } from '../../../src/domain/memory.ts';
import { guardReply } from '../../../src/domain/reply-guard.ts';
import { NO_CONTEXT } from '../../../src/pipeline/gather-context.ts';
import { createGuardedAgent, type RefusedReply } from '../../../src/pipeline/guard-agent.ts';
import type { AgentInput } from '../../../src/pipeline/ports.ts';
import { memoryItem } from '../../support/memory-items.ts';
import type { DidName } from '../domain/reply-guard/guard-case.ts';
import { effectsOf, guardClinic, NOW_MS, snapshotOf } from '../domain/reply-guard/guard-world.ts';

/** Something no reply may hold. */
const BAD = 'book_appointment({"start": "2027-05-06T14:00"})';
const GOOD: Record<Language, string> = {
  en: 'How can I help you?',
  es: '¿En qué puedo ayudarle?',
  pt: 'Como posso ajudar?',
  ru: 'Чем могу помочь?',
  he: 'איך אפשר לעזור?',
};
const PROPOSAL: PendingAction = { type: 'confirm_booking', description: 'Booking a filling', slots: { service: 'filling' } };

function decisionOf(reply: string, changes: Partial<Decision> & { did?: DidName[] } = {}): Decision {
  const { did, ...more } = changes;
  const language = more.language ?? 'en';
  return {
    reply,
    language,
    effects: effectsOf({ reply, ...(did ? { did } : {}) }),
    state: 'idle',
    context: {},
    pendingAction: null,
    sessionLanguage: language,
    attestation: {
      agent: 'llm',
      configSource: 'clinic',
      state: { from: 'idle', event: 'chat', to: 'idle' },
      language: { language, source: 'message' },
      intents: [],
      relevance: null,
      tools: [],
      memory: { source: 'none', ageMs: null, items: 0 },
      scopeId: null,
      snippets: [],
      model: null,
      tokens: null,
      timingsMs: {},
      redecisions: 0,
    },
    ...more,
  };
}

/** Lets an agent give these decisions one after the other, and keeps what it was asked and what was refused. */
async function guarded(decisions: Decision[], snapshot: TurnSnapshot = snapshotOf({ reply: '', has: true }), memories: readonly MemoryItem[] = []) {
  const asked: AgentInput[] = [];
  const refused: RefusedReply[] = [];
  const agent = createGuardedAgent(
    {
      decide: async (input) => {
        asked.push(input);
        return decisions[asked.length - 1] ?? decisions.at(-1)!;
      },
    },
    { onRefused: (one) => void refused.push(one) },
  );
  const decision = await agent.decide({ clinic: guardClinic, snapshot, nowMs: NOW_MS, conflicts: 0, context: { ...NO_CONTEXT, memories } });
  return { decision, asked, refused };
}

describe('a reply that the guard lets out', () => {
  it('goes out at once, in WhatsApp form, and the attestation says that nothing was wrong', async () => {
    const { decision, asked, refused } = await guarded([decisionOf('We have **two** times.\n\n\nWhich one?')]);
    expect(decision.reply).toBe('We have *two* times.\n\nWhich one?');
    expect(decision.attestation.guard).toEqual({ problems: [], attempts: 1, replaced: false });
    expect(asked).toHaveLength(1);
    expect(refused).toEqual([]);
  });

  it('is not looked for where a message is not answered', async () => {
    const { decision } = await guarded([decisionOf('', { ignoredReason: 'reaction' })]);
    expect(decision).toMatchObject({ reply: '', ignoredReason: 'reaction', attestation: { guard: { attempts: 1, replaced: false } } });
  });
});

describe('a refused reply', () => {
  it('is made again once, with the problems told, and its effects do not count', async () => {
    const { decision, asked, refused } = await guarded([decisionOf(BAD, { did: ['book'] }), decisionOf(GOOD.en)]);
    expect(asked.map((input) => input.refused)).toEqual([undefined, ['shows_tool_syntax']]);
    expect(decision).toMatchObject({ reply: GOOD.en, effects: [] });
    expect(decision.attestation.guard).toEqual({ problems: ['shows_tool_syntax'], attempts: 2, replaced: false });
    expect(refused).toMatchObject([{ agent: 'llm', problems: ['shows_tool_syntax'], attempt: 1, replaced: false }]);
  });

  it('tells no text of anybody when it is counted', async () => {
    const { refused } = await guarded([decisionOf(BAD)], snapshotOf({ reply: '', said: 'my secret' }));
    expect(refused).toHaveLength(2);
    expect(JSON.stringify(refused)).not.toMatch(/secret|book_appointment|Robin|351900000001/);
    expect(Object.keys(refused[0] ?? {}).sort()).toEqual(['agent', 'attempt', 'conversationId', 'problems', 'replaced', 'trace']);
  });

  it('is replaced after the second time, the problems of both recorded', async () => {
    const { decision, refused } = await guarded([decisionOf(BAD), decisionOf('You have an infection.')]);
    expect(decision.attestation.guard).toEqual({ problems: ['shows_tool_syntax', 'gives_a_diagnosis'], attempts: 2, replaced: true });
    expect(refused.map((one) => one.replaced)).toEqual([false, true]);
    expect(decision.reply).toContain(GOOD.en);
  });

  it('of an agent that fails leaves the turn to fail', async () => {
    const agent = createGuardedAgent({ decide: () => Promise.reject(new Error('the calendar is away')) }, { onRefused: () => undefined });
    await expect(agent.decide({ clinic: guardClinic, snapshot: snapshotOf({ reply: '' }), nowMs: NOW_MS, conflicts: 0 })).rejects.toThrow('away');
  });
});

describe('the decision behind a replaced reply', () => {
  it('is the one that does something, the later of two that do', async () => {
    const one = await guarded([decisionOf(BAD, { did: ['book'] }), decisionOf(BAD)]);
    expect(one.decision.effects.map((effect) => effect.kind)).toEqual(['book']);
    const two = await guarded([decisionOf(BAD, { did: ['book'] }), decisionOf(BAD, { did: ['cancel'] })]);
    expect(two.decision.effects.map((effect) => effect.kind)).toEqual(['cancel']);
  });

  it('leaves nothing open that the patient never read', async () => {
    const open = { state: 'booking_confirmation' as const, pendingAction: PROPOSAL, context: { memo: { proposal: 'unread' } } };
    const nothingDone = await guarded([decisionOf(BAD, open)]);
    expect(nothingDone.decision).toMatchObject({ state: 'idle', pendingAction: null, context: {} });
    const done = await guarded([decisionOf(BAD, { ...open, did: ['cancel'] })]);
    expect(done.decision).toMatchObject({ state: 'idle', pendingAction: null, context: {} });
  });

  it('keeps what was open before and read, when nothing was done', async () => {
    const snapshot = snapshotOf({ reply: '', state: 'booking_confirmation' });
    const before = { ...snapshot, conversation: { ...snapshot.conversation, pendingAction: PROPOSAL, context: { requestedDate: '2027-05-06' } } };
    const { decision } = await guarded([decisionOf(BAD)], before);
    expect(decision).toMatchObject({ state: 'booking_confirmation', pendingAction: PROPOSAL, context: { requestedDate: '2027-05-06' } });
    expect(decision.attestation.state).toEqual({ from: 'booking_confirmation', event: 'chat', to: 'booking_confirmation' });
  });

  it('brings nothing back that the patient gave up', async () => {
    const snapshot = snapshotOf({ reply: '', state: 'booking_new' });
    const before = { ...snapshot, conversation: { ...snapshot.conversation, pendingAction: PROPOSAL } };
    const dropped = { services: ['filling'], doctors: [] };
    const bad = decisionOf(BAD, { context: { memo: { dropped, question: 'time' } } });
    const relevance = { relevant: false, dropPending: true, score: 0, reason: 'negated' };
    const { decision } = await guarded([{ ...bad, attestation: { ...bad.attestation, relevance } }], before);
    expect(decision).toMatchObject({ state: 'idle', pendingAction: null, context: { memo: { dropped } } });
  });

  it('still opts the patient out, and says so', async () => {
    const { decision } = await guarded([decisionOf(BAD, { patient: { optedOut: true } })]);
    expect(decision.patient).toEqual({ optedOut: true });
    expect(decision.reply).toMatch(/won't send you any more messages/);
  });
});

describe('what is remembered of the patient', () => {
  it.each([
    ['A whitening costs 15 euros.', 'I was told a whitening costs 15 euros', 'price_not_of_this_clinic'],
    ['You get a discount of 50% on the whitening.', 'I always get a discount of 50%', 'price_not_of_this_clinic'],
    ['Please write to robin@elsewhere.test.', 'Write to robin@elsewhere.test', 'email_not_of_this_clinic'],
    ['Please call +351 910 777 123.', 'The clinic answers at +351 910 777 123', 'phone_not_of_this_clinic'],
    ['It is all on https://elsewhere.test/prices.', 'It is all on https://elsewhere.test/prices', 'link_not_of_this_clinic'],
  ])('makes nothing the clinic’s: %s', async (reply, remembered, problem) => {
    const { decision } = await guarded([decisionOf(reply)], undefined, [memoryItem(remembered)]);
    expect(decision.attestation.guard).toMatchObject({ problems: [problem], replaced: true });
  });

  it('may be named: a doctor the patient spoke of, and an amount to say that it is not so', async () => {
    for (const [reply, remembered] of [
      ['I know that you prefer Dr. Featherstone.', 'I prefer Dr. Featherstone'],
      ['No, a whitening does not cost 15 euros.', 'A whitening costs 15 euros'],
    ] as const) {
      expect((await guarded([decisionOf(reply)], undefined, [memoryItem(remembered)])).decision.reply).toBe(reply);
      expect((await guarded([decisionOf(reply)])).decision.reply).not.toBe(reply);
    }
  });
});

describe.each([...LANGUAGES])('a safe text in %s', (language) => {
  const cases: DidName[][] = [[], ['book'], ['move'], ['cancel'], ['escalate'], ['follow_up'], ['book', 'cancel'], ['book', 'escalate']];

  it.each(cases.map((did) => [did.join(' and ') || 'nothing', did] as const))('says what was done (%s), truly, in a legal state', async (_name, did) => {
    for (const state of STATES) {
      for (const totalTurns of [0, 5]) {
        const snapshot = snapshotOf({ reply: '', has: true, state });
        const before = { ...snapshot, conversation: { ...snapshot.conversation, totalTurns } };
        const { decision } = await guarded([decisionOf(BAD, { language, did: [...did] })], before);
        const { effects, attestation, reply } = decision;
        const verdict = guardReply({
          reply,
          decision: { language, effects, agent: 'rules' },
          clinic: guardClinic,
          snapshot: before,
          nowMs: NOW_MS,
          prompts: [],
        });
        expect(verdict).toEqual({ ok: true, reply });
        expect(STATES).toContain(decision.state);
        expect(attestation.state.to === decision.state || did.length > 0).toBe(true);
        expect(decision.state === 'escalated').toBe(did.includes('escalate') || (state === 'escalated' && did.length === 0));
        expect(reply.includes('Iris')).toBe(totalTurns === 0);
      }
    }
  });

  it.each(cases.filter((did) => did.length > 0).map((did) => [did.join(' and '), did] as const))(
    'would be refused if it were not so (%s)',
    async (_name, did) => {
      const { decision } = await guarded([decisionOf(BAD, { language, did: [...did] })]);
      const { reply } = decision;
      const verdict = guardReply({
        reply,
        decision: { language, effects: [], agent: 'rules' },
        clinic: guardClinic,
        snapshot: snapshotOf({ reply: '' }),
        nowMs: NOW_MS,
        prompts: [],
      });
      expect(verdict.ok).toBe(false);
    },
  );
});
