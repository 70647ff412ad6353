import type { ModelToolCall } from '../../src/domain/model-message.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from '../../src/pipeline/model-ports.ts';

const USAGE = { prompt: 1_000, completion: 50 };

/** A model in memory that keeps what it was asked and answers as it is told. */
export type ScriptedModel = LanguageModel & { requests: ModelRequest[]; answersTo(purpose: ModelRequest['purpose']): ModelRequest[] };

/** `answer` sees each request; a text is said, a list is calls of tools. */
export function scriptedModel(answer: (request: ModelRequest) => string | [name: string, args: unknown][] | ModelAnswer): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    name: 'scripted',
    requests,
    answersTo: (purpose) => requests.filter((request) => request.purpose === purpose),
    async complete(request) {
      // what was asked stays as it was then: the caller goes on writing to its list
      requests.push(structuredClone(request));
      const given = answer(request);
      if (typeof given === 'string') return { kind: 'text', text: given, usage: USAGE };
      if (!Array.isArray(given)) return given;
      const calls: ModelToolCall[] = given.map(([name, args], index) => ({
        id: `call_${requests.length}_${index}`,
        name,
        argumentsJson: JSON.stringify(args),
      }));
      return { kind: 'calls', calls, text: null, usage: USAGE };
    },
  };
}

/** The system prompt of a request. */
export function systemPrompt(request: ModelRequest | undefined): string {
  return request?.messages.find((message) => message.role === 'system')?.text ?? '';
}

/** The value of a block of data, or undefined when there is none. */
export function blockIn(text: string, name: string): unknown {
  const json = new RegExp(`<${name}>(.*?)</${name}>`, 'u').exec(text)?.[1];
  return json === undefined ? undefined : JSON.parse(json);
}

/** Says what the last result or the system tells it to tell the patient. */
export function obedient(request: ModelRequest, otherwise = 'How can I help?'): string {
  const last = request.messages.at(-1);
  if (last?.role === 'tool') return String((JSON.parse(last.text) as Record<string, unknown>)['tell_patient'] ?? otherwise);
  const done = blockIn(systemPrompt(request), 'system_did') as { tell_patient?: string } | undefined;
  return done?.tell_patient ?? otherwise;
}
