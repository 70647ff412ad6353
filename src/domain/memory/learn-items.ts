import type { Clinic } from '../clinic.ts';
import { toLocal } from '../local-time.ts';
import type { MemoryItem } from '../memory.ts';
import { admitMemory, type MemoryRefusal } from './admit-memory.ts';
import { readStatements } from './read-statements.ts';
import type { SessionToLearn } from './session-to-learn.ts';

/** A session says so much at most; whoever says more repeats it. */
const MOST_OF_A_SESSION = 12;

export type Lesson = { items: MemoryItem[]; refused: MemoryRefusal[] };

/**
 * What is to be remembered of a session: preferences and constraints in the patient's own words, and what became of appointments. Deterministic: the
 * same session gives the same items, keys and instants, so that keeping them twice is keeping them once. Everything passed the write gate.
 */
export function learnItems(session: SessionToLearn, clinic: Clinic): Lesson {
  const said = session.messages.flatMap((message) =>
    readStatements(message.text, { clinic, language: session.language ?? clinic.defaultLanguage, atMs: message.atMs }).map((statement) => ({
      ...statement,
      provenance: { by: 'patient' as const, conversationId: session.conversationId, sessionId: session.sessionId, sourceId: message.id },
      learnedAtMs: message.atMs,
    })),
  );
  const lesson: Lesson = { items: [], refused: [] };
  const byKey = new Map<string, MemoryItem>();
  for (const candidate of [...said, ...outcomesOf(session, clinic)]) {
    const admitted = admitMemory(candidate);
    if (!admitted.ok) lesson.refused.push(admitted.reason);
    else byKey.set(admitted.item.key, admitted.item); // said last counts
  }
  lesson.items = [...byKey.values()].slice(-MOST_OF_A_SESSION);
  return lesson;
}

function outcomesOf({ appointments, conversationId, sessionId }: SessionToLearn, clinic: Clinic): MemoryItem[] {
  return appointments.map(({ id, turnId, serviceId, doctorId, startMs, status, effects, atMs }) => {
    const became =
      status === 'cancelled' ? 'cancelled by the patient' : effects.includes('reschedule') ? 'moved' : effects.includes('book') ? 'booked' : 'confirmed';
    const service = clinic.services.find((one) => one.id === serviceId);
    const doctor = clinic.doctors.find((one) => one.id === doctorId);
    const what = [service && (service.name[clinic.defaultLanguage] ?? Object.values(service.name)[0]), doctor && `with ${doctor.name}`]
      .filter(Boolean)
      .join(' ');
    return {
      key: `appointment_outcome:${id}`,
      kind: 'appointment_outcome',
      text: `${what || 'an appointment'} on ${toLocal(startMs, clinic.timezone).replace('T', ' ')}: ${became}`.slice(0, 240),
      language: null,
      detail: { appointmentId: id, serviceId, doctorId, outcome: became.split(' ')[0] ?? became, startsAt: new Date(startMs).toISOString() },
      provenance: { by: 'system', conversationId, sessionId, sourceId: turnId },
      learnedAtMs: atMs,
    };
  });
}
