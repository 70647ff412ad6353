import type { Language } from '../domain/clinic.ts';
import type { Decision, TurnSnapshot } from '../domain/conversation.ts';
import { fallbackText } from '../domain/fallback-texts.ts';
import { detectLanguage } from '../domain/language.ts';
import { judgeRelevance } from '../domain/relevance.ts';
import type { JudgedRelevance } from '../domain/relevance.ts';
import { chooseReplyLanguage } from '../domain/reply-language.ts';
import type { ReplyLanguage } from '../domain/reply-language.ts';
import { readMessages } from '../domain/rules-agent/read-messages.ts';
import type { ReadMessages } from '../domain/rules-agent/read-messages.ts';
import type { RulesInput } from '../domain/rules-agent/turn.ts';
import { toLocal } from '../domain/local-time.ts';
import type { ToolboxDeps } from '../domain/tools.ts';
import { ALL_TEXTS } from '../domain/texts/all-texts.ts';
import { createToolbox } from '../domain/tools/create-toolbox.ts';
import type { understand } from '../domain/understanding/understand.ts';
import type { LanguageGuess, Understanding } from '../domain/understanding/understanding.ts';
import type { AgentInput, Calendar } from './ports.ts';

/** Understanding of a message: replaceable in tests. */
export type Understand = typeof understand;

/** What every agent reads a turn with. */
export type ReadTurnDeps = {
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
  /** Understanding or deciding threw; the patient got the apology, or the rules. Carries no text of the patient. */
  onFailed: (error: unknown) => void;
  understand: Understand;
};

/** What is known of a turn before anything is decided: text, language, understanding, and whether what is pending may enter the reply. */
export type TurnReading = ReadMessages & {
  chosen: ReplyLanguage;
  understanding: Understanding;
  relevance: JudgedRelevance | null;
  timingsMs: Record<string, number>;
};

export type ReadTurn = { kind: 'read'; reading: TurnReading } | { kind: 'settled'; decision: Decision };

/**
 * Reads a turn, the same for every agent. Settled at once: what needs no answer, and a message that breaks the reading of it, which
 * gets the apology. Deterministic; never throws.
 */
export function readTurn(input: AgentInput, deps: ReadTurnDeps): ReadTurn {
  const startedMs = deps.elapsed();
  let chosen = knownLanguage(input);
  try {
    const read = readMessages(input.snapshot.messages);
    const guess = detectLanguage(read.text);
    chosen = languageOf(input, read.text, guess);
    if (read.ignoredReason !== null) return { kind: 'settled', decision: ignored(input, chosen, read.ignoredReason) };
    const grasped = grasp(input, { text: read.text, language: chosen.language, guess }, deps);
    return { kind: 'read', reading: { ...read, chosen, ...grasped, timingsMs: { understand: deps.elapsed() - startedMs } } };
  } catch (error) {
    deps.onFailed(error);
    return { kind: 'settled', decision: apology(input, chosen) };
  }
}

/** The reading with a toolbox of its own: effects proposed in one attempt at a decision never show in another. */
export function rulesInputOf(input: AgentInput, reading: TurnReading, deps: ReadTurnDeps): RulesInput {
  const { clinic, snapshot, nowMs, conflicts } = input;
  const { text, untold, understanding, relevance } = reading;
  const { language, source } = reading.chosen;
  return {
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
    toolbox: createToolbox({
      clinic,
      snapshot,
      nowMs,
      calendar: deps.calendar,
      newId: deps.newId,
      validation: deps.toolValidation,
      onRejected: deps.onRejected,
      language,
    }),
    alwaysInject: deps.relevanceCheck === 'off',
    // a reply that was refused is made again without anybody else's words
    taught: input.refused ? [] : (input.context?.snippets ?? []).filter((snippet) => snippet.says && snippet.language === language),
  };
}

/** The language known before the message: what is left when the reading of it breaks. */
function knownLanguage({ clinic, snapshot }: AgentInput): ReplyLanguage {
  const language = snapshot.session.language ?? snapshot.patient.language;
  const isServed = language !== null && clinic.languages.includes(language);
  return isServed ? { language, source: 'session' } : { language: clinic.defaultLanguage, source: 'default' };
}

function languageOf({ clinic, snapshot }: AgentInput, text: string, guess: LanguageGuess): ReplyLanguage {
  return chooseReplyLanguage({
    guess,
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
  { text, language, guess }: { text: string; language: Language; guess: LanguageGuess },
  deps: ReadTurnDeps,
): Pick<TurnReading, 'understanding' | 'relevance'> {
  const reference = `${toLocal(nowMs, clinic.timezone)}:00`;
  const understanding = deps.understand(text, { language, clinic, reference, timezone: clinic.timezone, guess });
  const { pendingAction } = snapshot.conversation;
  if (pendingAction === null) return { understanding, relevance: null };
  if (deps.relevanceCheck === 'off')
    return { understanding, relevance: { relevant: true, dropPending: false, score: 1, reason: 'the check is switched off', grey: false } };
  return { understanding, relevance: judgeRelevance({ message: text, language, understanding, pendingAction, history: snapshot.history, clinic, reference }) };
}

/** Keeps what the message told of the patient's language. */
export function withLanguage(decision: Decision, snapshot: TurnSnapshot, chosen: ReplyLanguage): Decision {
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

/** The localised maintenance text; the conversation stays as it was. */
export function maintenance(input: AgentInput, chosen: ReplyLanguage): Decision {
  return { ...unchanged(input, chosen, 'fallback'), reply: introduced('maintenance', input, chosen) };
}

/** The localised apology; the conversation stays as it was. */
export function apology(input: AgentInput, chosen: ReplyLanguage): Decision {
  return { ...unchanged(input, chosen, 'fallback'), reply: introduced('error', input, chosen) };
}

/** The apology for an answer that broke, whatever it was that broke it. Never throws. */
export function apologyTo(input: AgentInput): Decision {
  let chosen = knownLanguage(input);
  try {
    const { text } = readMessages(input.snapshot.messages);
    chosen = languageOf(input, text, detectLanguage(text));
  } catch {
    // then it is in the language known before
  }
  return apology(input, chosen);
}

/** The first reply to a patient says that a virtual assistant answers, even when it says nothing else (SPEC K11). */
function introduced(kind: 'maintenance' | 'error', { clinic, snapshot }: AgentInput, { language }: ReplyLanguage): string {
  const text = fallbackText(kind, language);
  if (snapshot.conversation.totalTurns > 0) return text;
  return `${ALL_TEXTS[language].introduction({ assistant: clinic.assistant.name, clinic: clinic.name })}\n\n${text}`;
}
