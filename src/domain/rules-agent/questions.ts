import { weekdayFormat } from '../intl-formats.ts';
import { localized, WEEKDAYS } from '../clinic.ts';
import type { Weekday } from '../clinic.ts';
import type { HoursEntry } from '../clinic.ts';
import { namesOwn } from './as-request.ts';
import { bringsMatter } from './asides.ts';
import { signals } from './signals.ts';
import { addDays } from './wish.ts';
import { asks, serviceOf } from './turn.ts';
import type { Turn } from './turn.ts';
import { appointmentList, doctorName, priceWords, serviceList, serviceName, whenWords } from './words.ts';

/** What a patient asks besides booking: the answers to everything asked, in one order, without a follow-up question. Empty when nothing was asked. */
export function answerQuestions(turn: Turn, serviceIds: string[]): string[] {
  const { texts, clinic } = turn;
  const answers: string[] = [];
  const asksElse =
    asks(turn, 'doctors', 'hours', 'address', 'contact', 'my_appointments', 'availability') || bringsMatter(turn) || signals(turn.text, 'doctorDays');
  if (namesOwn(turn)) {
    const named = turn.understanding.services.filter((one) => !one.negated).map((one) => one.id);
    return [texts.appointments(appointmentList(turn, turn.toolbox.appointments().filter((one) => named.includes(one.serviceId))))]; // prettier-ignore
  }
  // "do you see patients on Saturday?" asks for no list of treatments
  const asksDay = asks(turn, 'hours') && turn.understanding.whens.some((when) => when.hasDate);
  const aboutService = asks(turn, 'price', 'service_info') || (serviceIds.length > 0 && !asksElse);
  if (aboutService && serviceIds.length > 0) answers.push(...serviceIds.slice(0, 3).map((id) => aboutOne(turn, id)));
  else if (asks(turn, 'price') || (asks(turn, 'services', 'service_info') && !asksDay))
    answers.push(
      texts.services(
        serviceList(
          turn,
          clinic.services.map((service) => service.id),
        ),
      ),
    );
  if (signals(turn.text, 'doctorDays')) answers.push(...doctorDays(turn, serviceIds[0]));
  else if (asks(turn, 'doctors')) answers.push(aboutDoctors(turn, serviceIds[0]));
  if (asks(turn, 'hours') && !asks(turn, 'my_appointments')) answers.push(aboutHours(turn));
  if (asks(turn, 'address')) answers.push(aboutAddress(turn));
  if (asks(turn, 'contact')) answers.push(clinic.phone === undefined ? texts.phoneUnknown() : texts.phone(clinic.phone));
  if (asks(turn, 'my_appointments')) answers.push(aboutAppointments(turn));
  return answers;
}

/** The address in the patient's language (or the clinic's: an address is one); null when unknown. */
export function addressWords(turn: Turn): string | null {
  return localized(turn.clinic.address, turn.language, turn.clinic.defaultLanguage) ?? null;
}

function aboutAddress(turn: Turn): string {
  const address = addressWords(turn);
  return address === null ? turn.texts.addressUnknown() : turn.texts.address(address);
}

/** Price, length and the clinic's own words; those only in the patient's language, a reply is in one. */
function aboutOne(turn: Turn, id: string): string {
  const service = serviceOf(turn, id);
  const name = serviceName(turn, id);
  const price = priceWords(turn, id);
  const info = service?.info?.[turn.language];
  const timed = `${name} (${turn.texts.minutes(service?.minutes ?? 0)})`;
  // free in part: what it costs stands in the clinic's own words
  if (price === null && service?.price === 0 && info !== undefined) return `${timed}\n${info}`;
  const first = price === null ? turn.texts.priceUnknown({ service: name }) : turn.texts.price({ service: timed, price });
  return info === undefined ? first : `${first}\n${info}`;
}

