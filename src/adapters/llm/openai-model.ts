import OpenAI from 'openai';
import type { ModelUsage } from '../../domain/model-message.ts';
import type { LanguageModel, ModelAnswer, ModelFailure, ModelRequest } from '../../pipeline/model-ports.ts';
import { failureOf, ModelTrouble } from './failure-of.ts';
import { readCompletion, toBody } from './wire-format.ts';

/** Runs a call under deadline, retries and breaker; throws without calling when the breaker is open. */
export type ModelGuard = <T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;

export type OpenAiModelOptions = {
  apiKey: string;
  /** Of any OpenAI-compatible endpoint, with its version: https://api.openai.com/v1 */
  baseUrl: string;
  model: string;
  /** Null: the model's own. */
  temperature: number | null;
  guard: ModelGuard;
  /** True when an error of the guard means that nothing was called. */
  wasRefused: (error: unknown) => boolean;
  now: () => number;
  fetch?: typeof fetch;
};

/** The SDK's own timeout, which must never be the one that ends a call. */
const SDK_TIMEOUT_MS = 600_000;
/** How long the endpoint is left alone after an answer that a repeat would only get again. */
const PAUSE_MS: Partial<Record<ModelFailure, number>> = { quota_exceeded: 60_000, unauthorized: 30_000 };
const LONGEST_PAUSE_MS = 300_000;

/**
 * A model behind a chat completions endpoint, through OpenAI's own client with its retries off. Every failure comes back as one of a closed set;
 * `complete` never throws and ends by the request's time limit. An endpoint that asks to be left alone (Retry-After) is not called until then.
 */
export function createOpenAiModel(options: OpenAiModelOptions): LanguageModel {
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    maxRetries: 0,
    timeout: SDK_TIMEOUT_MS,
    logLevel: 'off',
    // given, so that the client does not look for them in the environment
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  const tokenLimit = new URL(options.baseUrl).hostname.endsWith('openai.com') ? ('max_completion_tokens' as const) : ('max_tokens' as const);
  let pausedUntilMs = 0;

  const call = async (request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> => {
    const body = toBody(request, { model: options.model, temperature: options.temperature, tokenLimit });
    try {
      const answer = readCompletion(await client.chat.completions.create(body, { signal }), (reply) => estimateUsage(request, reply));
      if (answer === null) throw new ModelTrouble('unreadable');
      return answer;
    } catch (error) {
      throw failureOf(error, options.now());
    }
  };

  return {
    name: options.model,
    async complete(request) {
      if (options.now() < pausedUntilMs) return failed('paused');
      const limit = AbortSignal.timeout(Math.max(1, Math.floor(request.timeoutMs)));
      try {
        return await options.guard((signal) => call(request, signal), limit);
      } catch (error) {
        if (options.wasRefused(error)) return failed('breaker_open');
        const trouble = failureOf(error, options.now());
        const pauseMs = trouble.retryAfterMs ?? PAUSE_MS[trouble.reason] ?? 0;
        pausedUntilMs = Math.max(pausedUntilMs, options.now() + Math.min(pauseMs, LONGEST_PAUSE_MS));
        return failed(trouble.reason);
      }
    },
  };
}

function failed(reason: ModelFailure): ModelAnswer {
  return { kind: 'failed', reason, usage: null };
}

const CHARACTERS_PER_TOKEN = 3;

function estimateUsage({ messages, tools }: ModelRequest, reply: string): ModelUsage {
  const tokens = (text: string) => Math.ceil(text.length / CHARACTERS_PER_TOKEN);
  return { prompt: tokens(JSON.stringify(messages) + JSON.stringify(tools)), completion: tokens(reply) };
}
