import type { Language } from './clinic.ts';

/** Making a formatter costs a hundred times its use; there are few (languages by currencies), so each is made once. */
const currencies = new Map<string, Intl.NumberFormat>();
const weekdays = new Map<Language, Intl.DateTimeFormat>();

/** Writes an amount in a currency, with cents only when `isWhole` is false. */
export function currencyFormat(language: Language, currency: string, isWhole: boolean): Intl.NumberFormat {
  const key = `${language} ${currency} ${isWhole}`;
  const digits = { minimumFractionDigits: isWhole ? 0 : 2, maximumFractionDigits: 2 };
  const format = currencies.get(key) ?? new Intl.NumberFormat(language, { style: 'currency', currencyDisplay: 'narrowSymbol', currency, ...digits });
  currencies.set(key, format);
  return format;
}

/** Writes the weekday of a UTC instant in full. */
export function weekdayFormat(language: Language): Intl.DateTimeFormat {
  const format = weekdays.get(language) ?? new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  weekdays.set(language, format);
  return format;
}
