import type { Language } from '../clinic.ts';

/** A session that is over, as it can be learned from: what the patient wrote, and what became of appointments in it. Instants in ms since the epoch. */
export type SessionToLearn = {
  sessionId: string;
  clinicId: string;
  patientKey: string;
  conversationId: string | null;
  language: Language | null;
  /** As Postgres has it: what is compared when the lesson is kept. */
  lastActivityAt: string;
  /** The patient's own, in order. */
  messages: { id: string; text: string; atMs: number }[];
  /** Appointments that a turn of the session was the last to change. */
  appointments: {
    id: string;
    turnId: string;
    serviceId: string;
    doctorId: string;
    startMs: number;
    status: 'booked' | 'cancelled';
    effects: string[];
    atMs: number;
  }[];
};
