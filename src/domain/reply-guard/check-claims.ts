import { LANGUAGES } from '../clinic.ts';
import type { Appointment, Effect } from '../conversation.ts';
import { mayWriteAgain } from '../follow-up.ts';
import { toLocal } from '../local-time.ts';
import { applyEffects } from '../tools/create-toolbox.ts';
import { areRight, namedTimes, namesNothing } from './claim-times.ts';
import type { Moment, NamedTimes, TimeFrame } from './claim-times.ts';
import { findClaims } from './find-claims.ts';
import type { Claim } from './find-claims.ts';
import type { GuardInput, GuardProblem } from './guard-input.ts';
import { readSentences } from './read-sentences.ts';
import type { Sentence } from './read-sentences.ts';
import { hasUnbackedMoment } from './unbacked-moments.ts';
import { wordsOf } from './words-of.ts';

/** What is true in this turn: its effects, and the appointments before and after them. */
type Facts = {
  input: GuardInput;
  frame: TimeFrame;
  did: (kind: Effect['kind']) => boolean;
  /** Starts of what this turn booked, moved to, moved from or cancelled. */
  booked: Moment[];
  movedTo: Moment[];
  gone: Moment[];
  /** Starts of the patient's appointments to come, after this turn, and of those that were. */
  standing: Moment[];
  past: Moment[];
};

const ASKED_FOR: Partial<Record<string, GuardProblem>> = {
  booking_new: 'claims_a_booking_not_made',
  booking_confirmation: 'claims_a_booking_not_made',
  rescheduling: 'claims_a_move_not_made',
  canceling: 'claims_a_cancellation_not_made',
};

/**
 * Claims that nothing stands behind: something booked, moved, cancelled, handed over or planned without that effect in this turn, an
 * appointment that does not exist, a day or time that is not the one of the effect. What is asked, offered, denied, said as a rule or made to
 * depend on something is no claim. A promise of a person's answer counts as a hand-over, since nobody else will bring it about.
 */
export function checkClaims(sentences: readonly Sentence[], input: GuardInput): GuardProblem[] {
  const claims = findClaims(sentences, wordsOf(input.decision.language));
  const facts = factsOf(input);
  const problems = claims.flatMap((claim) => problemOf(claim, facts) ?? []);
  if (problems.length === 0 && hasUnbackedMoment(sentences, [...facts.standing, ...facts.gone, ...facts.past], facts.frame))
    problems.push(input.decision.effects.length > 0 || facts.standing.length > 0 ? 'wrong_date_or_time' : 'claims_a_booking_not_made');
  return [...new Set(problems)];
}

function factsOf(input: GuardInput): Facts {
  const { snapshot, clinic, decision, nowMs } = input;
  const local = (atMs: number) => toLocal(atMs, clinic.timezone);
  const booked = (list: Appointment[]) => list.filter((one) => one.status === 'booked' && one.endMs > nowMs).map((one) => local(one.startMs));
  const of = (id: string) => snapshot.appointments.filter((one) => one.id === id).map((one) => local(one.startMs));
  const { effects } = decision;
  return {
    input,
    frame: { language: decision.language, now: local(nowMs), timezone: clinic.timezone, read: new Map() },
    did: (kind) => effects.some((effect) => effect.kind === kind && (kind !== 'schedule_follow_up' || mayWriteAgain(clinic, snapshot.patient))),
    booked: effects.flatMap((effect) => (effect.kind === 'book' ? [local(effect.startMs)] : [])),
    movedTo: effects.flatMap((effect) => (effect.kind === 'reschedule' ? [local(effect.startMs)] : [])),
    gone: effects.flatMap((effect) => (effect.kind === 'cancel' || effect.kind === 'reschedule' ? of(effect.appointmentId) : [])),
    standing: booked(applyEffects(snapshot.appointments, effects)),
    past: snapshot.appointments.filter((one) => one.endMs <= nowMs).map((one) => local(one.startMs)),
  };
}

function problemOf(claim: Claim, facts: Facts): GuardProblem | null {
  const { did, input } = facts;
  switch (claim.kind) {
    case 'booking':
    case 'expected':
      return aboutBooking(claim, facts);
    case 'appointment':
      return aboutAppointment(claim, facts);
    case 'move':
      return aboutMove(claim, facts);
    case 'cancellation':
      return aboutCancellation(claim, facts);
    case 'handover':
      return did('escalate') || saidBefore('handover', facts) || isToldOfBooking(claim, facts) ? null : 'claims_a_handover_not_made'; // prettier-ignore
    case 'reminder':
      return did('schedule_follow_up') || (facts.standing.length > 0 && isReminded(input)) ? null : 'promises_a_follow_up_not_planned';
    case 'follow_up':
      return did('schedule_follow_up') || did('escalate') || saidBefore('follow_up', facts) ? null : 'promises_a_follow_up_not_planned';
    case 'finished':
      return input.decision.effects.length > 0 ? null : (ASKED_FOR[input.snapshot.conversation.state] ?? null);
  }
}

