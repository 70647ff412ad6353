import type { Clinic } from '../../../src/domain/clinic.ts';
import type { TurnSnapshot } from '../../../src/domain/conversation.ts';

/** The conversation of a patient who never wrote before. */
export function emptySnapshot(clinic: Clinic, pushName: string | null): TurnSnapshot {
  const key = '351900000001';
  return {
    conversation: {
      id: 'conversation', clinicId: clinic.id, line: { provider: 'evolution', instance: 'line' }, patientKey: key, replyTo: key, version: 0, lastSeq: 0, state: 'idle', context: {},
      pendingAction: null, heldUntilMs: null, quietUntilMs: null, recentTurns: 0, totalTurns: 0, lastInboundAtMs: null,
    }, // prettier-ignore
    session: { id: 'session', startedAtMs: 0, language: null, isNew: true },
    patient: { id: 'patient', key, name: null, pushName, language: null, languageIsExplicit: false, optedOut: false, isRemembered: false },
    appointments: [],
    messages: [],
    history: [],
  };
}
