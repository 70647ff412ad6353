import type { Decision } from './conversation.ts';
import { commitBooking, continueBooking, declineProposal } from './rules-agent/booking.ts';
import { commitCancel, continueCancel, keepAppointment } from './rules-agent/canceling.ts';
import { chooseFlow } from './rules-agent/choose-flow.ts';
import type { Flow } from './rules-agent/choose-flow.ts';
import { dropPending, saysMore } from './rules-agent/drop-pending.ts';
import { answerQuestion, book, resume, resumeUnclear } from './rules-agent/inquiry.ts';
import { commitMove, continueMove, declineMove } from './rules-agent/moving.ts';
import { pendingActionOf } from './rules-agent/pending-action.ts';
import { answerWithoutText, chat, declineOffer, handOver, optOut } from './rules-agent/talk.ts';
import { asks, confidenceOf, forgetDraft, isBusy, isOpen, means, openTurn } from './rules-agent/turn.ts';
import type { RulesInput, Turn } from './rules-agent/turn.ts';
import { looksLikePlaceholder } from './tool-validator.ts';
import { impossibleDay } from './rules-agent/words.ts';
import { answerUrgent, helpForPain } from './rules-agent/urgent.ts';

const BOT_LOOP_TURNS = 20;

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
  return decisionOf(turn);
}

function introduce(turn: Turn): void {
  const { snapshot, clinic, texts } = turn;
  if (snapshot.conversation.totalTurns === 0) turn.say(texts.introduction({ assistant: clinic.assistant.name, clinic: clinic.name }));
  else if (snapshot.session.isNew && confidenceOf(turn, 'greeting') > 0) turn.say(texts.hello());
}

/** A name once said is kept with the patient, whatever becomes of the booking; a name for someone else is not theirs. */
export function learnName({ understanding: u, memo, snapshot, learned }: Turn): void {
  if (u.statedName === null || u.forSomeoneElse || memo.forSomeoneElse || snapshot.patient.name !== null || looksLikePlaceholder(u.statedName)) return;
  learned.name = u.statedName.slice(0, 120);
}

async function answer(turn: Turn): Promise<void> {
  const { understanding: u, relevance } = turn;
  if (turn.snapshot.conversation.recentTurns > BOT_LOOP_TURNS) return handOver(turn, 'bot loop');
  if (turn.text === '') return answerWithoutText(turn);
  if (asks(turn, 'opt_out')) return optOut(turn);
  if (means(turn, 'urgent_pain') && u.urgency === 'urgent') return answerUrgent(turn);
  if (means(turn, 'human')) return handOver(turn, 'asked for a person');
  if (relevance?.dropPending && turn.pendingAction) {
    const { type } = turn.pendingAction;
    dropPending(turn);
    if (!saysMore(turn)) return turn.say(/cancel|reschedule/.test(type) ? turn.texts.kept() : turn.texts.dropped());
  }
  const [impossible] = turn.impossible;
  if (impossible && !turn.understanding.whens.some((when) => !when.negated)) turn.say(turn.texts.noSuchDate(impossibleDay(impossible.start, turn.language)));
  await follow(turn, chooseFlow(turn));
}

async function follow(turn: Turn, flow: Flow): Promise<void> {
  if (flow !== 'unclear') delete turn.memo.misses;
  switch (flow) {
    case 'commit_booking':
      return commitBooking(turn);
    case 'commit_move':
      return commitMove(turn);
    case 'commit_cancel':
      return commitCancel(turn);
    case 'decline_booking':
      return declineProposal(turn);
    case 'decline_move':
      return declineMove(turn);
    case 'keep_appointment':
      return keepAppointment(turn);
    case 'book':
      return book(turn);
    case 'move':
      return continueMove(turn);
    case 'cancel':
      return continueCancel(turn);
    case 'pain':
      return relievePain(turn);
    case 'question':
      return answerQuestion(turn);
    case 'hand_over':
      return handOver(turn, 'offered and accepted');
    case 'decline_offer':
      return declineOffer(turn);
    case 'off_topic':
      return chat(turn, turn.texts.offTopic());
    case 'thanks':
      return chat(turn, turn.texts.thanks());
    case 'goodbye':
      return chat(turn, turn.texts.goodbye());
    case 'greeting':
      return greet(turn);
    case 'unclear':
      return resumeUnclear(turn);
  }
}

function greet(turn: Turn): Promise<void> | void {
  if (turn.said.length === 0) turn.say(turn.texts.hello());
  if (isOpen(turn) && isBusy(turn)) return resume(turn);
  turn.advance('chat');
  turn.say(turn.texts.howCanIHelp());
}

async function relievePain(turn: Turn): Promise<void> {
  const service = helpForPain(turn);
  turn.say(turn.texts.pain());
  const advice = turn.clinic.emergencyText?.[turn.language];
  if (turn.understanding.urgency === 'high' && advice !== undefined) turn.say(advice);
  const { patientName } = turn.context;
  turn.context = { ...(patientName === undefined ? {} : { patientName }), ...(service === undefined ? {} : { serviceId: service }) };
  delete turn.memo.proposal;
  if (!turn.understanding.services.some((one) => !one.negated)) turn.memo.guessed = true;
  await continueBooking(turn);
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
      snippets: [],
      model: null,
      tokens: null,
      timingsMs: {},
      redecisions: turn.conflicts,
    },
  };
}
