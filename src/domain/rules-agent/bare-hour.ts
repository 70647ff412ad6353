import type { Understanding, When } from '../understanding/understanding.ts';
import type { Memo, RulesInput } from './turn.ts';

const SHORT_WORDS = 7;
/** A number that counts something else than hours. */
const COUNTS =
  /\d+ ?(?:%|€|\$|₪|years?|yo|y\/o|months?|weeks?|days?|min|people|teeth|лет|год|мес|мин|дн|зуб|чел|años|anos|meses|dientes|dentes|personas|pessoas|שנ|חוד|דק|ימים|שיניים)|(?:בן|בת) \d/iu;
const NUMBER = /\d+(?:[:.h]\d\d)?/gu;
/** "12 works 4 me": a word that is written as a number. */
const NUMBER_WORD = /(?<!\d)[24](?= ?(?:me|us|my|u|be|sure|now)(?!\p{L}))/giu;

/**
 * "11", "make it 12": where a time was asked for or proposed, a lone number is one; one that is no hour offered may be the number of a line.
 * Unchanged when the message names a time itself.
 */
export function withBareHour(understanding: Understanding, { snapshot, text, nowMs }: RulesInput): Understanding {
  const { context } = snapshot.conversation;
  const { question } = (context.memo ?? {}) as Memo;
  const waits =
    question === 'time' || question === 'confirm_booking' || question === 'confirm_move' || (question === 'name' && context.requestedTime !== undefined);
  if (!waits || understanding.whens.length > 0 || understanding.ordinal !== null) return understanding;
  const numbers = [...text.replace(NUMBER_WORD, ' ').matchAll(NUMBER)];
  const [only] = numbers;
  if (only === undefined || numbers.length > 1 || COUNTS.test(text) || text.trim().split(/\s+/u).length > SHORT_WORDS) return understanding;
  const [hours = '', minutes = '00'] = only[0].split(/[:.h]/u);
  const hour = Number(hours);
  const offered = (context.offered ?? []).map((one) => one.start.slice(11, 16));
  const readings = (hour >= 1 && hour <= 11 && hours.length < 2 ? [hour, hour + 12] : [hour]).filter((one) => one < 24 && Number(minutes) < 60);
  const times = readings.map((one) => `${String(one).padStart(2, '0')}:${minutes}`);
  const isLine = hour >= 1 && hour <= Math.min(offered.length, 6) && !times.some((time) => offered.includes(time));
  if (isLine) return { ...understanding, ordinal: hour };
  if (times.length === 0) return understanding;
  const first = times.find((time) => offered.includes(time)) ?? times[0]!;
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const at = (time: string) => `${day}T${time}:00`;
  const when: When = {
    text: only[0],
    index: only.index,
    start: at(first),
    grain: 'minute',
    hasDate: false,
    hasTime: true,
    alternatives: times.filter((time) => time !== first).map((time) => ({ start: at(time) })),
    negated: false,
  };
  return { ...understanding, whens: [when] };
}
