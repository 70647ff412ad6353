import type { ModelMessage, ModelTool, ModelToolCall, ModelUsage } from '../domain/model-message.ts';
import type { Trace } from './ports.ts';

/**
 * Everything that can be wrong with a call of a model. `away`: not reached, or the connection broke; `paused`: it asked to be left alone for a
 * while; `breaker_open`: it failed too often; `unreadable`: not the protocol; `cut_off`: ended at the token limit.
 */
export const MODEL_FAILURES = [
  'timeout',
  'away',
  'paused',
  'breaker_open',
  'rate_limited',
  'quota_exceeded',
  'server_error',
  'unauthorized',
  'bad_request',
  'unreadable',
  'empty',
  'refusal',
  'filtered',
  'cut_off',
] as const;
export type ModelFailure = (typeof MODEL_FAILURES)[number];

export type ModelAnswer =
  | { kind: 'text'; text: string; usage: ModelUsage }
  | { kind: 'calls'; calls: ModelToolCall[]; text: string | null; usage: ModelUsage }
  | { kind: 'failed'; reason: ModelFailure; /** what it cost all the same */ usage: ModelUsage | null };

export type ModelRequest = {
  /** Why it is asked: a metric label. */
  purpose: 'answer' | 'relevance';
  messages: readonly ModelMessage[];
  tools: readonly ModelTool[];
  maxReplyTokens: number;
  /** The call is given up after this long, its retries included. */
  timeoutMs: number;
  /** What causes it, for the span and the log line of the call. */
  trace: Trace;
};

/** A language model behind a chat completions endpoint. `complete` never throws and keeps its time limit; repeating a call does no harm. */
export interface LanguageModel {
  readonly name: string;
  complete(request: ModelRequest): Promise<ModelAnswer>;
}

/** What one turn may take of a model. */
export type ModelLimits = {
  maxRounds: number;
  /** For the whole turn with all its rounds and tools. */
  deadlineMs: number;
  /** For one call. */
  callTimeoutMs: number;
  relevanceTimeoutMs: number;
  maxReplyTokens: number;
  maxTurnTokens: number;
  maxTurnCostMicroUsd: number;
  /** Dollars for a million tokens. */
  prices: { prompt: number; completion: number };
};
