import type { Language } from '../../../../src/domain/clinic.ts';
import type { Effect, TurnSnapshot } from '../../../../src/domain/conversation.ts';
import { baseRules } from '../../../../src/domain/prompt/base-rules.ts';
import { guardReply } from '../../../../src/domain/reply-guard.ts';
import type { GuardProblem } from '../../../../src/domain/reply-guard/guard-input.ts';
import { fromLocal } from '../../../../src/domain/local-time.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../../support/sample-clinic.ts';
import type { DidName, GuardCase } from './guard-case.ts';

const SYSTEM_PROMPT = `You are Iris, the warm and unhurried receptionist of Bluebell. Never discuss other clinics or their prices with the patient.
Always answer in at most three short sentences. If a patient is rude, stay calm and offer to pass the conversation to a colleague.
Parking is free for patients behind the building, entrance from Lime Lane. We accept cards, cash and MB Way.
Our website is https://bluebell.example/care and our e-mail is hello@bluebell.example. A whitening kit for the home costs 120 euros.`;

/** The clinic of the guard's tables. */
export const guardClinic = sampleClinic({ assistant: { agentId: 'reception', name: 'Iris', systemPrompt: SYSTEM_PROMPT } });

const at = (local: string) => fromLocal(local, guardClinic.timezone) ?? Number.NaN;
export const NOW_MS = at('2027-05-03T08:00');
const APPOINTMENT = '9c1b6a52-9c0e-4f33-8a11-0000000000e1';

const EFFECTS: Record<DidName, Effect> = {
  book: {
    kind: 'book',
    appointmentId: '9c1b6a52-9c0e-4f33-8a11-0000000000e2',
    serviceId: SAMPLE_SERVICES.filling,
    doctorId: SAMPLE_DOCTORS.dan,
    startMs: at('2027-05-06T14:00'),
    endMs: at('2027-05-06T14:45'),
    patientName: null,
  },
  move: { kind: 'reschedule', appointmentId: APPOINTMENT, doctorId: SAMPLE_DOCTORS.lea, startMs: at('2027-05-07T15:30'), endMs: at('2027-05-07T16:30') },
  cancel: { kind: 'cancel', appointmentId: APPOINTMENT },
  escalate: { kind: 'escalate', reason: 'asked for a person' },
  follow_up: {
    kind: 'schedule_follow_up',
    followUpId: '9c1b6a52-9c0e-4f33-8a11-0000000000e3',
    followUpKind: 'unfinished_booking',
    urgency: 'medium',
    dueAtMs: NOW_MS + 90 * 60_000,
    note: '',
  },
};

/** The turn a case stands in. */
export function snapshotOf({ said, has, did = [], state }: GuardCase): TurnSnapshot {
  const hasCleaning = has === true || did.includes('move') || did.includes('cancel');
  return {
    conversation: {
      id: '9c1b6a52-9c0e-4f33-8a11-0000000000c1',
      clinicId: guardClinic.id,
      line: { provider: 'evolution', instance: 'line' },
      patientKey: '351900000001',
      replyTo: '351900000001',
      version: 3,
      lastSeq: 4,
      state: state ?? 'idle',
      context: {},
      pendingAction: null,
      heldUntilMs: null,
      quietUntilMs: null,
      recentTurns: 2,
      totalTurns: 2,
      lastInboundAtMs: NOW_MS,
    },
    session: { id: '9c1b6a52-9c0e-4f33-8a11-0000000000d1', startedAtMs: NOW_MS, language: null, isNew: false },
    patient: {
      id: '9c1b6a52-9c0e-4f33-8a11-0000000000f1',
      key: '351900000001',
      name: null,
      pushName: 'Robin',
      language: null,
      languageIsExplicit: false,
      optedOut: false,
      isRemembered: false,
    },
    appointments: hasCleaning
      ? [
          {
            id: APPOINTMENT,
            serviceId: SAMPLE_SERVICES.cleaning,
            doctorId: SAMPLE_DOCTORS.lea,
            startMs: at('2027-05-05T12:00'),
            endMs: at('2027-05-05T13:00'),
            status: 'booked',
            patientName: null,
          },
        ]
      : [],
    messages:
      said === undefined
        ? []
        : [
            {
              id: '9c1b6a52-9c0e-4f33-8a11-0000000000b1',
              seq: 4,
              kind: 'inbound_text',
              text: said,
              media: null,
              sentAtMs: NOW_MS,
              receivedAtMs: NOW_MS,
              providerMessageId: 'm4',
              traceId: 'trace4',
              requestId: 'request4',
              traceparent: null,
            },
          ],
    history: [],
  };
}

/** The effects of a case. */
export function effectsOf({ did = [] }: GuardCase): Effect[] {
  return did.map((name) => EFFECTS[name]);
}

/** What the guard says of a case: its problems, none when the reply may go out. */
export function problemsOf(one: GuardCase, language: Language): GuardProblem[] {
  const prompts = [baseRules({ assistant: 'Iris', clinic: 'Bluebell', language })];
  const decision = { language, effects: effectsOf(one), agent: 'llm' as const };
  const verdict = guardReply({ reply: one.reply, decision, clinic: guardClinic, snapshot: snapshotOf(one), nowMs: NOW_MS, prompts });
  return verdict.ok ? [] : verdict.problems;
}
