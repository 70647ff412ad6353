import { mayWriteAgain } from '../follow-up.ts';
import type { ModelToolCall } from '../model-message.ts';
import { readArguments } from '../prompt/tool-schemas.ts';
import { handOver } from '../rules-agent/talk.ts';
import { serviceName } from '../rules-agent/words.ts';
import type { Turn } from '../rules-agent/turn.ts';
import { toLocal } from '../local-time.ts';
import { TOOL_ARGUMENTS } from '../tools.ts';
import type { ToolArguments, ToolName, ToolRefusal } from '../tools.ts';
import type { ModelTurn } from './model-turn.ts';
import { isConfirmation, prepareChange } from './prepare-change.ts';
import type { ChangeTool } from './prepare-change.ts';
import { viewOf } from './tool-views.ts';

/** What a call came to. `text` goes back to the model; a refusal also says what was wrong, for the question the patient gets if it happens again. */
export type ToolAnswer =
  | { kind: 'ran'; text: string }
  | { kind: 'refused'; tool: ToolName; args: Record<string, unknown>; refusal: ToolRefusal; text: string }
  | { kind: 'unknown_tool'; text: string };

/** More than a patient can choose from, few enough for a prompt. */
const SLOTS_SHOWN = 40;

/**
 * Makes one call of a model: judged by the validator first, run for this clinic and patient only, written down in the turn's books. Changes
 * are prepared, never made. What is wrong with a call is an answer; only the calendar can throw.
 */
export async function callTool(model: ModelTurn, call: ModelToolCall): Promise<ToolAnswer> {
  const { toolbox } = model.turn;
  const before = toolbox.records().length;
  const answer = await judgeAndRun(model, call);
  model.records.push(...toolbox.records().slice(before));
  return answer;
}

async function judgeAndRun(model: ModelTurn, call: ModelToolCall): Promise<ToolAnswer> {
  const { toolbox, snapshot, clinic } = model.turn;
  if (!Object.hasOwn(TOOL_ARGUMENTS, call.name)) {
    // counted and recorded under a name of ours: what the model wrote may be anything
    toolbox.check('unknown' as ToolName, {});
    return { kind: 'unknown_tool', text: say({ ok: false, errors: ['there is no such tool'], tools: Object.keys(TOOL_ARGUMENTS) }) };
  }
  const tool = call.name as ToolName;
  const args = readArguments(call.argumentsJson);
  const refused = (refusal: ToolRefusal): ToolAnswer => {
    const { errors, suggestions } = refusal;
    return { kind: 'refused', tool, args: args ?? {}, refusal, text: say({ ok: false, errors, suggestions }) };
  };
  if (args === null || isChange(tool) || tool === 'escalate_to_human') {
    const refusal = toolbox.check(tool, args ?? 'no JSON object');
    if (refusal) return refused(refusal);
  }
  if (isChange(tool)) return { kind: 'ran', text: say(await change(model, tool, args)) };
  if (tool === 'escalate_to_human') return escalate(model, args);
  if (tool === 'schedule_follow_up' && !mayWriteAgain(clinic, snapshot.patient))
    return { kind: 'ran', text: say({ ok: false, note: 'this patient is not written to by us: do not promise that anybody will write again' }) };
  const result = await toolbox.call(tool, tool === 'find_slots' ? { ...args, limit: SLOTS_SHOWN } : args);
  if (!result.ok) return refused(result);
  if (tool === 'find_slots' && 'slots' in result.data) {
    noteSearch(model.turn, TOOL_ARGUMENTS.find_slots.parse(args));
    model.shown.push(...result.data.slots);
  }
  return { kind: 'ran', text: say({ ok: true, ...viewOf(model.turn, tool, result.data) }) };
}

async function escalate(model: ModelTurn, args: unknown): Promise<ToolAnswer> {
  await handOver(model.turn, TOOL_ARGUMENTS.escalate_to_human.parse(args).reason);
  model.asked = model.turn.said.splice(0);
  model.handedOver = true;
  return { kind: 'ran', text: say({ ok: true }) };
}

function isChange(tool: ToolName): tool is ChangeTool {
  return tool === 'book_appointment' || tool === 'reschedule_appointment' || tool === 'cancel_appointment';
}

async function change(model: ModelTurn, tool: ChangeTool, given: unknown): Promise<unknown> {
  const { turn } = model;
  const args = TOOL_ARGUMENTS[tool].parse(given);
  if (isDone(turn, tool, args)) return { ok: true, status: 'done', note: 'The system has done exactly this in this turn already.' };
  if (model.asked.length > 0 && isConfirmation(turn.memo.question))
    return { ok: false, status: 'one_at_a_time', note: 'The patient is already being asked to confirm something. Say that the other matter comes next.' };
  const { outcome, lines } = await prepareChange(turn, tool, args);
  model.asked = lines;
  model.records.push({ tool, ok: outcome !== 'not_available', outcome });
  return { ok: outcome !== 'not_available', status: outcome, note: NOTES[outcome], tell_patient: lines.join('\n\n') };
}

const NOTES = {
  confirmation_asked: 'Nothing is done yet. Reply with tell_patient word for word: it asks the patient to confirm.',
  name_asked: 'Nothing is done yet: the name of the person who comes is missing. Reply with tell_patient word for word.',
  not_available: 'This can not be had. Reply with tell_patient word for word, or call again with another free time if the patient left the choice.',
};

/** True for a change that was made in this turn, when the patient's yes was read. */
function isDone(
  { toolbox, clinic }: Turn,
  tool: ChangeTool,
  args: Partial<ToolArguments<'book_appointment'> & ToolArguments<'reschedule_appointment'>>,
): boolean {
  const isAt = (startMs: number) => toLocal(startMs, clinic.timezone) === args.start;
  return toolbox.effects().some((effect) => {
    if (effect.kind === 'book') return tool === 'book_appointment' && effect.serviceId === args.serviceId && isAt(effect.startMs);
    if (effect.kind === 'reschedule') return tool === 'reschedule_appointment' && effect.appointmentId === args.appointmentId && isAt(effect.startMs);
    return effect.kind === 'cancel' && tool === 'cancel_appointment' && effect.appointmentId === args.appointmentId;
  });
}

/** A search is a step of a booking, or of the move it is for: whoever goes on knows what was looked for. */
function noteSearch(turn: Turn, args: ToolArguments<'find_slots'>): void {
  const { context, memo } = turn;
  if (isConfirmation(memo.question)) return; // what the patient is being asked stays the question
  const appointment = turn.toolbox.appointments().find((one) => one.id === args.moving);
  delete memo.proposal;
  delete context.offered;
  if (context.serviceId !== args.serviceId) delete context.requestedTime;
  context.serviceId = args.serviceId;
  context.serviceName = serviceName(turn, args.serviceId);
  if (args.doctorId === undefined) delete context.doctorId;
  else context.doctorId = args.doctorId;
  if (args.from.slice(0, 10) === args.to.slice(0, 10)) context.requestedDate = args.from.slice(0, 10);
  if (args.at !== undefined) context.requestedTime = args.at;
  if (appointment) context.appointmentId = appointment.id;
  turn.advance(appointment ? 'collect_move' : 'collect_booking');
  memo.question = 'time';
}

function say(answer: unknown): string {
  return JSON.stringify(answer);
}
