import { distance } from 'fastest-levenshtein';
import type { Clinic } from './clinic.ts';
import type { Appointment } from './conversation.ts';
import { fromLocal } from './local-time.ts';
import { explainUnavailable } from './slots.ts';
import { TOOL_ARGUMENTS } from './tools.ts';
import type { Suggestion, ToolError, ToolErrorCode, ToolName } from './tools.ts';

type ToolVerdict = {
  valid: boolean;
  /** False when it can't be run even if validation only logs. */
  runnable: boolean;
  errors: ToolError[];
  suggestions: Suggestion[];
};

type ToolCall = { tool: string; args: unknown; clinic: Clinic; appointments: Appointment[]; nowMs: number };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PLACEHOLDER =
  /^(?:\d{1,6}|x+|n\/?a|none|null|undefined|nan|todo|tbd|test\w*|testing|example\w*|sample\w*|string|abc\w{0,3}|foo|bar|baz|dummy|fake|placeholder|uuid|guid|id|your[-_ ].*|some[-_ ].*|<.*>|\{.*\}|\[.*\]|\.{2,}|(?:service|doctor|appointment|patient|clinic|user|customer)[-_ ]?(?:id|uuid|name|\d+))$/i;
/** Forms that are valid UUIDs and still typed by hand: one digit repeated, 1234..., a0a0... */
const MADE_UP_UUID =
  /^(?:([0-9a-f])\1{7}-(?:\1{4}-){3}\1{12}|0{8}-0{4}-\d?0{3,4}-\d?0{3,4}-0{8,11}[0-9a-f]{1,4}|12345678-1234-.*|deadbeef-.*|01234567-89ab-.*)$/i;

const MESSAGES: Record<ToolErrorCode, string> = {
  unknown_tool: 'there is no such tool',
  wrong_arguments: 'does not have the form the tool takes',
  placeholder: 'looks like a placeholder; use an id from this conversation',
  not_a_uuid: 'must be an id (UUID), not a name',
  unknown_id: 'is not known in this clinic and conversation',
  bad_date: 'is not a local date YYYY-MM-DD or time YYYY-MM-DDTHH:mm that exists',
  past: 'is in the past',
  beyond_horizon: 'is further ahead than this clinic takes appointments',
  closed_day: 'is a day on which the clinic is closed',
  doctor_off: 'is a day on which the doctor does not receive',
  outside_hours: 'does not fit into the hours',
  doctor_does_not_do_it: 'is a doctor who does not do this service',
  empty_range: 'must not be before from',
  missing_context: 'refers to an appointment, and this patient has none to come',
};

/** Judges a call before it runs: form, ids, dates, hours. Pure; never throws, whatever the arguments. */
export function validateToolCall(call: ToolCall): ToolVerdict {
  const check = new Check(call);
  if (!Object.hasOwn(TOOL_ARGUMENTS, call.tool)) return check.failed('tool', 'unknown_tool');
  const tool = call.tool as ToolName;
  const parsed = TOOL_ARGUMENTS[tool].safeParse(call.args);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) check.fail(issue.path.join('.') || 'arguments', 'wrong_arguments');
    check.runnable = false;
    return check.verdict();
  }
  const args = parsed.data as Record<string, unknown>;
  const service = check.id('serviceId', args['serviceId'], call.clinic.services);
  const doctor = check.id('doctorId', args['doctorId'], call.clinic.doctors);
  const appointment = check.appointment(args['appointmentId']);
  const serviceId = service?.id ?? appointment?.serviceId;
  const doctorId = doctor?.id ?? appointment?.doctorId;
  if (serviceId !== undefined && doctor && !doctor.services.includes(serviceId)) check.wrongDoctor(serviceId);
  if (tool === 'find_slots') {
    check.range(args);
    check.appointment(args['moving']);
  }
  if (tool === 'book_appointment' || tool === 'reschedule_appointment') check.start(args['start'], serviceId, doctorId);
  check.text('patientName', args['patientName']);
  return check.verdict();
}

/** True for a text that stands for a missing one ('test', '123', 'string'): not to be stored as a name. */
export function looksLikePlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}

class Check {
  runnable = true;
  readonly #call: ToolCall;
  readonly #errors: ToolError[] = [];
  readonly #suggestions: Suggestion[] = [];

  constructor(call: ToolCall) {
    this.#call = call;
  }

  fail(field: string, code: ToolErrorCode): void {
    this.#errors.push({ field, code, message: `${field} ${MESSAGES[code]}` });
  }

  failed(field: string, code: ToolErrorCode): ToolVerdict {
    this.fail(field, code);
    this.runnable = false;
    return this.verdict();
  }

