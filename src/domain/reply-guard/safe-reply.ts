import { localized } from '../clinic.ts';
import type { Clinic } from '../clinic.ts';
import { transition } from '../conversation-state.ts';
import type { Appointment, Decision, Effect, TurnSnapshot } from '../conversation.ts';
import { fallbackText } from '../fallback-texts.ts';
import { visitWords } from '../rules-agent/words.ts';
import type { Spoken } from '../rules-agent/words.ts';
import { FOLLOW_UP_TEXTS } from '../follow-up/texts.ts';
import { toLocal } from '../local-time.ts';
import { ALL_TEXTS } from '../texts/all-texts.ts';
import { applyEffects } from '../tools/create-toolbox.ts';

type Turn = { decision: Decision; clinic: Clinic; snapshot: TurnSnapshot };

const URGENT = /urgen|emergen|pain|acute|bleed|swell/i;

/**
 * The decision with a text that is safe in place of its reply. What it does is said in our own words, so that nothing is done unsaid and
 * nothing said undone; a decision that does nothing asks what to help with. Whatever else the refused reply proposed was never read by the
 * patient, so it is not left open: a later "yes" must not confirm it. What the patient gave up stays given up.
 */
export function withSafeReply(turn: Turn): Decision {
  const { decision } = turn;
  return { ...decision, ...(decision.effects.length > 0 ? afterEffects(turn) : asBefore(turn)), reply: safeText(turn) };
}

function safeText({ decision, clinic, snapshot }: Turn): string {
  const { language, effects, patient } = decision;
  const texts = ALL_TEXTS[language];
  const said = snapshot.conversation.totalTurns === 0 ? [texts.introduction({ assistant: clinic.assistant.name, clinic: clinic.name })] : [];
  said.push(...effects.flatMap((effect, index) => effectText(effect, { clinic, language }, applyEffects(snapshot.appointments, effects.slice(0, index)))));
  if (patient?.optedOut) said.push(texts.optedOut());
  if (effects.length === 0 && !patient?.optedOut) said.push(texts.whatICanDo(), texts.howCanIHelp());
  return said.join('\n\n');
}

/** What one effect does, in our own words. `appointments` are those before it. */
function effectText(effect: Effect, spoken: Spoken, appointments: readonly Appointment[]): string[] {
  const { clinic, language } = spoken;
  const texts = ALL_TEXTS[language];
  const words = (visit: { serviceId: string; doctorId: string; startMs: number }) => visitWords(spoken, { ...visit, start: toLocal(visit.startMs, clinic.timezone) }); // prettier-ignore
  switch (effect.kind) {
    case 'book':
      return [texts.booked({ ...words(effect), address: localized(clinic.address, language, clinic.defaultLanguage) ?? null })];
    case 'reschedule':
      return [texts.moved(words({ ...effect, serviceId: appointments.find((one) => one.id === effect.appointmentId)?.serviceId ?? '' }))];
    case 'cancel':
      return appointments.filter((one) => one.id === effect.appointmentId).map((one) => texts.cancelled(words(one)));
    case 'confirm':
      return [FOLLOW_UP_TEXTS[language].seeYou()];
    case 'escalate':
      return URGENT.test(effect.reason) ? [clinic.emergencyText?.[language] ?? texts.urgent(), texts.urgentHandover()] : [texts.escalated()];
    case 'schedule_follow_up':
      return [fallbackText('follow_up', language)];
  }
}

type Place = Pick<Decision, 'state' | 'context' | 'pendingAction' | 'attestation'>;

/** Done is done; what the reply would have opened besides is closed. */
function afterEffects({ decision, snapshot }: Turn): Place {
  const { state, context, pendingAction, attestation, effects } = decision;
  if (effects.some((effect) => effect.kind === 'escalate')) return moved('escalate', snapshot, attestation);
  const isOpen = pendingAction !== null || !['idle', 'service_inquiry', 'escalated'].includes(state);
  if (!isOpen) return { state, context, pendingAction, attestation };
  return moved(snapshot.conversation.state === 'escalated' ? 'resume' : 'drop', snapshot, attestation);
}

/** As it was before the message, but for what the patient gave up with it. */
function asBefore({ decision, snapshot }: Turn): Place {
  const { conversation } = snapshot;
  const { attestation, context } = decision;
  if (attestation.relevance?.dropPending && conversation.state !== 'escalated') {
    const dropped = context.memo?.['dropped'];
    return { ...moved('drop', snapshot, attestation), context: dropped === undefined ? {} : { memo: { dropped } } };
  }
  const kept = moved('chat', snapshot, attestation);
  return { ...kept, context: conversation.context, pendingAction: conversation.pendingAction };
}

function moved(event: 'escalate' | 'resume' | 'drop' | 'chat', { conversation }: TurnSnapshot, attestation: Decision['attestation']): Place {
  const { state } = transition(conversation.state, event);
  return { state, context: {}, pendingAction: null, attestation: { ...attestation, state: { from: conversation.state, event, to: state } } };
}
