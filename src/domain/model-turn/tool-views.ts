import type { AppointmentView, ToolData, ToolName } from '../tools.ts';
import { doctorName, serviceName, whenWords } from '../rules-agent/words.ts';
import type { Turn } from '../rules-agent/turn.ts';
import { toLocal } from '../local-time.ts';
import type { Slot } from '../slots.ts';

/** What a tool found, as a model is shown it: names and days in the patient's language beside the ids, so that nothing has to be worked out. */
export function viewOf(turn: Turn, tool: ToolName, data: ToolData[ToolName]): Record<string, unknown> {
  switch (tool) {
    case 'find_slots': {
      const { slots, total } = data as ToolData['find_slots'];
      return { free: byDay(turn, slots), ...(total > slots.length ? { more: total - slots.length } : {}) };
    }
    case 'list_appointments':
      return { appointments: (data as AppointmentView[]).map((one) => appointmentWords(turn, one)) };
    case 'list_services':
      return { services: data };
    case 'schedule_follow_up':
      return { due: toLocal((data as ToolData['schedule_follow_up']).dueAtMs, turn.clinic.timezone) };
    case 'clinic_info':
    case 'escalate_to_human':
    case 'confirm_appointment':
    case 'book_appointment':
    case 'reschedule_appointment':
    case 'cancel_appointment':
      return { ...(data as object) };
  }
}

/** One entry for each day and doctor: shorter than a list of slots, and nearer to what is said. */
function byDay(turn: Turn, slots: Slot[]) {
  const days = new Map<string, { date: string; day: string; doctorId: string; doctor: string; times: string[] }>();
  for (const { start, doctorId } of slots) {
    const date = start.slice(0, 10);
    const key = `${date} ${doctorId}`;
    const entry = days.get(key) ?? { date, day: whenWords(turn, date), doctorId, doctor: doctorName(turn, doctorId), times: [] };
    entry.times.push(start.slice(11, 16));
    days.set(key, entry);
  }
  return [...days.values()];
}

function appointmentWords(turn: Turn, { appointmentId, serviceId, doctorId, start }: AppointmentView) {
  return { appointmentId, serviceId, service: serviceName(turn, serviceId), doctorId, doctor: doctorName(turn, doctorId), start, when: whenWords(turn, start) };
}