  verdict(): ToolVerdict {
    return { valid: this.#errors.length === 0, runnable: this.runnable, errors: this.#errors, suggestions: this.#suggestions };
  }

  id<T extends { id: string; name: unknown; aliases?: unknown }>(field: string, value: unknown, known: T[]): T | undefined {
    if (typeof value !== 'string') return undefined;
    const found = known.find((one) => one.id === value);
    if (found) return found;
    this.runnable = false;
    this.fail(field, idError(value));
    this.#suggest(
      field,
      value,
      known.map((one) => ({ id: one.id, names: [...namesOf(one.name), ...namesOf(one.aliases)] })),
    );
    return undefined;
  }

  appointment(value: unknown): Appointment | undefined {
    if (typeof value !== 'string') return undefined;
    const { appointments, clinic } = this.#call;
    const found = appointments.find((one) => one.id === value);
    if (found) return found;
    this.runnable = false;
    this.fail('appointmentId', appointments.length === 0 ? 'missing_context' : idError(value));
    const named = (list: { id: string; name: unknown; aliases?: unknown }[], id: string) =>
      list.filter((one) => one.id === id).flatMap((one) => [...namesOf(one.name), ...namesOf(one.aliases)]);
    this.#suggest(
      'appointmentId',
      value,
      appointments.map((one) => ({ id: one.id, names: [...named(clinic.services, one.serviceId), ...named(clinic.doctors, one.doctorId)] })),
    );
    return undefined;
  }

  wrongDoctor(serviceId: string): void {
    this.fail('doctorId', 'doctor_does_not_do_it');
    for (const doctor of this.#call.clinic.doctors) {
      if (doctor.services.includes(serviceId)) this.#suggestions.push({ field: 'doctorId', value: doctor.id, label: doctor.name });
    }
  }

  text(field: string, value: unknown): void {
    if (typeof value === 'string' && looksLikePlaceholder(value)) this.fail(field, 'placeholder');
  }

  range(args: Record<string, unknown>): void {
    const timezone = this.#call.clinic.timezone;
    const bounds = ['from', 'to'].map((field) => {
      const value = args[field];
      const atMs = typeof value === 'string' && LOCAL_TIME.test(value) ? fromLocal(value, timezone) : null;
      if (atMs === null) this.#badDate(field);
      return atMs;
    });
    if (typeof args['at'] === 'string' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(args['at'])) this.#badDate('at');
    const [from, to] = bounds;
    if (typeof from === 'number' && typeof to === 'number') {
      if (to < from) this.fail('to', 'empty_range');
      if (to < this.#call.nowMs - 86_400_000) this.fail('to', 'past');
    }
  }

  start(value: unknown, serviceId: string | undefined, doctorId: string | undefined): void {
    const { clinic, nowMs } = this.#call;
    const startMs = typeof value === 'string' && /T/.test(value) && LOCAL_TIME.test(value) ? fromLocal(value, clinic.timezone) : null;
    if (startMs === null) return this.#badDate('start');
    if (serviceId === undefined) return;
    const why = explainUnavailable({
      clinic,
      serviceId,
      ...(doctorId === undefined ? {} : { doctorIds: [doctorId] }),
      startMs,
      wholeDay: false,
      busy: [],
      nowMs,
    });
    if (why && why !== 'busy') this.fail('start', why);
  }

  #badDate(field: string): void {
    this.runnable = false;
    this.fail(field, 'bad_date');
  }

  #suggest(field: string, wanted: string, known: { id: string; names: string[] }[]): void {
    const scored = known.map((one) => ({ ...one, score: Math.max(0, ...one.names.map((name) => similarity(wanted, name))) }));
    const best = scored.filter((one) => one.score >= 0.6).sort((a, b) => b.score - a.score);
    for (const one of (best.length > 0 ? best : scored).slice(0, 5)) this.#suggestions.push({ field, value: one.id, label: one.names[0] ?? one.id });
  }
}

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/;

function idError(value: string): ToolErrorCode {
  if (looksLikePlaceholder(value) || MADE_UP_UUID.test(value)) return 'placeholder';
  return UUID.test(value) ? 'unknown_id' : 'not_a_uuid';
}

function namesOf(name: unknown): string[] {
  if (typeof name === 'string') return [name];
  if (Array.isArray(name)) return name.flatMap(namesOf);
  return name && typeof name === 'object' ? Object.values(name).flatMap(namesOf) : [];
}

/** 1 for the same name, also when it is one whole word of the other; else by edit distance. */
function similarity(wanted: string, name: string): number {
  const a = plain(wanted);
  const b = plain(name);
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  if (b.split(' ').includes(a) || a.split(' ').includes(b)) return 0.95;
  return 1 - distance(a, b) / Math.max(a.length, b.length);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
