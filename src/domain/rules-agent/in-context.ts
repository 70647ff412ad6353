import { toLocal } from '../local-time.ts';
import type { Understanding, When } from '../understanding/understanding.ts';
import { withBareHour } from './bare-hour.ts';
import { withCompanion } from './companion.ts';
import { withGoAhead, withLastNo } from './go-ahead.ts';
import { withOtherDoctor } from './other-doctor.ts';
import { withoutWritersName, withPlainName } from './plain-name.ts';
import { withShiftedTime } from './shifted-time.ts';
import { topicsBeside } from './side-matters.ts';
import type { SideMatter } from './side-matters.ts';
import { signals } from './signals.ts';
import { withVisitor } from './speaks-for.ts';
import type { Memo, RulesInput } from './turn.ts';
import { namesWeekday } from './weekday-named.ts';
import { addDays } from './wish.ts';

/** What the words mean where they were said: what was asked, offered and booked before tells times and names that the words alone leave open. */
export function inContext(input: RulesInput, matters: SideMatter[]): Understanding {
  const { snapshot, text } = input;
  const memo = (snapshot.conversation.context.memo ?? {}) as Memo;
  const claimed = withClaimedTime(input);
  const topics = topicsBeside(matters, claimed.topics, text);
  const asksWho = signals(text, 'whoDoes') && !topics.includes('doctors');
  const spoken = withTopicBefore({ ...claimed, topics: asksWho ? [...topics, 'doctors'] : topics }, memo);
  const latest = snapshot.appointments.find((one) => one.id === memo.latestId);
  const isForOthers = memo.forSomeoneElse === true || (typeof latest?.patientName === 'string' && latest.patientName !== snapshot.patient.name);
  const named = withoutWritersName(withPlainName(withCompanion(withVisitor(spoken, text), text, isForOthers), memo, input), input);
  const answered = withGoAhead(withLastNo(withOtherDoctor(named, input), memo, text), memo, text);
  return withShiftedTime(withBareHour(withHourOfDay(withLine(answered, input), input), input), input);
}

/** "And on Friday?", right after the hours: the hours of Friday, not an appointment then. */
function withTopicBefore(understanding: Understanding, { about }: Memo): Understanding {
  const { whens, services, topics, intents } = understanding;
  const asksDay = whens.some((when) => when.hasDate && !when.hasTime) && services.length === 0 && topics.length === 0;
  if (about !== 'hours' || !asksDay || (intents[0]?.intent === 'book' && intents[0].confidence >= 0.5)) return understanding;
  return { ...understanding, topics: ['hours'] };
}

/** A day with a number behind it, further away than anybody means by a weekday alone. */
const FAR_DAYS = 10;

/** "Friday 10": the next Friday at ten, unless the tenth is near; the confirmation names the date. */
function withHourOfDay(understanding: Understanding, { clinic, language, nowMs }: RulesInput): Understanding {
  const today = toLocal(nowMs, clinic.timezone).slice(0, 10);
  const opens = clinic.hours.map((entry) => entry.open).sort()[0] ?? '08:00';
  const closes =
    clinic.hours
      .map((entry) => entry.close)
      .sort()
      .at(-1) ?? '20:00';
  const whens = understanding.whens.map((when): When => {
    const number = /^[^\d]*\p{L}[^\d]*? (\d{1,2})$/u.exec(when.text)?.[1];
    const day = when.start.slice(0, 10);
    if (
      number === undefined ||
      when.grain !== 'day' ||
      when.negated ||
      when.invalid ||
      Number(number) !== Number(day.slice(8)) ||
      !namesWeekday(when.text, day, language)
    )
      return when;
    const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
    const time = `${number.padStart(2, '0')}:00`;
    if (days <= FAR_DAYS || time < opens || time >= closes) return when;
    return { ...when, start: `${addDays(today, ((days - 1) % 7) + 1)}T${time}:00`, grain: 'minute', hasTime: true, alternatives: [{ start: when.start }] };
  });
  return { ...understanding, whens };
}

/** Words that count lines and name weekdays as well: "a segunda", "השני". */
const LINES: readonly (readonly [number, RegExp])[] = [
  [1, /(?<!\p{L})(?:a|o) primeir[ao](?!\p{L})|(?<!יום )(?<!\p{L})(?:את )?הראשו(?:ן|נה)(?!\p{L})/iu],
  [2, /(?<!\p{L})(?:a|o) segund[ao](?![\p{L}-])|(?<!יום )(?<!\p{L})(?:את )?השני(?:יה|ה)?(?!\p{L})/iu],
  [3, /(?<!\p{L})(?:a|o) terceir[ao](?![\p{L}-])|(?<!יום )(?<!\p{L})(?:את )?השלישית?(?!\p{L})/iu],
  [4, /(?<!\p{L})(?:a|o) quart[ao](?![\p{L}-])|(?<!יום )(?<!\p{L})(?:את )?הרביעית?(?!\p{L})/iu],
];

/** "Passa a segunda pra quinta", of appointments just listed: the second of them, not Monday. */
function withLine(understanding: Understanding, { snapshot, text, language }: RulesInput): Understanding {
  const { choices } = (snapshot.conversation.context.memo ?? {}) as Memo;
  if ((choices?.length ?? 0) < 2) return understanding;
  if (understanding.ordinal !== null) return withoutLineAsDay(understanding);
  if (language !== 'pt' && language !== 'he') return understanding;
  for (const [ordinal, words] of LINES) {
    const found = words.exec(text);
    if (!found || ordinal > (choices?.length ?? 0)) continue;
    const isLine = (when: { index: number; text: string }) => when.index < found.index + found[0].length && found.index < when.index + when.text.length;
    return { ...understanding, ordinal, whens: understanding.whens.filter((when) => !isLine(when)) };
  }
  return understanding;
}

const LINE_AS_DAY = /^(?:[ao]s? |l[ao]s? )?(?:segund|terceir|quart|quint)[ao]$/iu;

/** "La segunda" is counted already: it names no Monday too, in whatever language it was read. */
function withoutLineAsDay(understanding: Understanding): Understanding {
  return { ...understanding, whens: understanding.whens.filter((when) => when.hasTime || !LINE_AS_DAY.test(when.text)) };
}

/** "Book me a cleaning instead, on Sunday at 11": a whole date and time in a request to book is wished for, even where "instead" reads like "instead of". */
function withClaimedTime({ understanding, snapshot }: RulesInput): Understanding {
  const { whens, intents } = understanding;
  const [only, ...others] = whens;
  const isRequest = intents[0]?.intent === 'book' && intents[0].confidence >= 0.6 && snapshot.conversation.pendingAction === null;
  if (!isRequest || others.length > 0 || !only?.negated || !only.hasDate || !only.hasTime) return understanding;
  return { ...understanding, whens: [{ ...only, negated: false }] };
}
