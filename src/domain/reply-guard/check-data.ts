import type { TurnSnapshot } from '../conversation.ts';
import { isKnownDoctor, namedDoctors } from './doctor-names.ts';
import type { GuardInput, GuardProblem } from './guard-input.ts';
import { EMAIL, knownOf, knownOfClinic, linksIn, percentsIn, phonesIn, tailOf } from './known-facts.ts';
import type { Known } from './known-facts.ts';
import { amountsIn, DISCOUNT } from './money.ts';
import type { Amount } from './money.ts';

/** UUIDs, long hexadecimal ids, and WhatsApp's own ids of chats. */
const INTERNAL_ID =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![\p{L}\p{N}])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}(?![\p{L}\p{N}])|@(?:lid|s\.whatsapp\.net|c\.us|g\.us)(?!\p{L})|scope:[0-9a-f-]{8}/iu;
/** Every internal id holds one of these. */
const ID_MARK = /[0-9a-f]{8}|@|scope:/iu;
const NOT_SAID = /(?<!\p{L})(?:not|n't|isn't|no|não|не|нет|לא|instead of|rather than|en lugar de|em vez de|вместо|במקום)(?!\p{L})|\?/iu;

/**
 * Data that is neither this clinic's nor the patient's own: phone numbers, e-mail addresses, links, prices, percentages of a discount, doctors
 * named with a title, and internal ids, which never go out. Known is what the clinic's data and the given facts say, and what was written in
 * this conversation. What is remembered was said by the patient once: it is no source of any of these but the name of a doctor. Not covered: names without a title, addresses, hours, and facts in words; a name can't be told from any other word.
 */
export function checkData(reply: string, input: GuardInput): GuardProblem[] {
  const problems: GuardProblem[] = [];
  if (ID_MARK.test(reply) && INTERNAL_ID.test(reply)) problems.push('internal_id');
  const clinic = knownOfClinic(input.clinic);
  const more = later(() => knownOf([...(input.facts ?? []), ...staffTexts(input.snapshot)]));
  const said = later(() => knownOf(patientTexts(input.snapshot)));
  const remembered = input.remembered ?? [];
  const unknown = (test: (known: Known) => boolean) => !test(clinic) && !test(more()) && !test(said());
  if (reply.includes('@') && (reply.match(EMAIL) ?? []).some((email) => unknown((known) => known.emails.has(email.toLowerCase()))))
    problems.push('email_not_of_this_clinic');
  if (linksIn(reply).some((link) => unknown((known) => hasLink(known, link)))) problems.push('link_not_of_this_clinic');
  if (/\d/u.test(reply)) {
    const own = tailOf(input.snapshot.patient.key);
    if (phonesIn(reply).some((phone) => tailOf(phone) !== own && unknown((known) => known.phones.has(tailOf(phone)))))
      problems.push('phone_not_of_this_clinic');
    if (hasForeignPrice(reply, { clinic, more, said: later(() => knownOf([...said().texts, ...remembered])) })) problems.push('price_not_of_this_clinic');
  }
  const texts = () => [...clinic.texts, ...more().texts, ...said().texts, ...remembered].join(' ');
  if (namedDoctors(reply, input.decision.language).some((name) => !isKnownDoctor(name, input.clinic, texts))) problems.push('doctor_not_of_this_clinic');
  return problems;
}

/** Worked out when asked for the first time: most replies name nothing strange. */
function later<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** What staff and the bot wrote before (it went through here) is this clinic's. */
function staffTexts({ history }: TurnSnapshot): string[] {
  return history.filter((one) => one.role !== 'patient').map((one) => one.text);
}

function patientTexts({ messages, history, patient }: TurnSnapshot): string[] {
  return [...messages.map((one) => one.text ?? ''), ...history.filter((one) => one.role === 'patient').map((one) => one.text), patient.name ?? ''];
}

/** A page of a site the clinic names is the clinic's; the site of a page it names is, too. */
function hasLink({ links, emails }: Known, link: string): boolean {
  const host = link.split('/')[0] ?? link;
  if ([...emails].some((email) => email.endsWith(`@${link}`))) return true;
  return links.some((one) => one === link || one.startsWith(`${link}/`) || (one === host && !one.includes('/')));
}

type Sources = { clinic: Known; more: () => Known; said: () => Known };

/**
 * Amounts must be the clinic's, sums of amounts in the same reply, or multiples of one. What only the patient wrote may be named to deny or ask
 * it, never as the price.
 */
function hasForeignPrice(reply: string, { clinic, more, said }: Sources): boolean {
  const amounts = amountsIn(reply);
  const hasPercent = percentsIn(reply).some((percent) => DISCOUNT.test(reply) && ![clinic, more()].some((known) => known.percents.has(percent)));
  if (hasPercent) return true;
  if (amounts.length === 0) return false;
  const isOfClinic = (amount: Amount) => [clinic, ...(isIn(clinic, amount) ? [] : [more()])].some((known) => isIn(known, amount));
  const ours = amounts.filter(isOfClinic);
  return amounts.some((amount) => {
    if (isOfClinic(amount)) return !hasCurrency(amount, [clinic, more()]);
    if (isMadeOf(amount.value, ours.map((one) => one.value), clinic.amounts)) return !hasCurrency(amount, [clinic, more()]); // prettier-ignore
    return !(said().amounts.includes(amount.value) || mentions(said(), amount.value)) || !NOT_SAID.test(sentenceAround(reply, amount.index));
  });
}

function isIn(known: Known, { value }: Amount): boolean {
  return known.amounts.some((one) => one === value || Math.round(one) === value);
}

function hasCurrency({ currencies }: Amount, knowns: readonly Known[]): boolean {
  return currencies.length === 0 || currencies.some((code) => knowns.some((known) => known.currencies.has(code)));
}

/** A multiple of one of the clinic's amounts, or the sum of two or more amounts of the reply. */
function isMadeOf(value: number, ours: readonly number[], prices: readonly number[]): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) < 0.011;
  if (prices.some((price) => price > 0 && [2, 3, 4, 5, 6, 8, 10].some((times) => near(price * times, value)))) return true;
  const list = [...new Set(ours)].slice(0, 8);
  for (let mask = 1; mask < 1 << list.length; mask += 1) {
    const sum = list.reduce((total, one, index) => (mask & (1 << index) ? total + one : total), 0);
    if (near(sum, value)) return true;
  }
  return false;
}

function mentions({ texts }: Known, value: number): boolean {
  return texts.some((text) => new RegExp(String.raw`(?<![\d.,])${value}(?![\d])`, 'u').test(text));
}

function sentenceAround(text: string, index: number): string {
  const from = Math.max(text.lastIndexOf('\n', index), text.lastIndexOf('. ', index), text.lastIndexOf('! ', index)) + 1;
  const end = /[.!?](?:\s|$)|\n/u.exec(text.slice(index));
  return text.slice(from, end === null ? text.length : index + end.index + 1);
}
