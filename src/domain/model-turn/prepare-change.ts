import { continueBooking } from '../rules-agent/booking.ts';
import { continueCancel } from '../rules-agent/canceling.ts';
import { continueMove } from '../rules-agent/moving.ts';
import { allowAgain } from '../rules-agent/refusals.ts';
import type { Turn } from '../rules-agent/turn.ts';
import { serviceName } from '../rules-agent/words.ts';
import type { ToolArguments } from '../tools.ts';
import type { When } from '../understanding/understanding.ts';

/** The tools that change something. */
export type ChangeTool = 'book_appointment' | 'reschedule_appointment' | 'cancel_appointment';

/** What a prepared change came to: the patient is asked to confirm it, or something stands in the way and is said. */
export type Prepared = { outcome: 'confirmation_asked' | 'name_asked' | 'not_available'; lines: string[] };

/**
 * Prepares a change that a model wants, on the books of the rules agent: looks at the calendar, and either asks the patient to confirm exactly
 * this change or says why it can't be and what could. Proposes no effect: what is asked here is done only by `openModelTurn` (or the rules) of
 * a later message that says yes.
 */
export async function prepareChange(turn: Turn, tool: ChangeTool, args: unknown): Promise<Prepared> {
  if (tool === 'book_appointment') await prepareBooking(turn, args as ToolArguments<'book_appointment'>);
  else if (tool === 'reschedule_appointment') await prepareMove(turn, args as ToolArguments<'reschedule_appointment'>);
  else await prepareCancel(turn, args as ToolArguments<'cancel_appointment'>);
  const lines = turn.said.splice(0).filter((line) => line !== '');
  const { question } = turn.memo;
  if (question === 'name') return { outcome: 'name_asked', lines };
  return { outcome: isConfirmation(question) ? 'confirmation_asked' : 'not_available', lines };
}

/** True while the patient is being asked to confirm something. */
export function isConfirmation(question: Turn['memo']['question']): boolean {
  return question === 'confirm_booking' || question === 'confirm_move' || question === 'confirm_cancel';
}

async function prepareBooking(turn: Turn, { serviceId, doctorId, start, patientName }: ToolArguments<'book_appointment'>): Promise<void> {
  const kept = turn.context.patientName;
  clearDraft(turn);
  const name = patientName ?? kept;
  turn.context = { serviceId, serviceName: serviceName(turn, serviceId), doctorId, ...(name === undefined ? {} : { patientName: name }) };
  if (patientName !== undefined && !isOwnName(turn, patientName)) turn.memo.forSomeoneElse = true;
  allowAgain(turn, serviceId, doctorId);
  await withReading(turn, [timeOf(start)], () => continueBooking(turn));
}

/** A name the model gives is the patient's only when the patient is known by it or has just said so; else it is for this visit alone. */
function isOwnName({ snapshot, understanding: u }: Turn, name: string): boolean {
  const { patient } = snapshot;
  if (u.forSomeoneElse) return false;
  return [patient.name, patient.pushName, u.statedName].some((known) => known?.trim().toLowerCase() === name.trim().toLowerCase());
}

async function prepareMove(turn: Turn, { appointmentId, start, doctorId }: ToolArguments<'reschedule_appointment'>): Promise<void> {
  clearDraft(turn);
  turn.context = { appointmentId, ...(doctorId === undefined ? {} : { doctorId }) };
  await withReading(turn, [timeOf(start)], () => continueMove(turn));
}

async function prepareCancel(turn: Turn, { appointmentId }: ToolArguments<'cancel_appointment'>): Promise<void> {
  clearDraft(turn);
  turn.context = { appointmentId };
  await withReading(turn, [], async () => continueCancel(turn));
}

/** The new draft replaces the old one; what was turned down, and for whom it is, stays known. */
function clearDraft(turn: Turn): void {
  const { dropped, forSomeoneElse } = turn.memo;
  turn.memo = { ...(dropped ? { dropped } : {}), ...(forSomeoneElse ? { forSomeoneElse } : {}) };
  turn.context = {};
}

/** Runs one of the rules' flows as if the message had said exactly this, and nothing else. */
export async function withReading(turn: Turn, whens: When[], flow: () => Promise<void>): Promise<void> {
  const { understanding, hints } = turn;
  Object.assign(turn, bareReading(turn, whens));
  try {
    await flow();
  } finally {
    Object.assign(turn, { understanding, hints });
  }
}

function bareReading({ understanding }: Turn, whens: When[]): Pick<Turn, 'understanding' | 'hints'> {
  const nothing = { services: [], doctors: [], ordinal: null, anyDoctor: false, anyTime: false, sameAsLast: false, forSomeoneElse: false, statedName: null };
  return { understanding: { ...understanding, ...nothing, intents: [{ intent: 'other', confidence: 0 }], whens }, hints: [] };
}

function timeOf(start: string): When {
  return { text: '', index: 0, start: `${start}:00`, grain: 'minute', hasDate: true, hasTime: true, alternatives: [], negated: false };
}
