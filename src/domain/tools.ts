import { z } from 'zod';
import type { Clinic, Language } from './clinic.ts';
import type { Appointment, Effect, ToolRecord, TurnSnapshot } from './conversation.ts';
import type { Slot } from './slots.ts';

const ServiceId = z.string().describe('id of a service of this clinic, from list_services');
const DoctorId = z.string().describe('id of a doctor of this clinic, from clinic_info or find_slots');
const AppointmentId = z.string().describe("id of one of this patient's appointments, from list_appointments");
const LocalStart = z.string().describe("start in the clinic's local time, YYYY-MM-DDTHH:mm, as returned by find_slots");
const LocalDay = z.string().describe('local date YYYY-MM-DD or local time YYYY-MM-DDTHH:mm');

/** Arguments of each tool. Clinic, patient and conversation are not among them: the server binds those. */
export const TOOL_ARGUMENTS = {
  list_services: z.object({}),
  find_slots: z.object({
    serviceId: ServiceId,
    doctorId: DoctorId.optional(),
    from: LocalDay.describe('first local date or time to look at'),
    to: LocalDay.describe('last local date (inclusive) or time (exclusive) to look at'),
    at: z.string().optional().describe('only this time of day, HH:mm'),
    moving: AppointmentId.optional().describe('the appointment a new time is looked for: what it takes up now counts as free'),
    limit: z.int().min(1).max(500).optional().describe('at most this many slots, default 30'),
  }),
  book_appointment: z.object({
    serviceId: ServiceId,
    doctorId: DoctorId,
    start: LocalStart,
    patientName: z.string().min(1).max(120).optional().describe('who comes, when known'),
  }),
  reschedule_appointment: z.object({ appointmentId: AppointmentId, start: LocalStart, doctorId: DoctorId.optional() }),
  cancel_appointment: z.object({ appointmentId: AppointmentId }),
  list_appointments: z.object({}),
  confirm_appointment: z.object({ appointmentId: AppointmentId }),
  clinic_info: z.object({}),
  escalate_to_human: z.object({ reason: z.string().min(1).max(200).describe('why, in a few words, without personal data') }),
  schedule_follow_up: z.object({
    kind: z.string().min(1).max(60).describe('what it is about, for example unfinished_booking'),
    urgency: z.enum(['urgent', 'high', 'medium', 'low']),
    note: z.string().max(200).default(''),
    at: LocalStart.optional().describe('local time YYYY-MM-DDTHH:mm, only when the patient asked for a certain time'),
  }),
} as const;
export type ToolName = keyof typeof TOOL_ARGUMENTS;
export type ToolArguments<Name extends ToolName> = z.infer<(typeof TOOL_ARGUMENTS)[Name]>;

/** What each tool is for, in one sentence for a model. */
export const TOOL_DESCRIPTIONS: Record<ToolName, string> = {
  list_services: 'The services of this clinic with ids, length in minutes and prices.',
  find_slots: 'Free times for a service, optionally with one doctor, between two local dates or times.',
  book_appointment: 'Books a free slot for this patient. Only after the patient confirmed service, doctor, day and time.',
  reschedule_appointment: 'Moves an appointment of this patient to another free slot, keeping its service. Only after the patient confirmed.',
  cancel_appointment: 'Cancels an appointment of this patient. Only after the patient confirmed.',
  list_appointments: "This patient's booked appointments to come.",
  confirm_appointment: 'Notes that the patient said they will come to a booked appointment, as an answer to a reminder. It books nothing.',
  clinic_info: 'Hours, address, phone, closed days and doctors of this clinic.',
  escalate_to_human: 'Hands the conversation over to the staff; the assistant is silent afterwards.',
  schedule_follow_up:
    'Plans a later message to this patient, in case they do not write before. At most one is planned; when it is due is added to your reply, so do not name a time yourself.',
};

/** An appointment as a tool shows it; times local to the clinic. */
export type AppointmentView = { appointmentId: string; serviceId: string; doctorId: string; start: string; end: string };
export type ToolData = {
  list_services: { id: string; name: string; minutes: number; price: number | null; currency: string }[];
  find_slots: { slots: Slot[]; total: number };
  book_appointment: AppointmentView;
  reschedule_appointment: AppointmentView;
  cancel_appointment: AppointmentView;
  list_appointments: AppointmentView[];
  confirm_appointment: AppointmentView;
  clinic_info: {
    name: string;
    hours: Clinic['hours'];
    closedOn: string[];
    address: string | null;
    phone: string | null;
    timezone: string;
    doctors: { id: string; name: string; services: string[] }[];
  };
  escalate_to_human: { escalated: true };
  schedule_follow_up: { dueAtMs: number };
};
export type ToolErrorCode =
  | 'unknown_tool'
  | 'wrong_arguments'
  | 'placeholder' // looks made up: '1', 'test', 'example'
  | 'not_a_uuid'
  | 'unknown_id' // of another clinic or another patient, or of nothing
  | 'bad_date'
  | 'past'
  | 'beyond_horizon'
  | 'closed_day'
  | 'doctor_off'
  | 'outside_hours' // also when the service does not fit before closing
  | 'doctor_does_not_do_it'
  | 'empty_range'
  | 'missing_context'; // nothing of this patient it could refer to

/** What is wrong with a field. The message names no value: it is logged. */
export type ToolError = { field: string; code: ToolErrorCode; message: string };
/** What the field should be instead, taken from context. */
export type Suggestion = { field: string; value: string; label: string };
/** Expected refusals are values: they go back to the caller with what would be right. */
export type ToolRefusal = { ok: false; errors: ToolError[]; suggestions: Suggestion[] };
export type ToolResult<Name extends ToolName = ToolName> = { ok: true; data: ToolData[Name] } | ToolRefusal;

/** The one read a slots tool makes. Instants in ms since the epoch. */
export type BusyCalendar = {
  busy(clinicId: string, doctorIds: string[], fromMs: number, toMs: number): Promise<{ doctorId: string; startMs: number; endMs: number }[]>;
};

export type ToolboxDeps = {
  clinic: Clinic;
  snapshot: TurnSnapshot;
  nowMs: number;
  calendar: BusyCalendar;
  /** A fresh UUID for a new appointment or follow-up. */
  newId: () => string;
  /** 'log' lets refused calls through when they can be run at all, and only records them. */
  validation: 'on' | 'log';
  onRejected: (rejection: { tool: ToolName; errors: ToolError[]; enforced: boolean }) => void;
  language: Language;
};

/** The tools bound to one clinic, patient and turn. They propose effects, they never write. */
export type Toolbox = {
  call<Name extends ToolName>(name: Name, args: unknown): Promise<ToolResult<Name>>;
  /** Judges a call as `call` does and records a refusal, without running it; null when it may run. */
  check(name: ToolName, args: unknown): ToolRefusal | null;
  /** What the calls so far want to change, in order. */
  effects(): Effect[];
  /** One record per call, without texts. */
  records(): ToolRecord[];
  /** The patient's booked appointments to come, with the effects so far applied. */
  appointments(): Appointment[];
};
