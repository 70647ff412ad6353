import { z } from 'zod';

/** The languages Frontdesk speaks. */
export const LANGUAGES = ['ru', 'es', 'en', 'he', 'pt'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const Weekday = z.enum(WEEKDAYS);
export type Weekday = z.infer<typeof Weekday>;

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day as HH:MM');
const IsoDate = z.iso.date();
/** A text in some of the five languages; the clinic's default language stands in for the missing ones. */
const LocalizedText = z.partialRecord(Language, z.string().min(1));
const LocalizedList = z.partialRecord(Language, z.array(z.string().min(1)));

/** Opening hours on some weekdays, in the clinic's time zone. `close` is exclusive. */
export const HoursEntry = z
  .object({ days: z.array(Weekday).min(1), open: ClockTime, close: ClockTime })
  .refine((hours) => hours.open < hours.close, 'close must be after open');
export type HoursEntry = z.infer<typeof HoursEntry>;

export const EvolutionChannel = z.object({
  provider: z.literal('evolution'),
  instance: z.string().min(1),
  baseUrl: z.url(),
  apiKey: z.string().min(1),
  webhookSecret: z.string().min(1).optional(),
  webhookToken: z.string().min(1).optional(),
  number: z.string().optional(),
});
export type EvolutionChannel = z.infer<typeof EvolutionChannel>;

export const MetaChannel = z.object({
  provider: z.literal('meta'),
  phoneNumberId: z.string().min(1),
  accessToken: z.string().min(1),
  number: z.string().optional(),
  baseUrl: z.url().optional(),
});
export type MetaChannel = z.infer<typeof MetaChannel>;

export const Channel = z.discriminatedUnion('provider', [EvolutionChannel, MetaChannel]);
export type Channel = z.infer<typeof Channel>;

export const Service = z.object({
  id: z.guid(),
  name: LocalizedText,
  aliases: LocalizedList.optional(),
  minutes: z.int().min(5).max(600),
  price: z.number().min(0).optional(),
  info: LocalizedText.optional(),
});
export type Service = z.infer<typeof Service>;

export const Doctor = z.object({
  id: z.guid(),
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)).optional(),
  services: z.array(z.guid()),
  hours: z.array(HoursEntry).optional(),
});
export type Doctor = z.infer<typeof Doctor>;

/** What staff can be told of. */
export const STAFF_EVENTS = ['booked', 'moved', 'cancelled', 'escalated', 'send_failed', 'line_disconnected', 'line_silent'] as const;
export const StaffEvent = z.enum(STAFF_EVENTS);
export type StaffEvent = z.infer<typeof StaffEvent>;

/** How staff are told: by a webhook, in a WhatsApp chat of theirs, or both. `channel` is the line that writes to them (default: the first). */
export const StaffNotifications = z.object({
  webhookUrl: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), 'must not hold a user or a password')
    .optional(),
  webhookSecret: z.string().min(1).optional(),
  whatsapp: z
    .object({
      to: z
        .string()
        .transform((number) => number.replace(/[\s().-]/g, ''))
        .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, 'a phone number with + and country code')),
      channel: z.string().min(1).optional(),
    })
    .optional(),
  /** All when left out. */
  events: z.array(StaffEvent).optional(),
});
export type StaffNotifications = z.infer<typeof StaffNotifications>;

const UrgencyLevel = z.enum(['urgent', 'high', 'medium', 'low']);

