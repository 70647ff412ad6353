import { currencyFormat } from '../intl-formats.ts';
import { localized } from '../clinic.ts';
import type { Language } from '../clinic.ts';
import type { Appointment } from '../conversation.ts';
import { toLocal } from '../local-time.ts';
import type { Slot } from '../slots.ts';
import type { VisitWords } from '../texts/texts.ts';
import { catalogueOf } from '../understanding/catalogue.ts';
import { TREATMENT_NAMES } from '../understanding/lexicon/treatment-names.ts';
import { formatDay, formatDayAndTime, formatTime } from '../understanding/when/format-when.ts';
import { doctorOf, serviceOf } from './turn.ts';
import type { Turn } from './turn.ts';

/** What words depend on: also of a message that answers nobody, such as a reminder. */
export type Spoken = Pick<Turn, 'clinic' | 'language'>;

/** A service's name in the patient's language: the clinic's own, else what its treatment is usually called, else the name the clinic has. */
export function serviceName(turn: Spoken, id: string | undefined): string {
  const service = serviceOf(turn, id);
  if (service && service.name[turn.language] === undefined) {
    const [treatment, ...others] = catalogueOf(turn.clinic).treatmentsOf.get(service.id) ?? [];
    const known = treatment !== undefined && others.length === 0 ? TREATMENT_NAMES[treatment]?.[turn.language] : undefined;
    // two services of one treatment must stay apart
    const isOnly = turn.clinic.services.every(
      (one) =>
        one === service ||
        !catalogueOf(turn.clinic)
          .treatmentsOf.get(one.id)
          ?.includes(treatment ?? ''),
    );
    if (known !== undefined && isOnly) return known;
  }
  return (service && localized(service.name, turn.language, turn.clinic.defaultLanguage)) ?? '';
}

/** A doctor's name; in Russian and Hebrew the full name among the aliases in that script, when the clinic gave one. */
export function doctorName(turn: Spoken, id: string | undefined): string {
  const doctor = doctorOf(turn, id);
  const script =
    turn.language === 'ru'
      ? /^\P{Script=Latin}*\p{Script=Cyrillic}\P{Script=Latin}*$/u
      : turn.language === 'he'
        ? /^\P{Script=Latin}*\p{Script=Hebrew}\P{Script=Latin}*$/u
        : null;
  const own = script && doctor?.aliases?.find((alias) => alias.includes(' ') && script.test(alias));
  return own || (doctor?.name ?? '');
}

const AMOUNT =
  /[€$₪£₽]\s*\d|\d\s*(?:[€$₪£₽]|(?:eur|usd|gbp|ils|rub|brl|mxn|euros?|dollars?|pounds?|shekels?|reais|pesos|d[oó]lares|libras)(?!\p{L})|евро|доллар|руб|шекел|אירו|יורו|דולר|שקל|ש["״]ח)/iu;

/** The price in the patient's language; null when the clinic gives none, and for what is free only in part: its own words tell the amount. */
export function priceWords(turn: Turn, id: string | undefined): string | null {
  const { price, info = {} } = serviceOf(turn, id) ?? {};
  if (price === undefined) return null;
  if (price === 0) return Object.values(info).some((text) => AMOUNT.test(text)) ? null : turn.texts.free();
  const format = currencyFormat(turn.language, turn.clinic.currency, Number.isInteger(price));
  // the marks that order a line from right to left disturb copying, and every client orders by the first letter anyway
  return format.format(price).replace(/[\u200e\u200f]/g, '');
}

/** A visit for a text. */
export function visitWords(turn: Spoken, visit: { serviceId: string; doctorId: string; start: string }): VisitWords {
  return { service: serviceName(turn, visit.serviceId), doctor: doctorName(turn, visit.doctorId), when: whenWords(turn, visit.start) };
}

/** A local time (with its time of day when it has one) in the patient's language. */
export function whenWords(turn: Pick<Turn, 'language'>, local: string): string {
  return local.length > 10 ? formatDayAndTime(withSeconds(local), turn.language) : formatDay(`${local}T00:00:00`, turn.language);
}

/** A day that is in no calendar ("31 June"), written as the language writes days. */
export function impossibleDay(local: string, language: Language): string {
  const month = Number(local.slice(5, 7));
  const written = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 28));
  return written.replace('28', local.slice(8, 10));
}

/** A booked appointment for a text. */
export function appointmentWords(turn: Turn, appointment: Appointment): VisitWords {
  const words = visitWords(turn, { ...appointment, start: toLocal(appointment.startMs, turn.clinic.timezone) });
  return isOthers(turn, appointment.patientName) ? { ...words, service: `${words.service} (${appointment.patientName})` } : words;
}

/** True for the name of somebody else than the writer: who comes is said along with the visit. */
export function isOthers({ snapshot, learned }: Pick<Turn, 'snapshot' | 'learned'>, name: string | null | undefined): name is string {
  const { patient } = snapshot;
  return typeof name === 'string' && ![patient.name, patient.pushName, learned.name].some((known) => known?.trim().toLowerCase() === name.trim().toLowerCase());
}

/** Appointments as a numbered list. */
export function appointmentList(turn: Turn, appointments: Appointment[]): string {
  return appointments
    .map((one, index) => {
      const { service, doctor, when } = appointmentWords(turn, one);
      return `${index + 1}. ${service}, ${doctor}, ${when}`;
    })
    .join('\n');
}

/** Free times, one line for each day and doctor. */
export function slotList(turn: Turn, slots: Slot[]): string {
  const lines = new Map<string, string[]>();
  for (const slot of slots) {
    const key = `${slot.start.slice(0, 10)} ${slot.doctorId}`;
    lines.set(key, [...(lines.get(key) ?? []), formatTime(withSeconds(slot.start), turn.language)]);
  }
  return [...lines].map(([key, times]) => `• ${whenWords(turn, key.slice(0, 10))}: ${times.join(', ')} (${doctorName(turn, key.slice(11))})`).join('\n');
}

/** Services as a list, with prices where the clinic gives them. */
export function serviceList(turn: Turn, ids: string[]): string {
  return ids
    .map((id) => {
      const price = priceWords(turn, id);
      return `• ${serviceName(turn, id)}${price ? ` (${price})` : ''}`;
    })
    .join('\n');
}

function withSeconds(local: string): string {
  return local.length === 16 ? `${local}:00` : local;
}
