import type { Appointment, Effect, ToolRecord } from '../conversation.ts';
import { validateToolCall } from '../tool-validator.ts';
import type { Toolbox, ToolboxDeps, ToolName, ToolRefusal, ToolResult } from '../tools.ts';
import { runTool } from './run-tool.ts';

/** Makes the tools of one turn. Unknown tools and wrong arguments come back as `ok: false`; only `calendar` can throw. */
export function createToolbox(deps: ToolboxDeps): Toolbox {
  const effects: Effect[] = [];
  const records: ToolRecord[] = [];
  const appointments = () => applyEffects(deps.snapshot.appointments, effects).filter((one) => one.status === 'booked' && one.startMs > deps.nowMs);
  const check = (name: ToolName, args: unknown): { ok: true; valid: boolean } | ToolRefusal => {
    const verdict = validateToolCall({ tool: name, args, clinic: deps.clinic, appointments: appointments(), nowMs: deps.nowMs });
    if (verdict.valid) return { ok: true, valid: true };
    const enforced = deps.validation === 'on' || !verdict.runnable;
    deps.onRejected({ tool: name, errors: verdict.errors, enforced });
    records.push({
      tool: name,
      ok: !enforced,
      errors: verdict.errors.map((error) => `${error.field}: ${error.code}`),
      suggestions: verdict.suggestions.map((one) => `${one.field}: ${one.value}`),
    });
    return enforced ? { ok: false, errors: verdict.errors, suggestions: verdict.suggestions } : { ok: true, valid: false };
  };
  const run = async (name: ToolName, args: unknown): Promise<ToolResult> => {
    const checked = check(name, args);
    if (!checked.ok) return checked;
    const outcome = await runTool(name, args, { ...deps, appointments: appointments() });
    effects.push(...outcome.effects);
    if (checked.valid) records.push({ tool: name, ok: true });
    return { ok: true, data: outcome.data };
  };
  return {
    call: <Name extends ToolName>(name: Name, args: unknown) => run(name, args) as Promise<ToolResult<Name>>,
    check: (name, args) => {
      const checked = check(name, args);
      return checked.ok ? null : checked;
    },
    effects: () => [...effects],
    records: () => [...records],
    appointments,
  };
}

/** The appointments as they would be once the effects are committed. */
export function applyEffects(appointments: Appointment[], effects: Effect[]): Appointment[] {
  let result = appointments;
  for (const effect of effects) {
    if (effect.kind === 'book') {
      const { appointmentId, serviceId, doctorId, startMs, endMs, patientName } = effect;
      result = [...result, { id: appointmentId, serviceId, doctorId, startMs, endMs, status: 'booked' as const, patientName }];
    } else if (effect.kind === 'reschedule') {
      const { doctorId, startMs, endMs } = effect;
      result = result.map((one) => (one.id === effect.appointmentId ? { ...one, doctorId, startMs, endMs } : one));
    } else if (effect.kind === 'cancel') {
      result = result.map((one) => (one.id === effect.appointmentId ? { ...one, status: 'cancelled' as const } : one));
    }
  }
  return result;
}
