import type { Language } from '../clinic.ts';
import type { EntityMatch } from '../understanding/understanding.ts';
import { signals } from './signals.ts';
import type { Memo, NextWish, Turn } from './turn.ts';
import { addDays, plausible, readWish } from './wish.ts';
import { serviceName } from './words.ts';

const AND =
  /[,+&]|(?<!\p{L})(?:and|plus|also|then|y|e|también|tambien|também|tambem|luego|depois|и|ещё|еще|плюс|потом|ו?גם|ועוד)(?!\p{L})|(?<!\p{L})ו\p{L}*$/iu;
/** Words that make the second thing a choice or a correction; by language, for "o" is an article in Portuguese. */
const OR: Record<Language, RegExp> = {
  en: /\b(?:or|not|no|instead)\b/iu,
  es: /(?<!\p{L})(?:o|u|no|sino)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:ou|não|nao)(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:или|либо|не|нет)(?!\p{L})/iu,
  he: /(?<!\p{L})(?:או|לא)(?!\p{L})/u,
};

/**
 * "A filling on Thursday at 10, a cleaning at 12 and a whitening": one thing at a time. The first wish stays in the message, the others are
 * remembered and taken up one by one once it is booked. Only where a booking begins; a choice ("or") or a correction is none of this.
 */
export function keepFirstWish(turn: Turn): void {
  const { understanding: u, context, memo, clinic, language, text, now } = turn;
  if (context.serviceId !== undefined || memo.proposal || queued(memo).length > 0) return;
  const named = severalServices(turn);
  const [first, ...others] = named;
  if (!first || others.length === 0) return;
  const whens = u.whens.filter((when) => !when.negated);
  const isEach = whens.length === named.length;
  const wishFor = (at: number) => readWish({ whens: isEach ? whens.slice(at, at + 1) : whens.slice(-1), text, language, clinic, now });
  const owner = ownerOf(turn, named);
  memo.thenBook = others.map((one, at) => ({
    ...later(one.id, wishFor(at + 1), isEach && at + 1 < whens.length, clinic),
    ...(owner === one && u.statedName !== null ? { patientName: u.statedName } : {}),
  }));
  const isOwn = owner !== null && owner !== first;
  turn.understanding = {
    ...u,
    ...(isOwn ? { statedName: null, forSomeoneElse: false } : {}),
    services: [first],
    whens: [...(isEach ? whens.slice(0, 1) : whens), ...u.whens.filter((when) => when.negated)],
  };
  if (others.length > 1) turn.say(turn.texts.oneAtATime(serviceName(turn, first.id)));
}

/** "A cleaning for me and a filling for my husband Sergei": which of the wishes is the named person's; null when nothing tells. */
function ownerOf({ understanding: u, text }: Turn, named: EntityMatch[]): EntityMatch | null {
  if (u.statedName === null || !u.forSomeoneElse || !signals(text, 'forMe')) return null;
  // a name may stand in another case than it is kept in
  const at = text.indexOf(u.statedName.slice(0, -1));
  if (at < 0) return null;
  const joint = (index: number) => {
    const [before, after] = [named[index]!, named[index + 1]!];
    const end = before.index + before.text.length;
    return end + Math.max(0, text.slice(end, after.index).search(AND));
  };
  return named.find((_, index) => (index === 0 || at >= joint(index - 1)) && (index === named.length - 1 || at < joint(index))) ?? null;
}

/** The services a message lists for booking, in order; empty when it names one, or leaves a choice. */
export function severalServices({ understanding: u, text, language }: Turn): EntityMatch[] {
  const named = u.services.filter((one) => !one.negated && one.confidence >= 0.8).sort((a, b) => a.index - b.index);
  const isList = named.slice(1).every((one, at) => {
    const before = named[at]!;
    const end = before.index + before.text.length;
    const between = text.slice(end, one.index + 1);
    return one.id !== before.id && one.index >= end && AND.test(between) && !OR[language].test(between) && !between.includes('\n');
  });
  return named.length > 1 && isList ? named : [];
}

/** True when words join something to what stands before them: "cancel it and book". */
export function joins(text: string): boolean {
  return AND.test(text);
}

/** What to book after something else: the day of the wish, and its time when it has one of its own. */
export function later(serviceId: string, wish: ReturnType<typeof readWish>, hasOwnTime: boolean, clinic: Turn['clinic']): NextWish {
  const start = wish?.kind === 'exact' ? wish.starts[0] : undefined;
  const date = start?.slice(0, 10) ?? (wish?.kind === 'window' ? wish.day : null);
  const time =
    wish?.kind === 'exact'
      ? plausible(
          wish.starts.map((one) => one.slice(11, 16)),
          clinic,
        )
      : undefined;
  const days =
    wish?.kind === 'window' && wish.day === null
      ? { span: { from: wish.from.slice(0, 10), to: addDays(wish.to.slice(0, 10), wish.to.endsWith('T00:00') ? 0 : 1) } }
      : {};
  return { serviceId, ...(date ? { date } : {}), ...(time !== undefined && hasOwnTime ? { time } : {}), ...days };
}

/** What waits to be booked; a conversation kept by an older version may hold a single one. */
export function queued({ thenBook }: Memo): NextWish[] {
  return thenBook === undefined ? [] : [thenBook].flat();
}

/** Makes the first of what was to be booked afterwards the draft of the conversation; the message said nothing of it. */
export function takeUpNext(turn: Turn, [next, ...others]: NextWish[]): void {
  if (!next) return;
  if (others.length > 0) turn.memo.thenBook = others;
  if (next.span) turn.memo.span = next.span;
  if (next.patientName !== undefined || next.forSomeoneElse) turn.memo.forSomeoneElse = true;
  turn.context = {
    serviceId: next.serviceId,
    ...(next.date === undefined ? {} : { requestedDate: next.date }),
    ...(next.time === undefined ? {} : { requestedTime: next.time }),
    ...(next.patientName === undefined ? {} : { patientName: next.patientName }),
  };
  turn.understanding = { ...turn.understanding, services: [], doctors: [], whens: [], ordinal: null };
}
