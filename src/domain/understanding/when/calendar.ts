/** Dates as days since 1970-01-01: pure arithmetic on the local calendar, free of time zones. */
export type DayNumber = number;

const DAY_MS = 86_400_000;

/** The day number of a calendar date; overflowing months and days roll over. */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** Year, month (1-12), day and weekday (1 = Monday) of a day number. */
export function calendarOf(day: DayNumber): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: ((date.getUTCDay() + 6) % 7) + 1 };
}

/** The number of days in a month. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A month some months later, as [year, month]. */
export function addMonths(year: number, month: number, count: number): [number, number] {
  const total = year * 12 + month - 1 + count;
  return [Math.floor(total / 12), (total % 12) + 1];
}

/** Local ISO 'YYYY-MM-DDTHH:mm:ss' of a day and a second of that day; seconds past midnight roll over. */
export function localIso(day: DayNumber, second = 0): string {
  return new Date(day * DAY_MS + second * 1000).toISOString().slice(0, 19);
}

/** The day number and second of the day of a local ISO time. */
export function parseLocal(iso: string): { day: DayNumber; second: number } {
  const ms = Date.parse(`${iso.slice(0, 19)}${iso.length <= 10 ? 'T00:00:00' : ''}Z`);
  const day = Math.floor(ms / DAY_MS);
  return { day, second: Math.round((ms - day * DAY_MS) / 1000) };
}
