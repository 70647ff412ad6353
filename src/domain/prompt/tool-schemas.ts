import { z } from 'zod';
import type { ModelTool } from '../model-message.ts';
import { TOOL_ARGUMENTS, TOOL_DESCRIPTIONS } from '../tools.ts';
import type { ToolName } from '../tools.ts';

/** For a model these prepare a change, which is made only when the patient confirms it (model-turn/propose-change.ts). */
const PREPARES: Partial<Record<ToolName, string>> = {
  book_appointment: 'Prepares booking a free slot for this patient: the system then asks the patient to confirm and books on their yes.',
  reschedule_appointment: "Prepares moving an appointment of this patient to another free slot, keeping its service: done on the patient's yes.",
  cancel_appointment: "Prepares cancelling an appointment of this patient: done on the patient's yes.",
};
/** Arguments that are ours to choose. */
const OURS = new Set(['limit']);
/** What the strict form of function calling knows; lengths and defaults are checked by the validator anyway. */
const KEPT = new Set(['type', 'description', 'enum', 'minimum', 'maximum']);

type Property = Record<string, unknown>;

/**
 * The tools as a model is offered them, made from the same definitions that the validator checks: JSON schema in the strict form, where every
 * property is required and an optional one may be null. No clinic, patient or conversation is among the arguments: the server binds those.
 */
export function modelTools(): ModelTool[] {
  return (Object.keys(TOOL_ARGUMENTS) as ToolName[]).map((name) => ({
    name,
    description: PREPARES[name] ?? TOOL_DESCRIPTIONS[name],
    parameters: strictSchema(TOOL_ARGUMENTS[name]),
  }));
}

function strictSchema(schema: z.ZodType): Record<string, unknown> {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  const offered = Object.entries(properties as Record<string, Property>).filter(([name]) => !OURS.has(name));
  return {
    type: 'object',
    properties: Object.fromEntries(offered.map(([name, property]) => [name, strictProperty(property, required.includes(name))])),
    required: offered.map(([name]) => name),
    additionalProperties: false,
  };
}

function strictProperty(property: Property, isRequired: boolean): Property {
  const kept = Object.fromEntries(Object.entries(property).filter(([key]) => KEPT.has(key)));
  return isRequired ? kept : { ...kept, type: [kept['type'], 'null'] };
}

/** The arguments of a call as the tools take them: an object, nulls left out. Null when the text is no JSON object. */
export function readArguments(argumentsJson: string): Record<string, unknown> | null {
  let parsed: unknown;
  try {
    parsed = argumentsJson.trim() === '' ? {} : JSON.parse(argumentsJson);
  } catch {
    return null;
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return null;
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== null));
}
