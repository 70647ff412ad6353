import { localized } from '../clinic.ts';
import type { PendingAction } from '../conversation.ts';
import { toLocal } from '../local-time.ts';
import { doctorOf, serviceOf } from './turn.ts';
import type { Turn } from './turn.ts';

/**
 * What is open after this turn, in English, for the relevance check of the next message. A topic switch leaves what was open before
 * as it was: it may be taken up again; null when nothing is open.
 */
export function pendingActionOf(turn: Turn): PendingAction | null {
  const { state, memo } = turn;
  const slots = slotsOf(turn);
  const what = [slots['service'], slots['doctor'] && `with ${slots['doctor']}`].filter(Boolean).join(' ');
  const at = memo.proposal ? ` on ${memo.proposal.start.replace('T', ' ')}` : '';
  if (state === 'booking_confirmation') return { type: 'confirm_booking', description: `Confirm ${what}${at} (yes/no)`, slots };
  if (state === 'booking_new') return { type: 'book', description: `Booking ${what || 'an appointment'}; waiting for the ${memo.question ?? 'time'}`, slots };
  if (state === 'rescheduling') {
    const confirming = memo.question === 'confirm_move';
    return {
      type: confirming ? 'confirm_reschedule' : 'reschedule',
      description: `Rescheduling ${what || 'an appointment'}${confirming ? `: move it to${at.slice(3)}? (yes/no)` : '; waiting for the new day or time'}`,
      slots,
    };
  }
  if (state === 'canceling') {
    const confirming = memo.question === 'confirm_cancel';
    return {
      type: confirming ? 'confirm_cancel' : 'cancel',
      description: `Cancel ${what || 'an appointment'}; waiting for ${confirming ? 'confirmation' : 'which one'}`,
      slots,
    };
  }
  if (turn.pendingAction && turn.pendingAction.type !== 'inquire' && turn.pendingAction.type !== 'ask_info') return turn.pendingAction;
  if (memo.question === 'offer_human') return { type: 'ask_info', description: 'Offered to call a colleague (yes/no)', slots: {} };
  const inquiry = serviceOf(turn, memo.inquiryServiceId);
  if (memo.question !== 'offer_booking') return null;
  const service = inquiry && englishName(turn, inquiry.id);
  return {
    type: 'inquire',
    description: `Asked about ${service ?? 'an appointment'}; offered to look for a time (yes/no)`,
    slots: inquiry && service ? { service, serviceId: inquiry.id } : {},
  };
}

function slotsOf(turn: Turn): Record<string, string> {
  const { context, memo } = turn;
  const appointment = turn.toolbox.appointments().find((one) => one.id === context.appointmentId);
  const doctor = doctorOf(turn, memo.proposal?.doctorId ?? context.doctorId ?? appointment?.doctorId);
  const start = memo.proposal?.start ?? (appointment && toLocal(appointment.startMs, turn.clinic.timezone));
  const slots: Record<string, string> = {};
  if (context.serviceId !== undefined) slots['service'] = englishName(turn, context.serviceId);
  if (context.serviceId !== undefined) slots['serviceId'] = context.serviceId;
  if (doctor) Object.assign(slots, { doctor: doctor.name, doctorId: doctor.id });
  if (start !== undefined) slots['start'] = start;
  else if (context.requestedDate !== undefined) slots['date'] = context.requestedDate;
  return slots;
}

function englishName(turn: Turn, id: string): string {
  const service = serviceOf(turn, id);
  return (service && localized(service.name, 'en', turn.clinic.defaultLanguage)) ?? '';
}
