/**
 * A text and what it means: 'date', 'dateTtime', 'start..end' (ranges), with a part of the day or 'after' / 'before' where one is named;
 * null when nothing may be found.
 */
export type WhenCase = readonly [text: string, expected: string | null];
