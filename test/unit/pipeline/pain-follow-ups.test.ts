import { describe, expect, it } from 'vitest';
import type { Clinic, Language } from '../../../src/domain/clinic.ts';
import type { Decision, TurnSnapshot } from '../../../src/domain/conversation.ts';
import { planFollowUp } from '../../../src/domain/follow-up.ts';
import { judgeFollowUp } from '../../../src/domain/follow-up/judge-follow-up.ts';
import { fromLocal } from '../../../src/domain/local-time.ts';
import { type Dialog, playDialog } from '../../support/play-dialog.ts';
import { playLlmDialog } from '../../support/llm-dialog.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';
import { obedient, scriptedModel } from '../../support/scripted-model.ts';

const clinic = sampleClinic();
const NOW = '2027-05-03T08:00';
const nowMs = fromLocal(NOW, clinic.timezone) ?? Number.NaN;
const MINUTE_MS = 60_000;

/** The conversations of both agents; what is planned is what the agent itself said of the message. */
const AGENTS: [string, () => Dialog][] = [
  ['rules', () => playDialog({ clinic, now: NOW, makeAgent: makeRulesAgent })],
  ['llm', () => playLlmDialog(scriptedModel(obedient), { clinic, now: NOW })],
];
const planOf = (decision: Decision, snapshot: TurnSnapshot, settings: Partial<Clinic['settings']> = {}, atMs = nowMs) =>
  planFollowUp({ clinic: { ...clinic, settings: { ...clinic.settings, ...settings } }, snapshot, decision, nowMs: atMs, newId: () => 'new' });

describe.each(AGENTS)('pain, answered by the agent %s', (_name, open) => {
  it.each<[Language, string]>([
    ['en', 'my face is swollen and I have a fever'],
    ['es', 'tengo la cara hinchada y fiebre'],
    ['pt', 'estou com o rosto inchado e febre'],
    ['ru', 'у меня распухла щека и температура'],
    ['he', 'יש לי נפיחות בפנים וחום'],
  ])('that is urgent is followed up a quarter of an hour later: %s', async (_language, text) => {
    const dialog = open();
    const before = dialog.snapshot();
    const decision = await dialog.send(text);
    expect(decision).toMatchObject({ state: 'escalated', attestation: { urgency: 'urgent' } });
    expect(planOf(decision, before).followUp).toMatchObject({ kind: 'urgent_pain', urgency: 'urgent', dueAtMs: nowMs + 15 * MINUTE_MS, announced: false });
  });

  it('that is strong makes a booking that was left open urgent, also after the next message', async () => {
    const dialog = open();
    const before = dialog.snapshot();
    const first = planOf(await dialog.send('I have a terrible toothache, can I come for a filling on Wednesday at 10:00?'), before);
    expect(first.followUp).toMatchObject({ kind: 'pain', urgency: 'high', dueAtMs: nowMs + 60 * MINUTE_MS });
    expect(first.decision.context.urgency).toBe('high');
    const snapshot = dialog.snapshot();
    const kept = { ...snapshot, conversation: { ...snapshot.conversation, context: first.decision.context } };
    expect(planOf(await dialog.send('or Thursday at 10:00?'), kept).followUp).toMatchObject({ kind: 'pain', urgency: 'high' });
  });

  it('is not seen where there is none', async () => {
    const dialog = open();
    const before = dialog.snapshot();
    const decision = await dialog.send('book a cleaning on Wednesday at 2pm');
    expect(decision.attestation.urgency).toBe('low');
    expect(planOf(decision, before).followUp).toMatchObject({ kind: 'unfinished_booking' });
  });
});

describe('urgent pain that was handed over', () => {
  it('is due in the quiet hours too: whoever has it is told at night', async () => {
    const dialog = playDialog({ clinic, now: NOW, makeAgent: makeRulesAgent });
    const before = dialog.snapshot();
    const decision = await dialog.send('my face is swollen and I have a fever');
    const night = fromLocal('2027-05-03T23:00', clinic.timezone) ?? Number.NaN;
    const { followUp } = planOf(decision, before, { quietHours: { from: '21:00', to: '08:00' } }, night);
    expect(followUp?.dueAtMs).toBe(night + 15 * MINUTE_MS);
  });

  it.each([
    ['nobody answered', {}],
    ['the patient wrote again', { lastHeardAtMs: nowMs + MINUTE_MS, hasPending: true }],
  ])('while people still have it ends as held, which is what alerts, when %s', (_when, changes) => {
    const conversation = {
      id: 'c',
      version: 1,
      lastSeq: 1,
      provider: 'evolution' as const,
      state: 'escalated' as const,
      context: {},
      pendingAction: null,
      heldUntilMs: nowMs + 240 * MINUTE_MS,
      lastHeardAtMs: nowMs,
      lastInboundAtMs: nowMs,
      hasPending: false,
      ...changes,
    };
    const followUp = {
      id: 'f',
      clinicId: clinic.id,
      kind: 'urgent_pain',
      dueAtMs: nowMs + 15 * MINUTE_MS,
      createdAtMs: nowMs,
      announced: false,
      conversation,
      patient: { language: null, languageIsExplicit: false, sessionLanguage: null, optedOut: false },
      appointment: null,
      appointmentStartMs: null,
      isOutrun: false,
      hasBookedSince: false,
    };
    expect(judgeFollowUp({ followUp, clinic, nowMs: nowMs + 15 * MINUTE_MS, hasTemplate: false })).toEqual({ kind: 'cancel', reason: 'held' });
  });
});
