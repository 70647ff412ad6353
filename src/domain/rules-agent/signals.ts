/**
 * Small words that change how a booking goes on, in the five languages. Kept beside the flows that use them; what names a thing
 * (service, doctor, day) belongs to understanding.
 */
const SIGNALS = {
  /** "at the same time", of another day. */
  sameTime: /\bsame (?:time|hour)\b|misma hora|mesm[ao] hor[aá]|в (?:то|это) же время|время (?:то|такое) же|то же (?:самое )?время|באותה (?:ה)?שעה|אותה שעה/iu,
  /** "both of them", "all my appointments". */
  all: /\bboth\b|\ball (?:of (?:them|my)|my|the)\b|\b(?:las|los) dos\b|\bamb[ao]s\b|\btod[ao]s\b|\b(?:as|os) duas\b|\bos dois\b|(?<!\p{L})(?:обе|оба|все|всё)(?!\p{L})|שני התורים|שניהם|שתיהן|כל התורים|את כולם|הכל/iu,
  /** "another one", "also": beside what is there, not instead of it. */
  another:
    /\banother\b|\balso\b|\bas well\b|\bone more\b|\botr[ao]\b|\btambi[eé]n\b|\boutr[ao]\b|\btamb[eé]m\b|(?<!\p{L})(?:ещ[её]|также|тоже|другую запись)(?!\p{L})|עוד תור|גם|נוסף/iu,
} as const;

/** True when the text carries the signal. */
export function signals(text: string, signal: keyof typeof SIGNALS): boolean {
  return SIGNALS[signal].test(text);
}
