import type OpenAI from 'openai';
import { z } from 'zod';
import type { ModelMessage, ModelTool, ModelToolCall, ModelUsage } from '../../domain/model-message.ts';
import type { ModelAnswer, ModelRequest } from '../../pipeline/model-ports.ts';

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** How this endpoint wants the body: OpenAI renamed the token limit, most others know the old name only; null leaves the temperature to the model. */
export type BodyOptions = { model: string; temperature: number | null; tokenLimit: 'max_completion_tokens' | 'max_tokens' };

/** The body of a chat completions call, not streamed. */
export function toBody({ messages, tools, maxReplyTokens }: ModelRequest, { model, temperature, tokenLimit }: BodyOptions): Body {
  return {
    model,
    messages: messages.map(toMessage),
    [tokenLimit]: maxReplyTokens,
    ...(temperature === null ? {} : { temperature }),
    ...(tools.length === 0 ? {} : { tools: tools.map(toTool), tool_choice: 'auto' }),
  };
}

function toMessage(message: ModelMessage): OpenAI.Chat.ChatCompletionMessageParam {
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.callId, content: message.text };
  if (message.role !== 'assistant') return { role: message.role, content: message.text };
  const calls = message.calls ?? [];
  return {
    role: 'assistant',
    content: message.text,
    ...(calls.length === 0
      ? {}
      : { tool_calls: calls.map(({ id, name, argumentsJson }) => ({ id, type: 'function' as const, function: { name, arguments: argumentsJson } })) }),
  };
}

function toTool({ name, description, parameters }: ModelTool): OpenAI.Chat.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters, strict: true } };
}

const Call = z.object({
  id: z.string().nullish(),
  // some servers send the arguments as an object
  function: z.object({ name: z.string(), arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() }),
});
const Part = z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() });
const Completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({
        content: z.union([z.string(), z.array(Part)]).nullish(),
        refusal: z.string().nullish(),
        tool_calls: z.array(Call).nullish(),
      }),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

/** Reads a completion by its form alone; null when it is none. `estimated` stands in for tokens that the server did not count. */
export function readCompletion(body: unknown, estimated: (reply: string) => ModelUsage): ModelAnswer | null {
  const parsed = Completion.safeParse(body);
  if (!parsed.success) return null;
  const [choice] = parsed.data.choices;
  const text = withoutThoughts(textOf(choice?.message.content));
  const calls = (choice?.message.tool_calls ?? []).map(toCall);
  const guess = estimated(text + JSON.stringify(calls));
  const { prompt_tokens: prompt, completion_tokens: completion } = parsed.data.usage ?? {};
  const usage = { prompt: prompt ?? guess.prompt, completion: completion ?? guess.completion };
  const failed = (reason: 'empty' | 'refusal' | 'filtered' | 'cut_off'): ModelAnswer => ({ kind: 'failed', reason, usage });
  if (!choice) return failed('empty');
  if (choice.message.refusal || hasRefusal(choice.message.content)) return failed('refusal');
  if (choice.finish_reason === 'content_filter') return failed('filtered');
  if (choice.finish_reason === 'length') return failed('cut_off');
  if (calls.length > 0) return { kind: 'calls', calls, text: text === '' ? null : text, usage };
  return text === '' ? failed('empty') : { kind: 'text', text, usage };
}

function toCall({ id, function: { name, arguments: given } }: z.infer<typeof Call>, index: number): ModelToolCall {
  return { id: id || `call_${index}`, name, argumentsJson: typeof given === 'string' ? given : JSON.stringify(given ?? {}) };
}

function textOf(content: string | z.infer<typeof Part>[] | null | undefined): string {
  return typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
}

function hasRefusal(content: string | z.infer<typeof Part>[] | null | undefined): boolean {
  return Array.isArray(content) && content.some((part) => part.type === 'refusal' || Boolean(part.refusal));
}

/** Models that think aloud put it before the answer; no patient is to read it. An unfinished thought is no answer. */
function withoutThoughts(text: string): string {
  return text
    .replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/giu, '')
    .replace(/^[\s\S]*<\/think(?:ing)?>/iu, '')
    .trim();
}
