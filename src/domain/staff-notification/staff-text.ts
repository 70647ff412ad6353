import type { Clinic } from '../clinic.ts';
import { lineOf } from '../clinic.ts';
import { toLocal } from '../local-time.ts';
import { formatDayAndTime } from '../understanding/when/format-when.ts';
import { namesOf, type NotedAppointment, type StaffNotification, type StaffNotice } from '../staff-notification.ts';
import { STAFF_TEXTS, type StaffTexts } from './staff-texts.ts';

/** What the rules agent and the prompt call an emergency. */
const URGENT = /\b(?:urgent|emergency)\b/i;
/** A name is what a patient wrote: one line, and not a letter to the staff. */
const NAME_CHARACTERS = 80;

/** The WhatsApp message to staff, in the clinic's default language: the clinic, what happened, and who the patient is. */
export function staffText({ notice, patient }: StaffNotification, clinic: Clinic): string {
  const texts = STAFF_TEXTS[clinic.defaultLanguage];
  const who = patient && contactOf(patient);
  return [clinic.name, ...happened(notice, clinic, texts), ...(who ? [texts.patient(who)] : [])].join('\n');
}

function happened(notice: StaffNotice, clinic: Clinic, texts: StaffTexts): string[] {
  switch (notice.event) {
    case 'booked':
      return [texts.booked(visitOf(notice.appointment, clinic))];
    case 'moved': {
      const { previousStartMs } = notice.appointment;
      return [texts.moved(visitOf(notice.appointment, clinic)), ...(previousStartMs === undefined ? [] : [texts.before(whenOf(previousStartMs, clinic))])];
    }
    case 'cancelled':
      return [texts.cancelled(visitOf(notice.appointment, clinic))];
    case 'escalated':
      return [URGENT.test(notice.reason) ? texts.urgent() : texts.escalated()];
    case 'send_failed':
      return [notSent(notice.reason, texts), ...(notice.effects.length > 0 ? [texts.tellThem()] : [])];
    case 'line_disconnected':
      return [texts.disconnected({ line: lineName(notice.line, clinic), since: whenOf(notice.sinceMs, clinic) })];
    case 'line_silent':
      return [texts.silent({ line: lineName(notice.line, clinic), since: whenOf(notice.sinceMs, clinic) })];
  }
}

function notSent(reason: string, texts: StaffTexts): string {
  if (reason === 'withdrawn') return texts.heldBack();
  return reason === 'unknown_outcome' ? texts.perhapsSent() : texts.notSent();
}

function visitOf(appointment: NotedAppointment, clinic: Clinic): string {
  const { service, doctor } = namesOf(appointment, clinic);
  return [service, doctor, whenOf(appointment.startMs, clinic)].filter((part) => part !== null).join(', ');
}

function whenOf(atMs: number, clinic: Clinic): string {
  return formatDayAndTime(toLocal(atMs, clinic.timezone), clinic.defaultLanguage);
}

/** The number people know the line by, else its own name. */
function lineName(line: { provider: string; instance: string }, clinic: Clinic): string {
  const channel = clinic.channels.find((one) => one.provider === line.provider && lineOf(one) === line.instance);
  return channel?.number ?? line.instance;
}

/** Name and number; a patient whose number WhatsApp hides is told by the name alone. */
function contactOf({ from, name }: { from: string; name: string | null }): string {
  const oneLine = Array.from(name?.replace(/\s+/gu, ' ').trim() ?? '')
    .slice(0, NAME_CHARACTERS)
    .join('');
  return [oneLine, /^\d+$/.test(from) ? `+${from}` : ''].filter((part) => part !== '').join(', ');
}
