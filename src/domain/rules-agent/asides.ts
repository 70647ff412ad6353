import { UNKNOWN_MATTERS } from '../texts/unknown-matters.ts';
import type { UnknownMatter } from '../texts/unknown-matters.ts';
import { findTreatments } from '../understanding/entities.ts';
import { TREATMENT_NAMES } from '../understanding/lexicon/treatment-names.ts';
import { tokensOf } from '../understanding/tokens.ts';
import type { SideMatter } from './side-matters.ts';
import { handOver } from './talk.ts';
import { quoteTaught, taughtAbout } from './taught.ts';
import { isOpen, serviceOf } from './turn.ts';
import type { Memo, Turn } from './turn.ts';
import { serviceList, serviceName } from './words.ts';

const UNKNOWN: readonly SideMatter[] = ['insurance', 'payment', 'parking', 'children', 'discount', 'other'];
/** After so many complaints in a row people take over without being asked for. */
const COMPLAINTS_BORNE = 2;

/** True when the message brings up something that has an honest answer of its own. */
export function bringsMatter({ matters }: Turn): boolean {
  return matters.some((matter) => isUnknown(matter) || matter === 'treatment' || matter === 'diagnosis' || matter === 'duration' || matter === 'health');
}

/** True when what was brought up is nothing the clinic's data tells, and nothing the clinic taught either. */
export function bringsUnknown(turn: Turn): boolean {
  return unknownOf(turn).some((matter) => taughtAbout(turn, matter) === null);
}

function isUnknown(matter: SideMatter): matter is UnknownMatter {
  return UNKNOWN.includes(matter);
}

/** Honest answers to what was brought up: what is known is said, what is not is said too, what is a doctor's to say is left to the doctor. */
export function matterTexts(turn: Turn, serviceIds: string[]): string[] {
  const { texts, matters, language } = turn;
  const answerTo = (matter: UnknownMatter) => {
    const taught = taughtAbout(turn, matter);
    return taught === null ? texts.unknown(UNKNOWN_MATTERS[language][matter]) : quoteTaught(turn, taught);
  };
  return [
    ...(matters.includes('health') ? [texts.tellTheDoctor()] : []),
    ...(matters.includes('duration') ? [durations(turn, serviceIds)] : []),
    ...(matters.includes('treatment') ? [texts.askTheDoctor()] : []),
    ...(matters.includes('diagnosis') ? [texts.cannotJudge()] : []),
    ...new Set(unknownOf(turn).map(answerTo)),
  ];
}

/** Of two matters the telling one: "can we pay for the parking" is not answered twice. */
function unknownOf({ matters }: Turn): UnknownMatter[] {
  const unknown = matters.filter(isUnknown);
  const named = unknown.length > 1 ? unknown.filter((matter) => matter !== 'other') : unknown;
  return named.slice(0, 2);
}

function durations(turn: Turn, serviceIds: string[]): string {
  const { texts, clinic, context, memo } = turn;
  const inFocus = [isOpen(turn) ? context.serviceId : undefined, memo.inquiryServiceId].find((id) => id !== undefined);
  const asked = serviceIds.length > 0 ? serviceIds : inFocus === undefined ? clinic.services.map((one) => one.id) : [inFocus];
  return asked.map((id) => texts.lasts({ service: serviceName(turn, id), minutes: texts.minutes(serviceOf(turn, id)?.minutes ?? 0) })).join('\n');
}

/** Somebody is upset: says sorry and offers a person; after a few times calls one. */
export async function soothe(turn: Turn): Promise<void> {
  const { texts, memo, snapshot } = turn;
  const before = snapshot.conversation.context.memo as Memo | undefined;
  const complaints = (before?.complaints ?? 0) + 1;
  if (complaints > COMPLAINTS_BORNE) return handOver(turn, 'a complaint');
  turn.advance('ask_info');
  memo.complaints = complaints;
  memo.question = 'offer_human';
  if (complaints === 1) turn.say(texts.complaint());
  turn.say(texts.offerColleague());
}

/** The name of a treatment that is asked for and that this clinic does not have; null when there is none. */
export function treatmentNotOffered({ understanding: u, text, language }: Turn): string | null {
  if (u.services.length > 0) return null;
  const mentions = findTreatments(tokensOf(text), [language]);
  if (mentions.length !== 1 || mentions.some((one) => one.generic || one.negated)) return null;
  return TREATMENT_NAMES[mentions[0]!.treatment]?.[language] ?? null;
}

/** Says that a treatment is not offered, and what is. */
export function declineTreatment(turn: Turn, name: string): void {
  const { texts, clinic } = turn;
  turn.advance('inquire');
  turn.say(texts.notOffered(name));
  turn.say(
    texts.services(
      serviceList(
        turn,
        clinic.services.map((one) => one.id),
      ),
    ),
  );
}
