import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Clinic } from '../../../../src/domain/clinic.ts';
import type { Decision, Effect, PendingAction, TurnSnapshot } from '../../../../src/domain/conversation.ts';
import { planFollowUp } from '../../../../src/domain/follow-up.ts';
import { FOLLOW_UP_TEXTS } from '../../../../src/domain/follow-up/texts.ts';
import { detectLanguage } from '../../../../src/domain/language.ts';
import { fromLocal, toLocal } from '../../../../src/domain/local-time.ts';
import { SAMPLE_SERVICES, sampleClinic } from '../../../support/sample-clinic.ts';

const base = sampleClinic();
const MINUTE_MS = 60_000;
const NOW = fromLocal('2027-03-10T12:00', base.timezone) ?? Number.NaN;

type Attested = Decision['attestation'];
const decided = (changes: Partial<Decision> = {}, urgency: Attested['urgency'] = 'low'): Decision => ({
  reply: 'All right.',
  language: 'en',
  effects: [],
  state: 'idle',
  context: {},
  pendingAction: null,
  sessionLanguage: 'en',
  attestation: { agent: 'rules', urgency } as Attested,
  ...changes,
});
const snapshot = (changes: { optedOut?: boolean; urgency?: 'urgent' | 'high' } = {}) =>
  ({
    conversation: { id: 'c', context: changes.urgency ? { urgency: changes.urgency } : {} },
    patient: { optedOut: changes.optedOut ?? false },
  }) as unknown as TurnSnapshot;
const pending = (type: PendingAction['type'], slots: Record<string, string> = { serviceId: SAMPLE_SERVICES.filling }): Partial<Decision> => ({
  pendingAction: { type, description: '', slots },
});
const promise = (changes: Partial<Extract<Effect, { kind: 'schedule_follow_up' }>> = {}): Effect => ({
  kind: 'schedule_follow_up',
  followUpId: 'of-the-tool',
  followUpKind: 'asked',
  urgency: 'low',
  dueAtMs: NOW + 240 * MINUTE_MS,
  note: 'thinks about it',
  ...changes,
});
const plan = (
  decision: Decision,
  { of = snapshot(), settings = {}, nowMs = NOW }: { of?: TurnSnapshot; settings?: Partial<Clinic['settings']>; nowMs?: number } = {},
) => planFollowUp({ clinic: { ...base, settings: { ...base.settings, ...settings } }, snapshot: of, decision, nowMs, newId: () => 'new' });

describe('a turn that leaves something open', () => {
  it.each([
    ['a time to confirm', pending('confirm_booking'), 'unfinished_booking', 'high', 60],
    ['a booking', pending('book', {}), 'unfinished_booking', 'medium', 90],
    ['a move to confirm', pending('confirm_reschedule'), 'unfinished_move', 'high', 60],
    ['a move', pending('reschedule', {}), 'unfinished_move', 'medium', 90],
    ['a cancellation', pending('confirm_cancel'), 'unfinished_cancellation', 'medium', 90],
    ['an offer to book', pending('inquire'), 'inquiry', 'low', 240],
  ])('%s: is followed up after the delay of its urgency, without a word about it', (_what, open, kind, urgency, minutes) => {
    const { followUp, decision } = plan(decided(open));
    expect(followUp).toEqual({ id: 'new', kind, urgency, note: '', dueAtMs: NOW + minutes * MINUTE_MS, announced: false, experiment: null, variant: null });
    expect(decision.reply).toBe('All right.');
    expect(decision.attestation.followUp).toEqual({ kind, urgency, dueAtMs: NOW + minutes * MINUTE_MS, announced: false });
  });

  it.each([
    ['nothing', {}],
    ['a question of ours', pending('ask_info')],
    ['several appointments to cancel, which a follow-up could not name', pending('confirm_cancel', {})],
    ['an offer about nothing in particular', pending('inquire', {})],
  ])('%s: is not', (_what, open) => {
    expect(plan(decided(open)).followUp).toBeNull();
  });

  it('an offer that was answered with thanks or a goodbye is not brought up again; a booking that was begun is', () => {
    const chatted = { agent: 'rules', state: { from: 'service_inquiry', event: 'chat', to: 'service_inquiry' } } as Attested;
    expect(plan(decided({ ...pending('inquire'), attestation: chatted })).followUp).toBeNull();
    expect(plan(decided({ ...pending('book'), attestation: chatted })).followUp).toMatchObject({ kind: 'unfinished_booking' });
  });

  it('pain makes it urgent, for as long as the booking is open', () => {
    const first = plan(decided(pending('book'), 'high'));
    expect(first.followUp).toMatchObject({ kind: 'pain', urgency: 'high', dueAtMs: NOW + 60 * MINUTE_MS });
    expect(first.decision.context.urgency).toBe('high');
    const second = plan(decided(pending('book')), { of: snapshot({ urgency: 'urgent' }) });
    expect(second.followUp).toMatchObject({ kind: 'pain', urgency: 'urgent', dueAtMs: NOW + 15 * MINUTE_MS });
    const booked = plan(decided({ context: { urgency: 'high' } }), { of: snapshot({ urgency: 'high' }) });
    expect(booked.followUp).toBeNull();
    expect(booked.decision.context).toEqual({});
  });

  it('a hand-over is followed up only when it was for urgent pain', () => {
    expect(plan(decided({ state: 'escalated' }, 'urgent')).followUp).toMatchObject({ kind: 'urgent_pain', urgency: 'urgent' });
    expect(plan(decided({ state: 'escalated', ...pending('book') }, 'high')).followUp).toBeNull();
  });

  it('is followed up out of the quiet hours, by the clinic’s own delays', () => {
    const late = fromLocal('2027-03-10T20:30', base.timezone) ?? Number.NaN;
    const { followUp } = plan(decided(pending('book')), { nowMs: late, settings: { quietHours: { from: '21:00', to: '08:00' } } });
    expect(toLocal(followUp?.dueAtMs ?? 0, base.timezone)).toBe('2027-03-11T08:00');
    const settings = { followUpMinutes: { urgent: 1, high: 2, medium: 3.5, low: 4 } };
    expect(plan(decided(pending('book')), { settings }).followUp?.dueAtMs).toBe(NOW + 3.5 * MINUTE_MS);
  });

  it('by the variant of an experiment, which is recorded', () => {
    const settings = { followUpExperiment: { name: 'sooner', variants: [{ name: 'half', weight: 1, minutes: { medium: 45 } }] } };
    const { followUp, decision } = plan(decided(pending('book')), { settings });
    expect(followUp).toMatchObject({ experiment: 'sooner', variant: 'half', dueAtMs: NOW + 45 * MINUTE_MS });
    expect(decision.attestation.followUp).toMatchObject({ experiment: 'sooner', variant: 'half' });
  });

  it('is not for who opted out, nor for a clinic that switched follow-ups off', () => {
    expect(plan(decided(pending('book')), { of: snapshot({ optedOut: true }) }).followUp).toBeNull();
    expect(plan(decided({ ...pending('book'), patient: { optedOut: true } })).followUp).toBeNull();
    expect(plan(decided({ ...pending('book'), patient: { optedOut: false } }), { of: snapshot({ optedOut: true }) }).followUp).not.toBeNull();
    expect(plan(decided(pending('book')), { settings: { followUps: 'off' } }).followUp).toBeNull();
  });
});

