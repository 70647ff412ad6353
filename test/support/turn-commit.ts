import { randomUUID } from 'node:crypto';
import type { Decision, TurnSnapshot } from '../../src/domain/conversation.ts';
import type { TurnCommit } from '../../src/pipeline/ports.ts';

/** A decision to say this and change nothing, with the attestation that every decision has. */
export function decisionOf(reply: string, changes: Partial<Decision> = {}): Decision {
  return {
    reply,
    language: 'en',
    effects: [],
    state: 'idle',
    context: {},
    pendingAction: null,
    sessionLanguage: 'en',
    attestation: {
      agent: 'rules',
      configSource: 'test',
      state: { from: 'idle', event: 'answered', to: 'idle' },
      language: { language: 'en', source: 'default' },
      intents: [],
      relevance: null,
      tools: [],
      memory: { source: 'none', ageMs: null, items: 0 },
      scopeId: null,
      snippets: [],
      model: null,
      tokens: null,
      timingsMs: {},
      redecisions: 0,
    },
    ...changes,
  };
}

/** A plain answer to what a turn opened, as the pipeline would commit it 50 ms later. */
export function answerTo(snapshot: TurnSnapshot, openedAtMs: number, changes: Partial<TurnCommit> = {}): TurnCommit {
  const parts = changes.parts ?? ['we are open until six'];
  return {
    turnId: randomUUID(),
    snapshot,
    decision: decisionOf(parts.join(' ')),
    parts,
    mayNotBeSuperseded: false,
    openedAtMs,
    nowMs: openedAtMs + 50,
    holdUntilMs: null,
    traceparent: null,
    ...changes,
  };
}
