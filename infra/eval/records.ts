import { z } from 'zod';

const LOCAL_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;
const ZONE_SUFFIX = /(T.*)(Z|[+-]\d\d:?\d\d)$/;
/** A local time of the case's time zone; an offset somebody wrote behind it says nothing more, and is dropped. */
const LocalTime = z
  .string()
  .transform((text) => text.replace(ZONE_SUFFIX, '$1'))
  .refine((text) => LOCAL_TIME.test(text) && !Number.isNaN(Date.parse(text)), 'a local time as 2027-03-10T10:00:00');
const Timezone = z.string().refine(isTimezone, 'an IANA time zone');
const Pattern = z.string().refine(isPattern, 'a regular expression');

/** A text and the language it is in; `label` and `accept` may name languages that Frontdesk does not know. */
export const LanguageCase = z.object({
  id: z.string(),
  text: z.string(),
  label: z.string(),
  accept: z.array(z.string()).default([]),
  subset: z.string().default('core'),
});
export type LanguageCase = z.infer<typeof LanguageCase>;

/** A text and the time it speaks of, all times local; `expected` null: none may be found. */
export const DatetimeCase = z.object({
  id: z.string(),
  lang: z.string(),
  text: z.string(),
  reference: LocalTime,
  timezone: Timezone,
  expected: z.object({ start: LocalTime, end: LocalTime.nullish(), grain: z.string().nullish() }).nullable(),
  alt: z.array(z.object({ start: LocalTime })).default([]),
  kind: z.string(),
});
export type DatetimeCase = z.infer<typeof DatetimeCase>;

/** A message without any context, what it wants, and how urgent it is. */
export const IntentCase = z.object({
  id: z.string(),
  lang: z.string(),
  text: z.string(),
  label: z.string(),
  accept: z.array(z.string()).default([]),
  urgency: z.string(),
  urgency_accept: z.array(z.string()).default([]),
});
export type IntentCase = z.infer<typeof IntentCase>;

/** A message to a conversation with something pending: does it go on with it, or drop it? */
export const RelevanceCase = z.object({
  id: z.string(),
  lang: z.string(),
  history: z.array(z.object({ role: z.string(), text: z.string() })).default([]),
  pending_action: z.object({ type: z.string(), description: z.string().default(''), slots: z.record(z.string(), z.coerce.string()).default({}) }),
  message: z.string(),
  relevant: z.boolean(),
  accept: z.array(z.boolean()).default([]),
  disposition: z.string().optional(),
  drop_pending: z.boolean().default(false),
});
export type RelevanceCase = z.infer<typeof RelevanceCase>;

const Visit = z.object({ service: z.string(), doctor: z.string(), start: LocalTime });

/** A scripted conversation; services and doctors by their keys in the fixture, times local. Each of `turns[].user` is one burst of messages. */
export const DialogCase = z.object({
  id: z.string(),
  lang: z.string(),
  now: LocalTime,
  timezone: Timezone,
  given: z.array(Visit.extend({ id: z.string() })).default([]),
  turns: z.array(z.object({ user: z.array(z.string()).min(1) })).min(1),
  /** What the patient says when asked for it (`name`, `confirm`); and `after_turn_N_must_not`: patterns. */
  answers: z.record(z.string(), z.union([z.string(), z.array(Pattern)])).default({}),
  milestones: z.object({
    final_state: z.string().optional(),
    handoff: z.boolean().default(false),
    appointments: z.array(Visit).default([]),
    cancelled: z.array(z.string()).default([]),
    rescheduled: z.array(z.object({ id: z.string(), start: LocalTime })).default([]),
    unchanged: z.array(z.string()).default([]),
  }),
  reply_lang: z.string(),
  must_not: z.array(Pattern).default([]),
  must_any: z.array(Pattern).default([]),
});
export type DialogCase = z.infer<typeof DialogCase>;

/** The clinic the dialogs are played in. Hours are written as "Sun-Thu 09:00-15:00, Fri 09:00-13:00"; busy times are local. */
export const DialogFixture = z.object({
  timezone: Timezone,
  currency: z.string(),
  hours: z.record(z.string(), z.string()),
  doctors: z.record(z.string(), z.object({ name: z.string(), works: z.string(), services: z.array(z.string()) })),
  services: z.record(z.string(), z.object({ min: z.int(), price: z.number().optional(), note: z.string().optional() })),
  busy: z.array(z.object({ doctor: z.string(), start: LocalTime, end: LocalTime })).default([]),
});
export type DialogFixture = z.infer<typeof DialogFixture>;

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'iu');
    return true;
  } catch {
    return false;
  }
}
