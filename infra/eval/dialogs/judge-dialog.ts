import { LANGUAGES } from '../../../src/domain/clinic.ts';
import { detectLanguage } from '../../../src/domain/language.ts';
import type { DialogCase } from '../records.ts';
import type { PlayedAppointment, PlayedDialog } from './play-dialog.ts';

/** A language told with less than this, or by fewer words, is not held against a reply: names and times decide nothing. */
const SURE_CONFIDENCE = 0.8;
const SURE_WORDS = 4;
const LATER_TURNS = /^after_turn_(\d+)_must_not$/;

/** Why a played dialog is not what was wanted; empty: it passed. `languageOf` tells a reply's language, 'unknown' when unsure. */
export function judgeDialog(dialog: DialogCase, played: Omit<PlayedDialog, 'errors'>, languageOf = replyLanguage): string[] {
  const replies = played.replies.flat();
  return [
    ...judgeAppointments(dialog, played),
    ...judgeHandover(dialog, played),
    ...judgeWords(dialog, played),
    ...(replies.length === 0 ? ['no reply at all'] : judgeLanguage(dialog, replies, languageOf)),
  ];
}

/** The language of a reply as our own detection tells it, 'unknown' unless it is sure. */
function replyLanguage(reply: string): string {
  const { label, confidence } = detectLanguage(reply);
  const isSure = confidence >= SURE_CONFIDENCE && (reply.match(/\p{L}{2,}/gu)?.length ?? 0) >= SURE_WORDS;
  return isSure && (LANGUAGES as readonly string[]).includes(label) ? label : 'unknown';
}

function judgeAppointments({ milestones, given }: DialogCase, { appointments }: Pick<PlayedDialog, 'appointments'>): string[] {
  const told = (list: Pick<PlayedAppointment, 'service' | 'doctor' | 'start'>[]) =>
    list.map(({ service, doctor, start }) => `${service} with ${doctor} at ${minuteOf(start)}`).sort().join(', ') || 'none'; // prettier-ignore
  const made = told(appointments.filter(({ givenId, status }) => givenId === null && status === 'booked'));
  const wanted = told(milestones.appointments);
  const before = (id: string) => appointments.find(({ givenId }) => givenId === id);
  const standsAt = (id: string, start: string | undefined) => start !== undefined && before(id)?.status === 'booked' && before(id)?.start === minuteOf(start);
  return [
    ...(made === wanted ? [] : [`new appointments: ${made}; wanted: ${wanted}`]),
    ...milestones.cancelled.filter((id) => before(id)?.status !== 'cancelled').map((id) => `${id} was not cancelled`),
    ...milestones.rescheduled.filter(({ id, start }) => !standsAt(id, start)).map(({ id, start }) => `${id} was not moved to ${minuteOf(start)}`),
    ...milestones.unchanged.filter((id) => !standsAt(id, given.find((one) => one.id === id)?.start)).map((id) => `${id} did not stay as it was`),
  ];
}

function judgeHandover({ milestones }: DialogCase, { escalated }: Pick<PlayedDialog, 'escalated'>): string[] {
  if (milestones.handoff) return escalated ? [] : ['not handed over to a person'];
  // Calling a person is a failure only where an appointment could have been made.
  return escalated && milestones.appointments.length > 0 ? ['handed over without need'] : [];
}

function judgeWords(dialog: DialogCase, { replies }: Pick<PlayedDialog, 'replies'>): string[] {
  const says = (pattern: string, texts: string[]) => texts.some((text) => new RegExp(pattern, 'iu').test(text));
  const all = replies.flat();
  const later = Object.entries(dialog.answers).flatMap(([key, patterns]) => {
    const turn = Number(LATER_TURNS.exec(key)?.[1] ?? Number.NaN);
    if (Number.isNaN(turn) || typeof patterns === 'string') return [];
    return patterns.filter((pattern) => says(pattern, replies.slice(turn - 1).flat())).map((pattern) => `says /${pattern}/ in turn ${turn} or later`);
  });
  const misses = dialog.must_any.length > 0 && !dialog.must_any.some((pattern) => says(pattern, all));
  return [
    ...dialog.must_not.filter((pattern) => says(pattern, all)).map((pattern) => `says /${pattern}/`),
    ...(misses ? [`never says /${dialog.must_any.join('|')}/`] : []),
    ...later,
  ];
}

function judgeLanguage({ reply_lang: wanted }: DialogCase, replies: string[], languageOf: (text: string) => string): string[] {
  return replies.flatMap((reply) => {
    const language = languageOf(reply);
    return language === 'unknown' || language === wanted ? [] : [`a reply in ${language}: ${reply.slice(0, 60)}`];
  });
}

function minuteOf(start: string): string {
  return start.slice(0, 16);
}
