import type { Service } from '../clinic.ts';
import type { Slot } from '../slots.ts';
import { LEAD_MINUTES } from './find-times.ts';
import { chosenMention, forgetDraft, serviceOf } from './turn.ts';
import type { Turn } from './turn.ts';
import { addDays } from './wish.ts';
import { doctorName, whenWords } from './words.ts';

/** Services that help with pain, best first: emergencies, an examination, the usual treatments. Matched on the names in any language. */
const FIRST_AID = [
  /emergenc|urgen|acute|pain|неотлож|экстрен|острая|боль|dolor|dor\b|חירום|כאב/iu,
  /exam|check-?up|first visit|осмотр|первичн|revisi|chequeo|avalia[çc][aã]o (?:inicial|geral)|check|בדיקה|בדיקת/iu,
  /filling|пломб|empaste|obtura|restaura|סתימה/iu,
  /root canal|endodon|канал|conducto|canal|שורש/iu,
  /extract|удален|extracci|extra[çc]|עקירה/iu,
];
const LOOK_AHEAD_DAYS = 7;

/**
 * Urgent pain (K11): the clinic's emergency text, the earliest free time, and a hand-over to people. Never a diagnosis or a dosage.
 */
export async function answerUrgent(turn: Turn): Promise<void> {
  const { texts, clinic } = turn;
  turn.say(clinic.emergencyText?.[turn.language] ?? texts.urgent());
  const earliest = await earliestHelp(turn);
  if (earliest) turn.say(texts.earliest({ when: whenWords(turn, earliest.start), doctor: doctorName(turn, earliest.doctorId) }));
  if (clinic.phone !== undefined) turn.say(texts.phone(clinic.phone));
  await turn.toolbox.call('escalate_to_human', { reason: 'urgent pain' });
  forgetDraft(turn);
  turn.advance('escalate');
  turn.say(texts.urgentHandover());
}

/** The service to offer for pain that can wait for a booking: the one named, else the most fitting; undefined when the clinic has none. */
export function helpForPain(turn: Turn): string | undefined {
  return chosenMention(turn, turn.understanding.services) ?? firstAid(turn)[0]?.id;
}

async function earliestHelp(turn: Turn): Promise<Slot | undefined> {
  const named = serviceOf(turn, chosenMention(turn, turn.understanding.services));
  const services = named ? [named] : firstAid(turn).slice(0, 3);
  const candidates = services.length > 0 ? services : turn.clinic.services.slice(0, 1);
  const found: Slot[] = [];
  for (const service of candidates) {
    const result = await turn.toolbox.call('find_slots', { serviceId: service.id, from: turn.today, to: addDays(turn.today, LOOK_AHEAD_DAYS), limit: 10 });
    if (result.ok) found.push(...result.data.slots.filter((slot) => slot.startMs >= turn.nowMs + LEAD_MINUTES * 60_000).slice(0, 1));
  }
  return found.sort((a, b) => a.startMs - b.startMs)[0];
}

function firstAid(turn: Turn): Service[] {
  const rank = (service: Service) => {
    const index = FIRST_AID.findIndex((pattern) => Object.values(service.name).some((name) => pattern.test(name)));
    return index === -1 ? Infinity : index;
  };
  return turn.clinic.services.filter((service) => rank(service) < Infinity).sort((a, b) => rank(a) - rank(b));
}
