import { weekdayFormat } from '../intl-formats.ts';
import { localized, WEEKDAYS } from '../clinic.ts';
import type { Weekday } from '../clinic.ts';
import { addDays } from './wish.ts';
import { asks, serviceOf } from './turn.ts';
import type { Turn } from './turn.ts';
import { appointmentList, doctorName, priceWords, serviceList, serviceName } from './words.ts';

/** What a patient asks besides booking: the answers to everything asked, in one order, without a follow-up question. Empty when nothing was asked. */
export function answerQuestions(turn: Turn, serviceIds: string[]): string[] {
  const { texts, clinic } = turn;
  const answers: string[] = [];
  const aboutService =
    asks(turn, 'price', 'service_info') || (serviceIds.length > 0 && !asks(turn, 'doctors', 'hours', 'address', 'contact', 'my_appointments', 'availability'));
  if (aboutService && serviceIds.length > 0) answers.push(...serviceIds.slice(0, 3).map((id) => aboutOne(turn, id)));
  else if (asks(turn, 'services', 'price', 'service_info'))
    answers.push(
      texts.services(
        serviceList(
          turn,
          clinic.services.map((service) => service.id),
        ),
      ),
    );
  if (asks(turn, 'doctors')) answers.push(aboutDoctors(turn, serviceIds[0]));
  if (asks(turn, 'hours')) answers.push(clinic.hours.length === 0 ? texts.hoursUnknown() : texts.hours(hoursList(turn)));
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
  const first =
    price === null
      ? turn.texts.priceUnknown({ service: name })
      : turn.texts.price({ service: `${name} (${turn.texts.minutes(service?.minutes ?? 0)})`, price });
  return info === undefined ? first : `${first}\n${info}`;
}

function aboutDoctors(turn: Turn, serviceId: string | undefined): string {
  const { clinic, texts } = turn;
  if (serviceId !== undefined) {
    const doctors = clinic.doctors.filter((doctor) => doctor.services.includes(serviceId)).map((doctor) => doctorName(turn, doctor.id));
    return texts.doctorsOf({ service: serviceName(turn, serviceId), doctors: doctors.join(', ') || '—' });
  }
  return texts.doctors(
    clinic.doctors.map((doctor) => `• ${doctorName(turn, doctor.id)}: ${doctor.services.map((id) => serviceName(turn, id)).join(', ')}`).join('\n'),
  );
}

function aboutAppointments(turn: Turn): string {
  const appointments = turn.toolbox.appointments();
  return appointments.length === 0 ? turn.texts.noAppointments() : turn.texts.appointments(appointmentList(turn, appointments));
}

/** Opening hours, days with the same hours in one line; the week begins on Sunday where it does. */
function hoursList(turn: Turn): string {
  const week: Weekday[] = turn.language === 'he' ? ['sun', ...WEEKDAYS.slice(0, 6)] : [...WEEKDAYS];
  const hoursOf = (day: Weekday) =>
    turn.clinic.hours
      .filter((entry) => entry.days.includes(day))
      .map((entry) => `${entry.open}–${entry.close}`)
      .sort()
      .join(', ');
  const runs: { from: Weekday; to: Weekday; hours: string }[] = [];
  for (const day of week) {
    const last = runs.at(-1);
    if (last && last.hours === hoursOf(day)) last.to = day;
    else runs.push({ from: day, to: day, hours: hoursOf(day) });
  }
  return runs
    .map(({ from, to, hours }) => `• ${dayName(turn, from)}${from === to ? '' : ` – ${dayName(turn, to)}`}: ${hours || turn.texts.closed()}`)
    .join('\n');
}

function dayName(turn: Turn, day: Weekday): string {
  // 2024-01-01 was a Monday
  const date = addDays('2024-01-01', WEEKDAYS.indexOf(day));
  return weekdayFormat(turn.language).format(new Date(`${date}T00:00:00Z`));
}