const BOOKING = /book|reserv|запис|תור/u;
const CONTACTS = /\b(?:call|ring|phone|contact|reach|get back|llam|comunic|lig(?:a|ue|ar)|telefon|retorn)|звон|свяж|напиш|תקשר|יצור קשר|צרו קשר|חזור אלי/iu;

/** Staff are told of every booking by themselves; but nobody contacts a patient because of one. */
function isToldOfBooking({ sentence }: Claim, { did }: Facts): boolean {
  return did('book') && BOOKING.test(sentence.text) && !CONTACTS.test(sentence.text);
}

/** Reminders of appointments go out by themselves. */
function isReminded({ clinic, snapshot }: GuardInput): boolean {
  return !snapshot.patient.optedOut && clinic.settings.reminders?.hoursBefore.length !== 0;
}

function aboutBooking(claim: Claim, facts: Facts): GuardProblem | null {
  const { booked, movedTo, standing, input } = facts;
  const primary = [...booked, ...movedTo];
  const named = timesOf(claim, [...primary, ...standing], facts);
  if (claim.timed && namesNothing(named)) return null;
  const { language } = input.decision;
  if (primary.length > 0) return areRight(named, primary, [...standing, ...facts.gone], language) ? null : 'wrong_date_or_time';
  if (standing.length === 0) return 'claims_a_booking_not_made';
  if (namesNothing(named)) return claim.made || ASKED_FOR[input.snapshot.conversation.state] !== undefined ? 'claims_a_booking_not_made' : null;
  return areRight(named, standing, [], language) && (!claim.made || isWhole(named)) ? null : 'claims_a_booking_not_made';
}

/** Names a day as well as a time: enough to speak of one appointment and no other. */
function isWhole({ exact, whens }: NamedTimes): boolean {
  return exact.length > 0 || whens.some((when) => when.hasDate && when.hasTime);
}

function aboutAppointment(claim: Claim, facts: Facts): GuardProblem | null {
  const { standing, gone, input } = facts;
  const named = timesOf(claim, standing, facts);
  if (claim.timed && namesNothing(named)) return null;
  if (standing.length === 0) return 'claims_an_appointment_that_is_not_there';
  return areRight(named, standing, gone, input.decision.language) ? null : 'wrong_date_or_time';
}

function aboutMove(claim: Claim, facts: Facts): GuardProblem | null {
  const { movedTo, booked, gone, standing, did, input } = facts;
  const { language } = input.decision;
  const primary = did('reschedule') ? movedTo : did('book') && did('cancel') ? booked : [];
  const named = timesOf(claim, [...primary, ...gone, ...standing], facts);
  if (primary.length > 0) return areRight(named, primary, [...gone, ...standing], language) ? null : 'wrong_date_or_time';
  // moved in a former turn: it stands where the reply says
  const isOld = input.snapshot.conversation.state !== 'rescheduling' && isWhole(named) && areRight(named, standing, [], language);
  return isOld && standing.length > 0 && saidBefore('move', facts) ? null : 'claims_a_move_not_made';
}

function aboutCancellation(claim: Claim, facts: Facts): GuardProblem | null {
  const { gone, standing, booked, movedTo, did, input } = facts;
  if (!did('cancel') && !did('reschedule')) return saidBefore('cancellation', facts) && input.snapshot.conversation.state !== 'canceling' ? null : 'claims_a_cancellation_not_made'; // prettier-ignore
  const named = timesOf(claim, [...gone, ...standing], facts);
  return areRight(named, gone, [...standing, ...booked, ...movedTo], input.decision.language) ? null : 'wrong_date_or_time';
}

function timesOf(claim: Claim, expected: Moment[], { frame }: Facts): NamedTimes {
  const named = namedTimes(claim.sentence.text, expected, frame);
  return namesNothing(named) && claim.details !== '' ? namedTimes(claim.details, expected, frame) : named;
}

/** What was said before was true when it was said: it went through here. */
function saidBefore(kind: Claim['kind'], { input }: Facts): boolean {
  const said = input.snapshot.history.filter((entry) => entry.role !== 'patient').map((entry) => readSentences(entry.text));
  return LANGUAGES.some((language) => said.some((sentences) => findClaims(sentences, wordsOf(language)).some((claim) => claim.kind === kind)));
}
