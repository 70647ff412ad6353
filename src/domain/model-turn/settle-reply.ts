import type { Decision } from '../conversation.ts';
import { decisionOf } from '../rules-agent.ts';
import type { Turn } from '../rules-agent/turn.ts';
import { formatDay } from '../understanding/when/format-when.ts';
import { linesOf } from './model-turn.ts';
import type { ModelTurn } from './model-turn.ts';
import { namesExactly } from './names-exactly.ts';
import { noteAnswer } from './note-wish.ts';

/**
 * The decision of a turn that a model answered. What the patient is asked to confirm, and what was done, is in the reply in our own words
 * unless the model's words name exactly the same; a reply that names something else is replaced by ours. `text` null: the model failed after
 * everything was settled, and our words are the reply.
 */
export function settleReply(model: ModelTurn, text: string | null): Decision {
  const { turn, flow } = model;
  const said = (text ?? '').trim();
  if (flow === 'question' && turn.toolbox.effects().length === 0 && model.asked.length === 0) noteAnswer(turn, said);
  rememberOffer(model, said);
  const { texts, clinic, snapshot } = turn;
  if (snapshot.conversation.totalTurns === 0) turn.say(texts.introduction({ assistant: clinic.assistant.name, clinic: clinic.name }));
  for (const part of replyParts(model, said)) turn.say(part);
  const decision = decisionOf(turn);
  return { ...decision, attestation: { ...decision.attestation, agent: 'llm', tools: model.records } };
}

function replyParts(model: ModelTurn, said: string): string[] {
  const lines = linesOf(model);
  if (lines.length === 0) return [said];
  if (said === '' || model.handedOver) return lines;
  if (lines.every((line) => squeezed(said).includes(squeezed(line)))) return [said];
  const verdict = namesExactly(model, said);
  if (verdict === 'same') return [said];
  return verdict === 'nothing' ? [said, ...lines] : lines;
}

function squeezed(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s*_]+/gu, ' ')
    .trim();
}

/** Of the times the model was shown, those its reply names, in the order it names them: so that "the second one" is understood. */
function rememberOffer({ turn, shown, asked }: ModelTurn, said: string): void {
  if (shown.length === 0 || asked.length > 0 || turn.memo.question !== 'time') return;
  const severalDays = new Set(shown.map((slot) => slot.start.slice(0, 10))).size > 1;
  const named = shown
    .map((slot) => ({ slot, index: positionOf(slot.start, said, turn, severalDays) }))
    .filter(({ index }) => index >= 0)
    .sort((a, b) => a.index - b.index);
  const distinct = named.filter(({ slot }, index) => named.findIndex((one) => one.slot.start === slot.start) === index);
  if (distinct.length > 0) turn.context.offered = distinct.map(({ slot: { doctorId, serviceId, start } }) => ({ doctorId, serviceId, start }));
}

/** Where the reply names this start: its time, after its day when times of several days were shown. -1 when it does not. */
function positionOf(start: string, said: string, { language }: Turn, needsDay: boolean): number {
  const time = new RegExp(`(?<!\\d)0?${Number(start.slice(11, 13))}:${start.slice(14, 16)}(?!\\d)`, 'gu');
  if (!needsDay) return time.exec(said)?.index ?? -1;
  const day = formatDay(start, language).toLowerCase();
  const from = said.toLowerCase().indexOf(day);
  const dayNumber = from >= 0 ? from : said.search(new RegExp(`(?<!\\d)${Number(start.slice(8, 10))}(?![\\d:])`, 'u'));
  if (dayNumber < 0) return -1;
  time.lastIndex = dayNumber;
  return time.exec(said)?.index ?? -1;
}
