import { localized, type Clinic, type Language } from '../clinic.ts';
import type { Appointment, ConversationContext, PendingAction } from '../conversation.ts';
import type { Memo } from '../rules-agent/turn.ts';
import { serviceName, visitWords, whenWords, type Spoken } from '../rules-agent/words.ts';
import { toLocal } from '../local-time.ts';
import type { VisitWords } from '../texts/texts.ts';
import { FOLLOW_UP_TEXTS } from './texts.ts';

type About = { clinic: Clinic; language: Language; nowMs: number; kind: string; context: ConversationContext; pendingAction: PendingAction | null };

/**
 * What a follow-up says. It asks again what the conversation has open, in words that a yes answers: only what is named in it can be
 * booked, moved or cancelled by that.
 */
export function followUpText(about: About): string {
  const { language, kind, pendingAction } = about;
  const texts = FOLLOW_UP_TEXTS[language];
  const visit = visitOf(about);
  // a yes books the time that is pending: then that has to be what is asked
  if (kind === 'urgent_pain' || (kind === 'pain' && !visit)) return texts.pain();
  const service = serviceName(about, pendingAction?.slots['serviceId']) || null;
  switch (pendingAction?.type) {
    case 'confirm_booking':
    case 'book':
      return visit ? `${texts.stoppedAt(visit)} ${nextQuestion(about)}` : texts.noTimeYet(service);
    case 'confirm_reschedule':
      return visit ? texts.confirmMove({ service: visit.service, to: visit.when }) : texts.moveAny();
    case 'reschedule':
      return visit ? texts.move(visit) : texts.moveAny();
    case 'confirm_cancel':
    case 'cancel':
      return visit ? texts.cancel(visit) : texts.cancelAny();
    case 'inquire':
      return service ? texts.inquiry(service) : texts.noTimeYet(null);
    case 'ask_info':
    case undefined:
      return texts.asPromised();
  }
}

/** What a reminder says of an appointment. */
export function reminderText(appointment: Appointment, { clinic, language }: Spoken): string {
  const visit = visitWords({ clinic, language }, { ...appointment, start: toLocal(appointment.startMs, clinic.timezone) });
  return FOLLOW_UP_TEXTS[language].reminder({ ...visit, address: localized(clinic.address, language, clinic.defaultLanguage) ?? null });
}

/** The visit that is pending, when its service, doctor and a time to come are known. */
function visitOf({ clinic, language, nowMs, pendingAction }: About): VisitWords | null {
  const { serviceId, doctorId, start } = pendingAction?.slots ?? {};
  if (serviceId === undefined || doctorId === undefined || start === undefined || start.slice(0, 16) <= toLocal(nowMs, clinic.timezone)) return null;
  const visit = visitWords({ clinic, language }, { serviceId, doctorId, start });
  return visit.service && visit.doctor ? { ...visit, when: whenWords({ language }, start) } : null;
}

/** The name is asked for before anything can be confirmed. */
function nextQuestion({ language, context }: About): string {
  const { question } = (context.memo ?? {}) as Memo;
  return question === 'name' ? FOLLOW_UP_TEXTS[language].askName() : FOLLOW_UP_TEXTS[language].shallIBook();
}