export const ClinicSettings = z.object({
  debounceMs: z.int().min(0).max(60_000).optional(),
  burstMaxWaitMs: z.int().min(0).max(120_000).optional(),
  takeoverQuietMinutes: z.int().min(1).default(240),
  sessionIdleMinutes: z.int().min(1).default(60),
  followUpMinutes: z
    .object({ urgent: z.number().min(0), high: z.number().min(0), medium: z.number().min(0), low: z.number().min(0) })
    .default({ urgent: 15, high: 60, medium: 90, low: 240 }),
  horizonDays: z.int().min(1).max(730).default(120),
  quietHours: z.object({ from: ClockTime, to: ClockTime }).optional(),
  /** off: nothing is planned for what a patient leaves open, and what was planned is not sent. Reminders have their own setting. */
  followUps: z.enum(['on', 'off']).optional(),
  /** Other delays for a share of the conversations; the share is told by a hash, so a conversation stays in its variant. */
  followUpExperiment: z
    .object({
      name: z.string().min(1).max(60),
      variants: z
        .array(z.object({ name: z.string().min(1).max(60), weight: z.number().min(0), minutes: z.partialRecord(UrgencyLevel, z.number().min(0)) }))
        .min(1),
    })
    .optional(),
  /** How long before an appointment the patient is reminded of it; default 24 h and 2 h, an empty list: never. */
  reminders: z.object({ hoursBefore: z.array(z.number().positive().max(720)).max(5) }).optional(),
  notifications: StaffNotifications.optional(),
});
export type ClinicSettings = z.infer<typeof ClinicSettings>;

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A clinic (tenant) as the admin API takes it. Times of day are in `timezone`; prices in `currency`. */
export const Clinic = z
  .object({
    id: z.guid(),
    organizationId: z.guid(),
    name: z.string().min(1),
    timezone: z.string().refine(isTimezone, 'an IANA time zone such as America/Sao_Paulo'),
    defaultLanguage: Language,
    languages: z.array(Language).min(1),
    currency: z.string().length(3).default('USD'),
    address: LocalizedText.optional(),
    phone: z.string().optional(),
    emergencyText: LocalizedText.optional(),
    channels: z.array(Channel).default([]),
    assistant: z
      .object({
        agentId: z
          .string()
          .regex(/^[^:]+$/, 'an id without ":"')
          .default('reception'),
        name: z.string().min(1).default('Frontdesk'),
        systemPrompt: z.string().default(''),
        /** Nothing is answered without the snippet provider: while it is away patients get the maintenance text. */
        requireSnippetProvider: z.boolean().optional(),
      })
      .prefault({}),
    hours: z.array(HoursEntry).default([]),
    closedOn: z.array(IsoDate).default([]),
    services: z.array(Service).default([]),
    doctors: z.array(Doctor).default([]),
    settings: ClinicSettings.prefault({}),
  })
  .superRefine((clinic, context) => {
    if (!clinic.languages.includes(clinic.defaultLanguage)) {
      context.addIssue({ code: 'custom', path: ['defaultLanguage'], message: 'must be one of languages' });
    }
    const whatsapp = clinic.settings.notifications?.whatsapp;
    if (whatsapp) {
      const path = ['settings', 'notifications', 'whatsapp'];
      const isKnown = whatsapp.channel === undefined ? clinic.channels.length > 0 : clinic.channels.some((channel) => lineOf(channel) === whatsapp.channel);
      if (!isKnown) context.addIssue({ code: 'custom', path: [...path, 'channel'], message: 'must be a line of this clinic' });
      if (clinic.channels.some((channel) => channel.number?.replace(/\D/g, '') === whatsapp.to.slice(1)))
        context.addIssue({ code: 'custom', path: [...path, 'to'], message: 'is a line of this clinic itself' });
    }
    const serviceIds = new Set(clinic.services.map((service) => service.id));
    clinic.doctors.forEach((doctor, index) => {
      for (const id of doctor.services) {
        if (!serviceIds.has(id)) context.addIssue({ code: 'custom', path: ['doctors', index, 'services'], message: `no service has the id ${id}` });
      }
    });
  });
export type Clinic = z.infer<typeof Clinic>;

/** A channel's line id: the Evolution instance name or Meta's phone-number id. */
export function lineOf(channel: Channel): string {
  return channel.provider === 'evolution' ? channel.instance : channel.phoneNumberId;
}

/** A localized text in the wanted language, else in the clinic's default language, else in any it has. */
export function localized(text: Partial<Record<Language, string>> | undefined, language: Language, fallback: Language): string | undefined {
  return text?.[language] ?? text?.[fallback] ?? (text ? Object.values(text)[0] : undefined);
}
