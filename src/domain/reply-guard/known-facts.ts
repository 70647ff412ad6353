import type { Clinic } from '../clinic.ts';
import { amountsIn } from './money.ts';

/** What texts say that may be said again: the ends of phone numbers, e-mail addresses, links, amounts, percentages, words after a doctor's title. */
export type Known = {
  phones: Set<string>;
  emails: Set<string>;
  links: string[];
  amounts: number[];
  currencies: Set<string>;
  percents: Set<string>;
  texts: string[];
};

/** Numbers are compared by their last digits: prefixes of countries and cities are written or left out. */
const PHONE_TAIL = 7;
export const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
export const LINK =
  /(?:https?:\/\/|www\.)[^\s<>()"'»]+|(?<![@\p{L}\p{N}.-])(?:[a-z0-9-]+\.)+(?:com|net|org|io|ru|es|br|pt|il|co|app|me|info|clinic|dental|health|online|site|link|ly|gl|page|example|uk|de|fr|mx|ar)(?:\.[a-z]{2})?(?:\/[^\s<>()"'»]*)?(?![\p{L}\p{N}@])/giu;
/** Fewer are no number to dial. */
const SIX_DIGITS = /\d(?:[\s().–-]{0,3}\d){5}/u;
const PHONE = /(?<![\p{L}\p{N}/:.,]|(?<!\p{Script=Hebrew})-)\+?\(?\d(?:[\s().–-]{0,3}\d){5,14}(?![\p{L}\p{N}]|[.,:]\d)/gu;
const PERCENT = /\d+(?:[.,]\d+)?\s?%/gu;

const ofClinic = new WeakMap<Clinic, Known>();

/** The facts of a clinic: its numbers, prices, and what its own texts say. Read once as long as the clinic object lives. */
export function knownOfClinic(clinic: Clinic): Known {
  const found = ofClinic.get(clinic);
  if (found !== undefined) return found;
  const fresh = knownOf(textsOf(clinic));
  for (const number of numbersOf(clinic)) fresh.phones.add(tailOf(number));
  fresh.amounts.push(...clinic.services.flatMap((service) => service.price ?? []));
  fresh.currencies.add(clinic.currency);
  ofClinic.set(clinic, fresh);
  return fresh;
}

/** What these texts say. */
export function knownOf(texts: readonly string[]): Known {
  const all = texts.join('\n');
  const amounts = amountsIn(all);
  return {
    phones: new Set(phonesIn(all).map(tailOf)),
    emails: new Set((all.match(EMAIL) ?? []).map((email) => email.toLowerCase())),
    links: linksIn(all),
    amounts: amounts.map((one) => one.value),
    currencies: new Set(amounts.flatMap((one) => one.currencies)),
    percents: new Set((all.match(PERCENT) ?? []).map(percentKey)),
    texts: [...texts],
  };
}

/** Phone numbers of a text, digits only. Dates, times, prices and lists of numbers are none. */
export function phonesIn(text: string): string[] {
  if (!SIX_DIGITS.test(text)) return [];
  return [...text.matchAll(PHONE)].flatMap(([found]) => {
    const digits = found.replace(/\D/gu, '');
    const isDate = /^\(?(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})/u.test(found) || /^\d{4}\s?[–-]\s?\d{4}$/u.test(found);
    const isGrouped = /^\d{1,3}(?:[ .]\d{3})+$/u.test(found) && digits.length < 9 && !found.startsWith('0');
    const isHours = /^\d{1,2}\s?[–-]\s?\d{1,2}(?:[\s.]+\d{1,2}\s?[–-]\s?\d{1,2})*$/u.test(found);
    const looksDialled = /^[+(0]/u.test(found) || digits.length >= 8 || /^\d{3}-\d{4}$/u.test(found);
    return digits.length < 7 || isDate || isGrouped || isHours || !looksDialled ? [] : [digits];
  });
}

/** Links of a text without scheme, www and what ends the sentence. */
export function linksIn(text: string): string[] {
  if (!/\p{L}\.\p{L}|\/\//u.test(text)) return [];
  return (text.replace(EMAIL, ' ').match(LINK) ?? []).map((link) => link.toLowerCase().replace(/^https?:\/\//u, '').replace(/^www\./u, '').replace(/[.,;:!?*_]+$/u, '').replace(/\/$/u, '')); // prettier-ignore
}

/** Percentages of a text. */
export function percentsIn(text: string): string[] {
  return (text.match(PERCENT) ?? []).map(percentKey);
}

function percentKey(percent: string): string {
  return percent.replace(/\s/gu, '').replace(',', '.');
}

/** What two numbers of the same phone have in common. */
export function tailOf(digits: string): string {
  return digits.replace(/\D/gu, '').slice(-PHONE_TAIL);
}

function numbersOf({ phone, channels }: Clinic): string[] {
  return [phone, ...channels.map((channel) => channel.number)].flatMap((number) => (number === undefined ? [] : [number]));
}

function textsOf({ name, address, emergencyText, services, assistant, doctors }: Clinic): string[] {
  return [
    name,
    assistant.systemPrompt,
    ...Object.values(address ?? {}),
    ...Object.values(emergencyText ?? {}),
    ...services.flatMap((service) => [...Object.values(service.info ?? {}), ...Object.values(service.name)]),
    ...doctors.map((doctor) => doctor.name),
  ];
}