function aboutDoctors(turn: Turn, serviceId: string | undefined): string {
  const { clinic, texts } = turn;
  if (serviceId !== undefined) {
    const doctors = clinic.doctors.filter((doctor) => doctor.services.includes(serviceId)).map((doctor) => doctorName(turn, doctor.id));
    return texts.doctorsOf({ service: serviceName(turn, serviceId), doctors: doctors.join(', ') || '—' });
  }
  // "with whom?", right after an appointment was booked or shown
  const latest = turn.toolbox.appointments().find((one) => one.id === turn.memo.latestId);
  if (latest && !signals(turn.text, 'allDoctors'))
    return texts.doctorsOf({ service: serviceName(turn, latest.serviceId), doctors: doctorName(turn, latest.doctorId) });
  return texts.doctors(
    clinic.doctors.map((doctor) => `• ${doctorName(turn, doctor.id)}: ${doctor.services.map((id) => serviceName(turn, id)).join(', ')}`).join('\n'),
  );
}

function aboutAppointments(turn: Turn): string {
  const appointments = turn.toolbox.appointments();
  return appointments.length === 0 ? turn.texts.noAppointments() : turn.texts.appointments(appointmentList(turn, appointments));
}

/** The opening hours: of the day asked about, else of the week. */
function aboutHours(turn: Turn): string {
  const { clinic, texts, understanding: u } = turn;
  if (clinic.hours.length === 0) return texts.hoursUnknown();
  const [day, ...others] = [...new Set(u.whens.filter((when) => when.hasDate && !when.negated && isDay(when)).map((when) => when.start.slice(0, 10)))];
  if (day === undefined || others.length > 0) return texts.hours(hoursList(turn, clinic.hours));
  const hours = clinic.closedOn.includes(day) ? '' : hoursOn(clinic.hours, WEEKDAYS[weekdayOf(day)] ?? 'mon');
  return hours === '' ? texts.closedDay(whenWords(turn, day)) : texts.hours(`• ${whenWords(turn, day)}: ${hours}`);
}

function isDay(when: { grain: string }): boolean {
  return when.grain !== 'week' && when.grain !== 'month' && when.grain !== 'year';
}

/** 0 is Monday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** When the doctor named, or those who do the service spoken of, receive. */
function doctorDays(turn: Turn, serviceId: string | undefined): string[] {
  const { clinic, texts, understanding: u } = turn;
  const named = u.doctors.filter((one) => !one.negated).map((one) => one.id);
  const meant = clinic.doctors.filter((one) => (named.length > 0 ? named.includes(one.id) : serviceId !== undefined && one.services.includes(serviceId)));
  return meant.map((one) => texts.doctorHours({ doctor: doctorName(turn, one.id), list: hoursList(turn, one.hours ?? clinic.hours) }));
}

function hoursOn(hours: HoursEntry[], day: Weekday): string {
  return hours
    .filter((entry) => entry.days.includes(day))
    .map((entry) => `${entry.open}–${entry.close}`)
    .sort()
    .join(', ');
}

/** Hours of a week, days with the same hours in one line; the week begins on Sunday where it does. */
function hoursList(turn: Turn, hours: HoursEntry[]): string {
  const week: Weekday[] = turn.language === 'he' ? ['sun', ...WEEKDAYS.slice(0, 6)] : [...WEEKDAYS];
  const runs: { from: Weekday; to: Weekday; hours: string }[] = [];
  for (const day of week) {
    const last = runs.at(-1);
    const own = hoursOn(hours, day);
    if (last && last.hours === own) last.to = day;
    else runs.push({ from: day, to: day, hours: own });
  }
  return runs
    .map(({ from, to, hours: open }) => `• ${dayName(turn, from)}${from === to ? '' : ` – ${dayName(turn, to)}`}: ${open || turn.texts.closed()}`)
    .join('\n');
}

function dayName(turn: Turn, day: Weekday): string {
  // 2024-01-01 was a Monday
  const date = addDays('2024-01-01', WEEKDAYS.indexOf(day));
  return weekdayFormat(turn.language).format(new Date(`${date}T00:00:00Z`));
}
