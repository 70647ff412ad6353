import { createOpenAiModel } from '../../src/adapters/llm/openai-model.ts';
import { understand } from '../../src/domain/understanding/understand.ts';
import { createLlmAgent, type LlmAgentDeps, type TurnDecided } from '../../src/pipeline/llm-agent.ts';
import type { TurnContext } from '../../src/pipeline/gather-context.ts';
import type { LanguageModel, ModelLimits } from '../../src/pipeline/model-ports.ts';
import type { Agent, Calendar } from '../../src/pipeline/ports.ts';
import { createRulesAgent } from '../../src/pipeline/run-agent.ts';
import { createPolicy, type PolicyOptions, wasRefused } from '../../src/runtime/resilience.ts';
import { type ModelServer, says, type ModelCall, type ModelStep } from './model-server.ts';
import { type Dialog, type DialogSetup, playDialog } from './play-dialog.ts';
import { sampleClinic } from './sample-clinic.ts';

/** A Monday morning. */
export const NOW = '2027-05-03T08:00';

export const LIMITS: ModelLimits = {
  maxRounds: 5,
  deadlineMs: 60_000,
  callTimeoutMs: 30_000,
  relevanceTimeoutMs: 2_000,
  maxReplyTokens: 500,
  maxTurnTokens: 100_000,
  maxTurnCostMicroUsd: 1_000_000,
  prices: { prompt: 0.15, completion: 0.6 },
};

type Setup = Partial<Omit<DialogSetup, 'makeAgent'>> & { limits?: Partial<ModelLimits>; deps?: Partial<LlmAgentDeps>; context?: TurnContext };

export type LlmDialog = Dialog & {
  /** Who answered each turn. */
  decided: TurnDecided[];
  rejected: string[];
  failed: unknown[];
  /** The next turn is decided as after a reply that the guard refused for these reasons. */
  refuseNext(codes: string[]): void;
};

/** What both agents read a turn with; ids and times count up, so that two plays of one conversation are the same. */
function readingDeps(calendar: Calendar, told: { rejected: string[]; failed: unknown[] }) {
  let ids = 0;
  return {
    calendar,
    understand,
    newId: () => `7d1b6a52-9c0e-4f33-8a11-${(ids += 1).toString(16).padStart(12, '0')}`,
    // a busy machine must not run into the deadline of a turn; whoever tests that passes a clock
    elapsed: () => 0,
    relevanceCheck: 'on' as const,
    toolValidation: 'on' as const,
    onRejected: ({ tool }: { tool: string }) => void told.rejected.push(tool),
    onFailed: (error: unknown) => void told.failed.push(error),
  };
}

/** A conversation answered by the agent with this model. */
export function playLlmDialog(model: LanguageModel, { limits, deps, context, ...setup }: Setup = {}): LlmDialog {
  const told = { decided: [] as TurnDecided[], rejected: [] as string[], failed: [] as unknown[] };
  let refused: string[] | null = null;
  const makeAgent = (calendar: Calendar): Agent => {
    const agent = createLlmAgent({
      ...readingDeps(calendar, told),
      model,
      limits: { ...LIMITS, ...limits },
      onDecided: (one) => void told.decided.push(one),
      ...deps,
    });
    return {
      decide: (input) => {
        const again = refused === null ? {} : { refused };
        refused = null;
        return agent.decide({ ...input, ...again, ...(context ? { context } : {}) });
      },
    };
  };
  const dialog = playDialog({ clinic: sampleClinic(), now: NOW, makeAgent, ...setup });
  return { ...dialog, ...told, refuseNext: (codes) => void (refused = codes) };
}

/** The same conversation answered by the rules alone: what a turn must be when the model fails. */
export function playRulesDialog({ context, ...setup }: Partial<Omit<DialogSetup, 'makeAgent'>> & { context?: TurnContext } = {}): Dialog {
  const makeAgent = (calendar: Calendar): Agent => {
    const agent = createRulesAgent(readingDeps(calendar, { rejected: [], failed: [] }));
    return context ? { decide: (input) => agent.decide({ ...input, context }) } : agent;
  };
  return playDialog({ clinic: sampleClinic(), now: NOW, makeAgent, ...setup });
}

/** The real adapter before a local endpoint, under the real policy. */
export function modelOn(server: ModelServer, options: Partial<PolicyOptions> = {}): LanguageModel & { close(): void } {
  const policy = createPolicy({ name: 'llm', timeoutMs: 30_000, ...options });
  const model = createOpenAiModel({
    apiKey: 'key-of-the-test',
    baseUrl: server.url,
    model: 'small-model',
    temperature: null,
    guard: (call, signal) => policy.run('model', call, { signal }),
    wasRefused,
    now: () => Date.now(),
  });
  return { ...model, close: () => policy.close() };
}

/** The system prompt of a call. */
export function systemOf({ body }: ModelCall): string {
  return body.messages.find((message) => message.role === 'system')?.content ?? '';
}

/** The results of the calls made last, as the model reads them. */
export function resultsIn({ body }: ModelCall): Record<string, unknown>[] {
  const last = body.messages.findLastIndex((message) => message.role !== 'tool');
  return body.messages.slice(last + 1).map((message) => JSON.parse(message.content ?? '') as Record<string, unknown>);
}

/** Answers as a model that keeps to its instructions: it says what it is told to tell the patient. */
export function tellsPatient(call: ModelCall, otherwise = 'How can I help?'): ModelStep {
  const done = /<system_did>(.*?)<\/system_did>/u.exec(systemOf(call))?.[1];
  const told = resultsIn(call).at(-1)?.['tell_patient'] ?? (done && (JSON.parse(done) as Record<string, unknown>)['tell_patient']);
  return says(typeof told === 'string' ? told : otherwise);
}
