/** What a language model is given and gives back, in no provider's format: the adapter puts it on the wire. */

/** A call of a tool as the model wrote it: name and arguments may be anything, and nothing in them is trusted. */
export type ModelToolCall = { id: string; name: string; argumentsJson: string };

/** One entry of the conversation with the model. `tool` answers the call with that id of the assistant entry before it. */
export type ModelMessage =
  | { role: 'system' | 'user'; text: string }
  | { role: 'assistant'; text: string | null; calls?: readonly ModelToolCall[] }
  | { role: 'tool'; callId: string; text: string };

/** A tool offered to a model; `parameters` is a JSON schema in the strict form (every property required, none besides). */
export type ModelTool = { name: string; description: string; parameters: Record<string, unknown> };

/** Tokens as the provider counted them; estimated by the adapter when it does not count. */
export type ModelUsage = { prompt: number; completion: number };