describe('a follow-up that the agent promised', () => {
  it('comes before any other, and the patient is told when in the same reply', () => {
    const { followUp, decision } = plan(decided({ ...pending('confirm_booking'), effects: [promise()] }));
    expect(followUp).toMatchObject({ id: 'of-the-tool', kind: 'asked', urgency: 'low', announced: true, note: 'thinks about it' });
    expect(decision.reply).toBe("All right.\n\nIf I don't hear from you, I'll write to you again: today at 16:00.");
  });

  it('names the day when it is another one', () => {
    const { decision } = plan(decided({ effects: [promise({ dueAtMs: NOW + 24 * 60 * MINUTE_MS })] }));
    expect(decision.reply).toMatch(/Thursday, March 11 at 12:00\.$/);
  });

  it.each([...LANGUAGES])('is announced in the language of the reply: %s', (language) => {
    const { decision } = plan(decided({ reply: '-', language, effects: [promise()] }));
    expect(detectLanguage(decision.reply).label).toBe(language);
  });

  it('of several the last one counts; it can not pass for a reminder', () => {
    const { followUp } = plan(decided({ effects: [promise(), promise({ followUpId: 'second', followUpKind: 'reminder_24h' })] }));
    expect(followUp).toMatchObject({ id: 'second', kind: 'asked' });
  });

  it('is varied by an experiment, but not where the patient named the time', () => {
    const settings = { followUpExperiment: { name: 'sooner', variants: [{ name: 'half', weight: 1, minutes: { low: 120 } }] } };
    expect(plan(decided({ effects: [promise()] }), { settings }).followUp?.dueAtMs).toBe(NOW + 120 * MINUTE_MS);
    const named = promise({ dueAtMs: NOW + 300 * MINUTE_MS });
    expect(plan(decided({ effects: [named] }), { settings }).followUp?.dueAtMs).toBe(NOW + 300 * MINUTE_MS);
  });

  it('is neither made nor claimed for who opted out', () => {
    const { followUp, decision } = plan(decided({ effects: [promise()] }), { of: snapshot({ optedOut: true }) });
    expect(followUp).toBeNull();
    expect(decision).toMatchObject({ reply: 'All right.', effects: [] });
  });
});

describe.each([...LANGUAGES])('what we write of our own accord in %s', (language) => {
  const visit = { service: '7', doctor: '7', when: '7', to: '7', address: '7' };
  const said = Object.entries(FOLLOW_UP_TEXTS[language]).map(
    ([name, make]) => [name, (make as (a: unknown) => string)(name === 'noTimeYet' ? '7' : visit)] as const,
  );

  it.each(said)('%s: is one paragraph of that language', (_name, text) => {
    expect(text).not.toMatch(/\n|undefined|NaN/);
    expect(text.trim()).toBe(text);
    const guess = detectLanguage(text.replace(/\b7\b|\[object Object\]/g, ''));
    if (text.length > 25) expect([language, 'unknown']).toContain(guess.label);
  });
});
