import type { Language } from '../clinic.ts';
import type { Memo, Turn } from './turn.ts';
import { plausible, readWish } from './wish.ts';

const AND = /[,+&]|(?<!\p{L})(?:and|plus|also|then|y|e|también|tambien|também|tambem|luego|depois|и|ещё|еще|плюс|потом|גם|ועוד)(?!\p{L})|(?<!\p{L})ו\p{L}*$/iu;
/** Words that make the second thing a choice or a correction; by language, for "o" is an article in Portuguese. */
const OR: Record<Language, RegExp> = {
  en: /\b(?:or|not|no|instead)\b/iu,
  es: /(?<!\p{L})(?:o|u|no|sino)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:ou|não|nao)(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:или|либо|не|нет)(?!\p{L})/iu,
  he: /(?<!\p{L})(?:או|לא)(?!\p{L})/u,
};

/**
 * "A filling on Thursday at 10 and a cleaning at 12": one thing at a time. The first wish stays in the message, the second is remembered and
 * taken up once the first is booked. Only where a booking begins; a choice ("or") or a correction is none of this.
 */
export function keepFirstWish(turn: Turn): void {
  const { understanding: u, context, memo, text, clinic, now } = turn;
  if (context.serviceId !== undefined || memo.proposal || memo.thenBook) return;
  const [first, second, ...others] = u.services.filter((one) => !one.negated && one.confidence >= 0.8).sort((a, b) => a.index - b.index);
  if (!first || !second || others.length > 0 || first.id === second.id || second.index < first.index + first.text.length) return;
  const between = text.slice(first.index + first.text.length, second.index + 1);
  if (!AND.test(between) || OR[turn.language].test(between) || between.includes('\n')) return;
  const whens = u.whens.filter((when) => !when.negated);
  const own = whens.length === 2 ? whens.slice(0, 1) : whens;
  memo.thenBook = later(second.id, readWish({ whens: whens.slice(-1), text, clinic, now }), whens.length === 2, clinic);
  turn.understanding = { ...u, services: [first], whens: [...own, ...u.whens.filter((when) => when.negated)] };
}

/** What to book after something else: the day of the wish, and its time when it has one of its own. */
export function later(serviceId: string, wish: ReturnType<typeof readWish>, hasOwnTime: boolean, clinic: Turn['clinic']): NonNullable<Memo['thenBook']> {
  const start = wish?.kind === 'exact' ? wish.starts[0] : undefined;
  const date = start?.slice(0, 10) ?? (wish?.kind === 'window' ? wish.day : null);
  const time =
    wish?.kind === 'exact'
      ? plausible(
          wish.starts.map((one) => one.slice(11, 16)),
          clinic,
        )
      : undefined;
  return { serviceId, ...(date ? { date } : {}), ...(time !== undefined && hasOwnTime ? { time } : {}) };
}

/** Makes what was to be booked afterwards the draft of the conversation. */
export function takeUpNext(turn: Turn, next: NonNullable<Memo['thenBook']>): void {
  turn.context = {
    serviceId: next.serviceId,
    ...(next.date === undefined ? {} : { requestedDate: next.date }),
    ...(next.time === undefined ? {} : { requestedTime: next.time }),
  };
}
