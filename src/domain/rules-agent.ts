import type { Decision, TurnSnapshot } from './conversation.ts';
import { answerReminder } from './rules-agent/answer-reminder.ts';
import { replacesService } from './rules-agent/as-request.ts';
import { varyQuestion } from './rules-agent/ask-again.ts';
import { chooseFlow } from './rules-agent/choose-flow.ts';
import { dropPending, saysMore } from './rules-agent/drop-pending.ts';
import { followFlow } from './rules-agent/follow-flow.ts';
import { openTurn } from './rules-agent/open-turn.ts';
import { refusesOnlyDoctor } from './rules-agent/other-doctor.ts';
import { optIn, optOut, takesOptOutBack, wantsNoMessages } from './rules-agent/opt-out.ts';
import { pendingActionOf } from './rules-agent/pending-action.ts';
import { namesNothing } from './rules-agent/shelf.ts';
import { answerWithoutText, handOver } from './rules-agent/talk.ts';
import { confidenceOf, forgetDraft, means } from './rules-agent/turn.ts';
import type { RulesInput, Turn } from './rules-agent/turn.ts';
import { answerUrgent } from './rules-agent/urgent.ts';
import { impossibleDay } from './rules-agent/words.ts';
import { writeLater } from './rules-agent/write-later.ts';
import { looksLikePlaceholder } from './tool-validator.ts';

const BOT_LOOP_TURNS = 20;

/** True when the other side is likely a bot too: so many turns in ten minutes. */
export function isBotLoop({ conversation }: Pick<TurnSnapshot, 'conversation'>): boolean {
  return conversation.recentTurns > BOT_LOOP_TURNS;
}

/**
 * Decides an answer by rules alone: the same input gives the same reply and effects. Reads free times through the toolbox only; nothing
 * is booked, moved or cancelled without the patient's yes to a question that named it.
 */
export async function decideByRules(input: RulesInput): Promise<Decision> {
  const turn = openTurn(input);
  if (turn.state === 'escalated') {
    turn.advance('resume');
    forgetDraft(turn);
  }
  introduce(turn);
  learnName(turn);
  await answer(turn);
  await varyQuestion(turn);
  return decisionOf(turn);
}

function introduce(turn: Turn): void {
  const { snapshot, clinic, texts } = turn;
  if (snapshot.conversation.totalTurns === 0) turn.say(texts.introduction({ assistant: clinic.assistant.name, clinic: clinic.name }));
  else if (snapshot.session.isNew && confidenceOf(turn, 'greeting') > 0) turn.say(texts.hello());
}

/** A name once said is kept with the patient, whatever becomes of the booking; a name for someone else is not theirs. */
export function learnName({ understanding: u, memo, snapshot, learned, ownName }: Turn): void {
  const name = ownName ?? (u.forSomeoneElse || memo.forSomeoneElse ? null : u.statedName);
  if (name === null || snapshot.patient.name !== null || looksLikePlaceholder(name)) return;
  learned.name = name.slice(0, 120);
}

/** Why a message was answered before anything was weighed. */
export type Certain = 'bot_loop' | 'no_text' | 'opt_in' | 'opt_out' | 'urgent_pain' | 'grievance' | 'human' | 'reminder' | 'later';

/** Answers what needs no weighing, or allows none, whatever else is open; null when the message is none of that, and nothing was said. */
export async function answerCertain(turn: Turn): Promise<Certain | null> {
  const { understanding: u } = turn;
  const answered = async (certain: Certain, answering: Promise<void> | void) => {
    await answering;
    return certain;
  };
  if (isBotLoop(turn.snapshot)) return answered('bot_loop', handOver(turn, 'bot loop'));
  if (turn.text === '') return answered('no_text', answerWithoutText(turn));
  if (takesOptOutBack(turn)) return answered('opt_in', optIn(turn));
  if (wantsNoMessages(turn)) return answered('opt_out', optOut(turn));
  if (means(turn, 'urgent_pain') && u.urgency === 'urgent') return answered('urgent_pain', answerUrgent(turn));
  if (turn.matters.includes('grievance')) return answered('grievance', handOver(turn, 'a grievance'));
  if (means(turn, 'human') && !turn.matters.includes('identity')) return answered('human', handOver(turn, 'asked for a person'));
  if (await answerReminder(turn)) return 'reminder';
  return (await writeLater(turn)) ? 'later' : null;
}

async function answer(turn: Turn): Promise<void> {
  if ((await answerCertain(turn)) !== null) return;
  const { relevance } = turn;
  if (relevance?.dropPending && (refusesOnlyDoctor(turn) || replacesService(turn))) {
    turn.relevance = { ...relevance, relevant: true, dropPending: false, reason: 'only another doctor or service is wanted' };
  } else if (relevance?.dropPending && turn.pendingAction) {
    const { type } = turn.pendingAction;
    const isOfferOnly = (type === 'inquire' || type === 'ask_info') && namesNothing(turn);
    dropPending(turn);
    if (!saysMore(turn)) return turn.say(/cancel|reschedule/.test(type) ? turn.texts.kept() : isOfferOnly ? turn.texts.understood() : turn.texts.dropped());
  }
  const [impossible] = turn.impossible;
  if (impossible && !turn.understanding.whens.some((when) => !when.negated)) turn.say(turn.texts.noSuchDate(impossibleDay(impossible.start, turn.language)));
  await followFlow(turn, chooseFlow(turn));
}

/** What the turn came to: what was said, what the tools propose, and the conversation as it will be. */
export function decisionOf(turn: Turn): Decision {
  const { snapshot, language, toolbox } = turn;
  const pendingAction = pendingActionOf(turn);
  const missing = turn.state === 'booking_new' && turn.memo.question !== undefined ? { missingFields: [turn.memo.question] } : {};
  const context = { ...turn.context };
  delete context.missingFields;
  if (turn.untold === 'voice' && turn.text !== '') turn.say(turn.texts.voiceNote());
  return {
    reply: turn.said.filter((text) => text !== '').join('\n\n'),
    language,
    effects: toolbox.effects(),
    state: turn.state,
    context: { ...context, ...missing, ...(Object.keys(turn.memo).length > 0 ? { memo: turn.memo as Record<string, unknown> } : {}) },
    pendingAction,
    ...(Object.keys(turn.learned).length > 0 ? { patient: turn.learned } : {}),
    sessionLanguage: language,
    attestation: {
      agent: 'rules',
      configSource: 'clinic',
      state: { from: snapshot.conversation.state, event: turn.events.join('+') || 'chat', to: turn.state },
      language: { language, source: turn.languageSource },
      intents: turn.understanding.intents.slice(0, 3),
      relevance: turn.relevance,
      tools: toolbox.records(),
      memory: { source: 'none', ageMs: null, items: 0 },
      scopeId: null,
      snippets: turn.applied,
      model: null,
      tokens: null,
      timingsMs: {},
      redecisions: turn.conflicts,
      urgency: turn.understanding.urgency,
    },
  };
}
