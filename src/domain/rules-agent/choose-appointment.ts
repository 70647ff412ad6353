import type { Appointment } from '../conversation.ts';
import { toLocal } from '../local-time.ts';
import type { Turn } from './turn.ts';
import { ofPerson } from './whose.ts';

/** Which appointment the patient means; `usedWhen`: a day or time of the message named it. */
type AppointmentChoice = { kind: 'none' } | { kind: 'one'; appointment: Appointment; usedWhen: boolean } | { kind: 'several'; appointments: Appointment[] };

/**
 * Narrows the appointments by ordinal (of the list shown), person, service, doctor and day, each only as long as something is left;
 * one already agreed on stays unless the message names another.
 */
export function chooseAppointment(turn: Turn, all: Appointment[]): AppointmentChoice {
  const { understanding: u, memo, context, clinic } = turn;
  if (all.length === 0) return { kind: 'none' };
  const shown = (memo.choices ?? []).flatMap((id) => all.filter((one) => one.id === id));
  // "cancel the second one" before any list was shown counts them in order of time; of times offered it picks a time
  const counted = shown.length > 0 ? shown : context.appointmentId === undefined && context.offered === undefined ? all : [];
  if (u.ordinal !== null) {
    const picked = counted.at(u.ordinal > 0 ? u.ordinal - 1 : u.ordinal);
    if (picked) return { kind: 'one', appointment: picked, usedWhen: false };
  }
  const named = <T extends { id: string; negated: boolean }>(mentions: T[]) => mentions.filter((one) => !one.negated).map((one) => one.id);
  const services = u.services.length > 0 ? named(u.services) : turn.hints;
  const doctors = named(u.doctors);
  const theirs = ofPerson(turn, all);
  const byPerson = keepSome(shown.length > 0 ? shown : all, (one) => theirs.includes(one));
  const byService = keepSome(byPerson, (one) => services.includes(one.serviceId));
  const agreed = byService.find((one) => one.id === context.appointmentId);
  if (agreed) return { kind: 'one', appointment: agreed, usedWhen: false };
  const byDoctor = keepSome(byService, (one) => doctors.includes(one.doctorId));
  const days = u.whens.filter((when) => !when.negated);
  const isAt = (one: Appointment) => {
    const start = toLocal(one.startMs, clinic.timezone);
    return days.some((when) => (when.hasDate ? when.start.slice(0, 10) === start.slice(0, 10) : when.hasTime && when.start.slice(11, 16) === start.slice(11)));
  };
  const usedWhen = byDoctor.some(isAt);
  const left = keepSome(byDoctor, isAt);
  return left.length === 1 && left[0] ? { kind: 'one', appointment: left[0], usedWhen } : { kind: 'several', appointments: left };
}

function keepSome<T>(list: T[], fits: (one: T) => boolean): T[] {
  const left = list.filter(fits);
  return left.length > 0 ? left : list;
}
