import type { Language } from '../domain/clinic.ts';
import type { Decision, RelevanceVerdict, TurnSnapshot } from '../domain/conversation.ts';
import { fallbackText } from '../domain/fallback-texts.ts';
import { detectLanguage } from '../domain/language.ts';
import { judgeRelevance } from '../domain/relevance.ts';
import { chooseReplyLanguage } from '../domain/reply-language.ts';
import type { ReplyLanguage } from '../domain/reply-language.ts';
import { decideByRules } from '../domain/rules-agent.ts';
import { readMessages } from '../domain/rules-agent/read-messages.ts';
import type { ReadMessages } from '../domain/rules-agent/read-messages.ts';
import { toLocal } from '../domain/slots.ts';
import type { ToolboxDeps } from '../domain/tools.ts';
import { createToolbox } from '../domain/tools/create-toolbox.ts';
import { understand } from '../domain/understanding/understand.ts';
import type { Understanding } from '../domain/understanding/understanding.ts';
import { Fault } from '../errors.ts';
import type { Agent, AgentInput, Calendar } from './ports.ts';

export type RulesAgentDeps = {
  calendar: Calendar;
  /** A fresh UUID. */
  newId: () => string;
  /** Milliseconds of a monotonic clock, for the timings of the attestation. */
  elapsed: () => number;
  /** off: what is pending enters every reply, as before the relevance check. */
  relevanceCheck: 'on' | 'off';
  toolValidation: 'on' | 'log';
  /** A refused tool call; carries no text of the patient. */
  onRejected: ToolboxDeps['onRejected'];
  /** Understanding or deciding threw; the patient got the apology. Carries no text of the patient. */
  onFailed: (error: unknown) => void;
};

/** Understanding of a message: replaceable in tests. */
export type Understand = typeof understand;

/**
 * The deterministic agent: language, understanding, relevance, then the rules. A message that breaks one of them is answered with the
 * localised apology; a calendar that can't be reached is the turn's failure and is thrown on, so that the turn runs again.
 */
export function createRulesAgent(deps: RulesAgentDeps & { understand?: Understand }): Agent {
  return { decide: (input) => decide(input, { understand, ...deps }) };
}

type Deps = RulesAgentDeps & { understand: Understand };

async function decide(input: AgentInput, deps: Deps): Promise<Decision> {
  const startedMs = deps.elapsed();
  const read = readMessages(input.snapshot.messages);
  const chosen = languageOf(input, read.text);
  if (read.ignoredReason !== null) return ignored(input, chosen, read.ignoredReason);
  let understood: { understanding: Understanding; relevance: RelevanceVerdict | null };
  try {
    understood = grasp(input, read.text, chosen.language, deps);
  } catch (error) {
    deps.onFailed(error);
    return apology(input, chosen);
  }
  const understoodMs = deps.elapsed();
  const decision = await byRules(input, deps, { read, chosen, ...understood }).catch((error: unknown) => apologyUnlessAway(error, input, chosen, deps));
  const timingsMs = { understand: understoodMs - startedMs, decide: deps.elapsed() - understoodMs };
  return { ...withLanguage(decision, input.snapshot, chosen), attestation: { ...decision.attestation, timingsMs } };
}

function languageOf({ clinic, snapshot }: AgentInput, text: string): ReplyLanguage {
  return chooseReplyLanguage({
    guess: detectLanguage(text),
    text,
    sessionLanguage: snapshot.session.language,
    patientLanguage: snapshot.patient.language,
    patientLanguageIsExplicit: snapshot.patient.languageIsExplicit,
    clinicLanguages: clinic.languages,
    defaultLanguage: clinic.defaultLanguage,
  });
}

function grasp(
  { clinic, snapshot, nowMs }: AgentInput,
  text: string,
  language: Language,
  deps: Deps,
): { understanding: Understanding; relevance: RelevanceVerdict | null } {
  const reference = `${toLocal(nowMs, clinic.timezone)}:00`;
  const understanding = deps.understand(text, { language, clinic, reference, timezone: clinic.timezone });
  const { pendingAction } = snapshot.conversation;
  if (pendingAction === null) return { understanding, relevance: null };
  if (deps.relevanceCheck === 'off') return { understanding, relevance: { relevant: true, dropPending: false, score: 1, reason: 'the check is switched off' } };
  return { understanding, relevance: judgeRelevance({ message: text, language, understanding, pendingAction, history: snapshot.history, clinic, reference }) };
}

type Grasped = { read: ReadMessages; chosen: ReplyLanguage; understanding: Understanding; relevance: RelevanceVerdict | null };

async function byRules(input: AgentInput, deps: Deps, grasped: Grasped): Promise<Decision> {
  const { clinic, snapshot, nowMs, conflicts } = input;
  const { language, source } = grasped.chosen;
  const toolbox = createToolbox({
    clinic,
    snapshot,
    nowMs,
    calendar: deps.calendar,
    newId: deps.newId,
    validation: deps.toolValidation,
    onRejected: deps.onRejected,
    language,
  });
  const { text, untold } = grasped.read;
  const { understanding, relevance } = grasped;
  return decideByRules({
    clinic,
    snapshot,
    nowMs,
    conflicts,
    language,
    languageSource: source,
    text,
    untold,
    understanding,
    relevance,
    toolbox,
    alwaysInject: deps.relevanceCheck === 'off',
  });
}

/** Keeps what the message told of the patient's language. */
function withLanguage(decision: Decision, snapshot: TurnSnapshot, chosen: ReplyLanguage): Decision {
  const learns = chosen.explicit || (chosen.source !== 'default' && snapshot.patient.language !== chosen.language && !snapshot.patient.languageIsExplicit);
  if (!learns) return decision;
  return { ...decision, patient: { ...decision.patient, language: chosen.language, ...(chosen.explicit ? { languageIsExplicit: true } : {}) } };
}

function unchanged({ snapshot, conflicts }: AgentInput, chosen: ReplyLanguage, agent: 'rules' | 'fallback'): Omit<Decision, 'reply'> {
  const { state, context, pendingAction } = snapshot.conversation;
  return {
    language: chosen.language,
    effects: [],
    state,
    context,
    pendingAction,
    sessionLanguage: chosen.language,
    attestation: {
      agent,
      configSource: 'clinic',
      state: { from: state, event: 'chat', to: state },
      language: { language: chosen.language, source: chosen.source },
      intents: [],
      relevance: null,
      tools: [],
      memory: { source: 'none', ageMs: null, items: 0 },
      scopeId: null,
      snippets: [],
      model: null,
      tokens: null,
      timingsMs: {},
      redecisions: conflicts,
    },
  };
}

function ignored(input: AgentInput, chosen: ReplyLanguage, ignoredReason: string): Decision {
  const { session } = input.snapshot;
  return { ...unchanged(input, chosen, 'rules'), reply: '', ignoredReason, sessionLanguage: session.language ?? chosen.language };
}

/** Of what is thrown while deciding, only a bug of ours is worth an apology; a dependency that is away is waited for. */
function apologyUnlessAway(error: unknown, input: AgentInput, chosen: ReplyLanguage, deps: Deps): Decision {
  if (error instanceof Fault && error.code !== 'bug') throw error;
  deps.onFailed(error);
  return apology(input, chosen);
}

function apology(input: AgentInput, chosen: ReplyLanguage): Decision {
  return { ...unchanged(input, chosen, 'fallback'), reply: fallbackText('error', chosen.language) };
}
