import type { LanguageModel, ModelAnswer, ModelLimits, ModelRequest } from '../pipeline/model-ports.ts';
import type { Config } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { createPolicy, wasRefused } from '../runtime/resilience.ts';
import { withSpan } from '../runtime/span.ts';

export type ModelWorld = { config: Config; logger: Logger; metrics: Metrics };
export type WiredModel = { model: LanguageModel; limits: ModelLimits; close(): void };

/** Above the policy's own limit, so that a call without an answer ends by the policy and counts against its breaker. */
const POLICY_FIRST_MS = 250;

/**
 * The language model the settings name, under one policy (deadline, repeats, breaker), every call with its span, metrics and log line. Its client
 * is a large package, so it is loaded only here, where a model is wanted.
 */
export async function createModel({ config, logger, metrics }: ModelWorld, apiKey: string): Promise<WiredModel> {
  const { createOpenAiModel } = await import('../adapters/llm/openai-model.ts');
  const policy = createPolicy({
    name: 'llm',
    timeoutMs: config.llmTimeoutMs,
    retries: config.llmRetries,
    onState: ({ state }) => logger.log(state === 'open' ? 'warn' : 'info', 'breaker changed', { dependency: 'llm', state }),
  });
  metrics.watchPolicy(policy);
  const model = createOpenAiModel({
    apiKey,
    baseUrl: config.openaiBaseUrl,
    model: config.llmModel,
    temperature: config.llmTemperature === 'default' ? null : Number(config.llmTemperature),
    guard: (call, signal) => policy.run('model', call, { signal }),
    wasRefused,
    now: () => Date.now(),
  });
  return { model: watched(model, logger, metrics), limits: limitsOf(config), close: () => policy.close() };
}

function limitsOf(config: Config): ModelLimits {
  return {
    maxRounds: config.llmMaxRounds,
    deadlineMs: config.llmDeadlineMs,
    callTimeoutMs: config.llmTimeoutMs + POLICY_FIRST_MS,
    relevanceTimeoutMs: config.llmRelevanceTimeoutMs,
    maxReplyTokens: config.llmMaxReplyTokens,
    maxTurnTokens: config.llmMaxTurnTokens,
    maxTurnCostMicroUsd: config.llmMaxTurnCostUsd * 1_000_000,
    prices: { prompt: config.llmPriceInputUsd, completion: config.llmPriceOutputUsd },
  };
}

function watched(model: LanguageModel, logger: Logger, metrics: Metrics): LanguageModel {
  const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': model.name } as const;
  return {
    name: model.name,
    complete: (request) =>
      withSpan(
        'model call',
        { kind: 'client', parent: request.trace.traceparent, attributes: { ...attributes, 'frontdesk.trace_id': request.trace.traceId } },
        async (span) => {
          const startedAt = performance.now();
          const answer = await model.complete(request);
          const result = answer.kind === 'failed' ? answer.reason : answer.kind;
          span.set({ 'frontdesk.outcome': result, 'gen_ai.usage.input_tokens': answer.usage?.prompt, 'gen_ai.usage.output_tokens': answer.usage?.completion });
          tell(request, answer, result, performance.now() - startedAt, { model: model.name, logger, metrics });
          return answer;
        },
      ),
  };
}

type Told = { model: string; logger: Logger; metrics: Metrics };

function tell({ purpose, trace }: ModelRequest, { kind, usage }: ModelAnswer, result: string, durationMs: number, { model, logger, metrics }: Told): void {
  metrics.modelCall({ purpose, result }, usage);
  metrics.duration('model', durationMs);
  // a wrong key or an empty account does not mend itself
  const level = result === 'unauthorized' || result === 'quota_exceeded' || result === 'bad_request' ? 'error' : kind === 'failed' ? 'warn' : 'info';
  const { traceId, requestId } = trace;
  logger.log(level, 'model call', {
    traceId,
    requestId,
    stage: 'turn',
    dependency: 'llm',
    model,
    kind: purpose,
    outcome: result,
    tokensIn: usage?.prompt,
    tokensOut: usage?.completion,
    durationMs,
  });
}
