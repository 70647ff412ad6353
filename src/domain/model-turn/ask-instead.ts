import { TOOL_ARGUMENTS } from '../tools.ts';
import type { ToolName, ToolRefusal } from '../tools.ts';
import { continueBooking } from '../rules-agent/booking.ts';
import { appointmentList, serviceList, serviceName } from '../rules-agent/words.ts';
import type { Turn } from '../rules-agent/turn.ts';
import type { ModelTurn } from './model-turn.ts';
import { isConfirmation, prepareChange, withReading } from './prepare-change.ts';

type Refused = { tool: ToolName; args: Record<string, unknown>; refusal: ToolRefusal };

/**
 * After a call was refused twice: asks the patient the one question that would settle it, from what was wrong and what is known. False when no
 * such question is to be had; then the turn is for the rules.
 */
export async function askInstead(model: ModelTurn, { tool, args, refusal }: Refused): Promise<boolean> {
  const { turn } = model;
  if (isConfirmation(turn.memo.question)) return false; // something else is being asked already
  const fields = new Set(refusal.errors.map(({ field }) => field));
  const isAsked =
    (fields.has('appointmentId') && askAppointment(turn, tool)) ||
    (fields.has('serviceId') && askService(turn, refusal)) ||
    (await askTime(turn, tool, args, fields));
  model.asked = turn.said.splice(0).filter((line) => line !== '');
  return isAsked && model.asked.length > 0;
}

function askAppointment(turn: Turn, tool: ToolName): boolean {
  const appointments = turn.toolbox.appointments();
  const isCancel = tool === 'cancel_appointment';
  turn.context = {};
  delete turn.memo.proposal;
  if (appointments.length === 0) {
    turn.advance('drop');
    delete turn.memo.question;
    turn.say(turn.texts.noAppointments());
    return true;
  }
  turn.memo.choices = appointments.map((one) => one.id);
  turn.memo.question = isCancel ? 'which_to_cancel' : 'which_to_move';
  turn.advance(isCancel ? 'collect_cancel' : 'collect_move');
  const list = appointmentList(turn, appointments);
  turn.say(isCancel ? turn.texts.whichToCancel(list) : turn.texts.whichToMove(list));
  return true;
}

function askService(turn: Turn, { suggestions }: ToolRefusal): boolean {
  const near = suggestions.filter(({ field }) => field === 'serviceId').map(({ value }) => value);
  const ids = near.length > 0 ? near : turn.clinic.services.map((service) => service.id);
  if (ids.length === 0) return false;
  delete turn.context.serviceId;
  delete turn.context.serviceName;
  delete turn.memo.proposal;
  turn.advance('collect_booking');
  turn.memo.question = 'service';
  turn.say(turn.texts.askService(serviceList(turn, ids)));
  return true;
}

/** A time that can't be had is explained, with free ones beside it; one that could not be read leaves the choice among free ones. */
async function askTime(turn: Turn, tool: ToolName, args: Record<string, unknown>, fields: Set<string>): Promise<boolean> {
  const parsed = TOOL_ARGUMENTS.book_appointment.safeParse(args);
  if (tool === 'book_appointment' && parsed.success && fields.has('start') && !Number.isNaN(Date.parse(parsed.data.start))) {
    const { lines } = await prepareChange(turn, tool, parsed.data);
    turn.said.push(...lines);
    return true;
  }
  const { serviceId } = args;
  const isKnown = typeof serviceId === 'string' && turn.clinic.services.some((service) => service.id === serviceId);
  if (!isKnown || (tool !== 'find_slots' && tool !== 'book_appointment')) return false;
  delete turn.memo.proposal;
  turn.context = { serviceId, serviceName: serviceName(turn, serviceId) };
  await withReading(turn, [], () => continueBooking(turn));
  return true;
}
