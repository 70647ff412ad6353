import { toLocal } from '../local-time.ts';
import type { Appointment } from '../conversation.ts';
import { bringsTime, forgetDraft, means } from './turn.ts';
import type { Turn } from './turn.ts';

/** "I changed my mind", "better not": what was just done is not wanted after all. */
const CHANGED_MIND =
  /\bchanged my mind\b|\b(?:undo|take) (?:it|that|this)(?: back)?\b|\b(?:was|is) a mistake\b|cambi[eé] de (?:opini[oó]n|idea|parecer)|me (?:lo )?(?:arrepent[ií]|pens[eé] mejor)|\bmejor no\b|mudei de (?:ideia|id[eé]ia|opini[aã]o)|me arrependi|\bmelhor n[aã]o\b|(?<!\p{L})(?:я )?(?:пере|раз)думал[аи]?(?!\p{L})|(?<!\p{L})лучше не надо(?!\p{L})|התחרטתי|שיניתי את דעתי/iu;
/** "Don't cancel it", "leave it booked". */
const NO_CANCEL =
  /\b(?:don'?t|do not|dont) (?:want to )?cancel\b|\b(?:leave|keep) (?:it|my appointment|the appointment)\b(?! cancel)|\bno (?:la |lo |me la |me lo )?(?:cancel|anul)|\bno (?:hay que|hace falta|quiero) (?:cancel|anul)|d[eé]j[ea](?:la|lo|mela|melo)? (?:la cita|reservad|como|ah[ií])|\bn[aã]o (?:precisa |quero |vou )?(?:(?:a |o )?cancel|desmar)|deix[ae] (?:ela |a consulta )?(?:marcad|agendad|como (?:estava|era|tava))|(?<!\p{L})не (?:надо |нужно |хочу |стоит )?отмен|(?<!\p{L})оставьте?(?!\p{L})(?! отмен)|(?:אל|לא (?:צריך |רוצה )?ל?)\s?[תל]?בטל|(?<!\p{L})ת?שאיר[וי]? (?:את|אותו|כמו|כפי)/iu;
/** "Don't move it", "put it back to where it was". */
const AS_IT_WAS =
  /\b(?:don'?t|do not|dont) (?:want to )?(?:move|reschedule|change)\b|\b(?:put|move|change|switch|bring|set|get) (?:it|that|my appointment|the appointment) back\b|\b(?:as|how|where|what|like) it was\b|\b(?:go )?back to (?:the )?(?:old|original|previous|first)\b|\b(?:leave|keep) it\b|\bno (?:la |lo |me la |me lo )?(?:cambi|muev)|como (?:estaba|antes|era)|(?:vuelva|volver) a pon|a la hora (?:anterior|de antes)|\bn[aã]o (?:precisa |quero )?(?:mud|remarc)|como (?:estava|tava)|(?:volt[ae]r?|deix[ae]r?) (?:para|pra|pro|a|ao|no) (?:o )?(?:hor[aá]rio|que era|como|antes|anterior)|(?<!\p{L})не (?:надо |нужно )?(?:перенос|мен)|(?<!\p{L})как (?:и )?было|верните|вернуть|обратно|(?:אל|לא צריך) [תל](?:עביר|זיז|שנ)|כמו שהיה|כפי שהיה|למה שהיה|ת?חזיר[וי]?(?!\p{L})|להחזיר/iu;

/** True when the words take a cancellation back; a new wish with a time of its own is none. */
export function takesCancellationBack({ text }: Turn): boolean {
  return CHANGED_MIND.test(text) || NO_CANCEL.test(text);
}

/** The appointment that was just moved and is wanted back where it was, and its time before; null when that is not meant. */
export function wantsMoveBack(turn: Turn): { appointment: Appointment; before: { doctorId: string; start: string } } | null {
  const { moved } = turn.memo;
  const appointment = turn.toolbox.appointments().find((one) => one.id === moved?.appointmentId);
  if (!moved || !appointment || turn.pendingAction !== null || moved.start <= turn.now || means(turn, 'cancel')) return null;
  if (toLocal(appointment.startMs, turn.clinic.timezone) === moved.start || !(CHANGED_MIND.test(turn.text) || AS_IT_WAS.test(turn.text))) return null;
  const namesBefore = turn.understanding.whens.every((when) => when.negated || when.start.slice(0, 10) === moved.start.slice(0, 10));
  return bringsTime(turn) && !namesBefore ? null : { appointment, before: { doctorId: moved.doctorId, start: moved.start } };
}

/** True when what was just booked is not wanted after all: whether to cancel it is asked. */
export function regretsBooking(turn: Turn): boolean {
  const { memo, toolbox, pendingAction } = turn;
  const latest = toolbox.appointments().find((one) => one.id === memo.latestId);
  if (!latest || memo.moved || memo.cancelled || pendingAction !== null || bringsTime(turn) || !CHANGED_MIND.test(turn.text)) return false;
  if (means(turn, 'reschedule', 'book') || turn.understanding.services.some((one) => one.id !== latest.serviceId)) return false;
  forgetDraft(turn);
  turn.context.appointmentId = latest.id;
  return true;
}
