/** An amount of money in a text; `currencies` are the ISO codes its sign can mean, empty when the sign is not known. */
export type Amount = { value: number; currencies: readonly string[]; index: number; text: string };

/** Signs and words of money, longest first where one begins another; the dollar and the peso sign belong to many currencies. */
const CURRENCIES: readonly [string, readonly string[]][] = [
  ['R\\$', ['BRL']],
  ['US\\$|U\\$S|USD', ['USD']],
  ['MX\\$|MXN', ['MXN']],
  ['A\\$|C\\$|AR\\$', ['AUD', 'CAD', 'ARS']],
  ['€|EUR|euros?|евро|אירו|יורו', ['EUR']],
  ['£|GBP|pounds?|libras?|фунт\\p{L}*', ['GBP']],
  ['₪|NIS|ILS|ש"ח|ש״ח|שקל(?:ים)?|shekels?|шекел\\p{L}*|שח', ['ILS']],
  ['₽|RUB|руб\\p{L}*\\.?|р\\.|рублей|rubles?|rublos?', ['RUB']],
  ['₴|UAH|грн|гривен\\p{L}*', ['UAH']],
  ['BRL|reais|real|реал\\p{L}*|ריאל(?:ים)?', ['BRL']],
  ['CHF|francos?', ['CHF']],
  ['₸|KZT|тенге', ['KZT']],
  [
    '\\$|dollars?|dólar(?:es)?|bucks|доллар\\p{L}*|דולר(?:ים)?|pesos?|песо|COP|ARS|CLP|AUD|CAD|usd',
    ['USD', 'MXN', 'ARS', 'CLP', 'COP', 'AUD', 'CAD', 'NZD', 'UYU', 'SGD', 'HKD'],
  ],
];
const SIGN = `(?:${CURRENCIES.map(([sign]) => sign).join('|')})`;
const NUMBER = String.raw`\d{1,3}(?:[ .,\u00a0\u202f'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`;
const AMOUNT = new RegExp(String.raw`(?<![\p{L}\p{N}])(${SIGN})\s{0,2}(${NUMBER})(?![\p{N}])|(?<![\p{N}.,:/-])(${NUMBER})\s{0,2}(${SIGN})(?![\p{L}])`, 'giu');
const KINDS = CURRENCIES.map(([sign, codes]) => ({ pattern: new RegExp(`^(?:${sign})$`, 'iu'), codes }));

/** Words by which a percentage is one of the price. */
export const DISCOUNT = /discount|\boff\b|promo|descuento|rebaja|desconto|promoç|скидк|акци|הנחה|מבצע/iu;

/** Every amount of money a text names, in order. */
export function amountsIn(text: string): Amount[] {
  if (!/\d/u.test(text)) return [];
  return [...text.matchAll(AMOUNT)].map((match) => {
    const sign = match[1] ?? match[4] ?? '';
    const codes = KINDS.find(({ pattern }) => pattern.test(sign))?.codes ?? [];
    return { value: numberOf(match[2] ?? match[3] ?? ''), currencies: codes, index: match.index, text: match[0] };
  });
}

/** 1.200,50 and 1,200.50 and 1 200: a separator before exactly three digits groups, one before one or two digits is the decimal point. */
function numberOf(text: string): number {
  const decimal = /[.,](\d{1,2})$/u.exec(text);
  const whole = (decimal ? text.slice(0, decimal.index) : text).replace(/\D/gu, '');
  return Number(`${whole}.${decimal?.[1] ?? '0'}`);
}
