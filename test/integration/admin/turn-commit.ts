import { randomUUID } from 'node:crypto';
import type { TurnSnapshot } from '../../../src/domain/conversation.ts';
import type { TurnCommit } from '../../../src/pipeline/ports.ts';

/** A plain answer to what a turn opened, as the pipeline would commit it. */
export function answerTo(snapshot: TurnSnapshot, nowMs: number): TurnCommit {
  return {
    turnId: randomUUID(),
    snapshot,
    decision: {
      reply: 'Olá!',
      language: 'pt',
      effects: [],
      state: 'idle',
      context: {},
      pendingAction: null,
      sessionLanguage: 'pt',
      attestation: {
        agent: 'rules',
        configSource: 'test',
        state: { from: 'idle', event: 'chat', to: 'idle' },
        language: { language: 'pt', source: 'test' },
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
    },
    parts: ['Olá!'],
    mayNotBeSuperseded: false,
    openedAtMs: nowMs,
    nowMs,
    holdUntilMs: null,
    traceparent: null,
  };
}
