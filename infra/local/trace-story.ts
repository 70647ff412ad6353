import type { Attestation, ModelShare } from '../../src/domain/conversation.ts';

type Item = { kind: string; from: string | null; text: string | null; messageId: string | null; instance: string | null; reason: string | null };
type StoryEvent = { at: string; stage: 'ingress' | 'inbound' | 'turn' | 'outbound' | 'status'; name: string; ms?: number; data: Record<string, unknown> };
type Turn = { id: string; outcome: string; traceIds: string[]; attestation: Partial<Attestation>; openedAt: string; committedAt: string };
type Outbox = {
  id: string;
  state: string;
  status: string;
  reason: string | null;
  text: string;
  attempts: number;
  at: string;
  sentAt: string | null;
  origin: string;
};

/** What `GET /api/admin/traces/:traceId` answers, as far as the story needs it. */
export type TraceStory = {
  traceId: string;
  events: StoryEvent[];
  messages: { status: string; receivedAt: string; text: string | null }[];
  turns: Turn[];
  outbox: Outbox[];
};

const STAGES = { ingress: 'webhook', inbound: 'taken in', turn: 'turn', outbound: 'send', status: 'status' } as const;

/**
 * The story of one message as lines for a person: a line per event with the time since the first, what was decided and why below the turn, what
 * was said below the send, and a summary of where the time went.
 */
export function storyLines(story: TraceStory): string[] {
  const { events, outbox, turns } = story;
  const startMs = Date.parse(events[0]?.at ?? '');
  const lines = [`Trace ${story.traceId}, ${events[0]?.at ?? 'no events'}`, ''];
  const toldReplies = new Set<string>();
  for (const event of events) {
    lines.push(eventLine(event, startMs));
    lines.push(...detailsOf(event, story, toldReplies).map((detail) => `${' '.repeat(22)}${detail}`));
  }
  lines.push('', summary(startMs, turns, outbox));
  return lines;
}

function eventLine({ at, stage, name, ms, data }: StoryEvent, startMs: number): string {
  const since = `+${Date.parse(at) - startMs} ms`.padStart(11);
  const reason = typeof data['reason'] === 'string' ? ` (${data['reason']})` : '';
  const took = ms === undefined ? '' : `  in ${milliseconds(ms)}`;
  const what = name.replace(/^webhook /, '');
  return `${since}  ${STAGES[stage].padEnd(9)}${what}${reason}${took}`.trimEnd();
}

function detailsOf(event: StoryEvent, { turns, outbox }: TraceStory, toldReplies: Set<string>): string[] {
  switch (event.stage) {
    case 'inbound':
      return itemsOf(event).map(itemLine);
    case 'turn': {
      const turn = event.name === 'opened' ? undefined : turns.find(({ id }) => id === event.data['turnId']);
      return turn ? turnDetails(turn) : [];
    }
    case 'outbound': {
      const row = outbox.find(({ id }) => id === event.data['outboxId']);
      if (!row || toldReplies.has(row.id)) return [];
      toldReplies.add(row.id);
      return [`${row.origin}, attempt ${row.attempts}:`, ...row.text.split('\n').map((line) => `  ${line}`.trimEnd())];
    }
    case 'ingress':
    case 'status':
      return [];
  }
}

function itemsOf(event: StoryEvent): Item[] {
  return Array.isArray(event.data['items']) ? (event.data['items'] as Item[]) : [];
}

function itemLine({ kind, from, text, instance, reason }: Item): string {
  const who = [from === null ? '' : ` from ${from}`, instance === null ? '' : ` on ${instance}`].join('');
  return `${kind}${who}${reason === null ? '' : ` (${reason})`}${text === null ? '' : `: ${text}`}`;
}

/** Why it said that: the attestation in words. */
function turnDetails({ outcome, traceIds, attestation }: Turn): string[] {
  const { agent, model, modelShare, state, language, intents, relevance, tools, tokens, memory, snippets, timingsMs, redecisions } = attestation;
  const lines = [`outcome    ${outcome}${traceIds.length > 1 ? `, one answer to ${traceIds.length} messages: ${traceIds.join(', ')}` : ''}`];
  const tell = (name: string, value: string | undefined | false) => void (value && lines.push(`${name.padEnd(10)} ${value}`));
  tell('agent', agent && (model ? `${agent} (${model})` : agent));
  tell('model', modelShare && modelWords(modelShare));
  tell('state', state && `${state.from} -> ${state.to} by ${state.event}`);
  tell('language', language && `${language.language}, from ${language.source}`);
  tell('intents', intents?.map(({ intent, confidence }) => `${intent} ${confidence.toFixed(2)}`).join(', '));
  tell(
    'relevance',
    relevance
      ? `${relevance.relevant ? 'relevant' : 'not relevant'}${relevance.dropPending ? ', pending action dropped' : ''}: ${relevance.reason} (${relevance.score})`
      : 'nothing was pending',
  );
  for (const { tool, ok, errors, outcome, ms } of tools ?? [])
    tell('tool', `${tool} ${outcome ?? (ok ? 'ok' : `refused: ${(errors ?? []).join('; ')}`)}${ms === undefined ? '' : ` in ${milliseconds(ms)}`}`);
  tell('memory', memory && memoryWords(memory));
  tell('snippets', snippets?.join(', '));
  tell('tokens', tokens ? `${tokens.prompt} in, ${tokens.completion} out` : undefined);
  tell(
    'timings',
    timingsMs &&
      Object.entries(timingsMs)
        .map(([step, ms]) => `${step} ${milliseconds(ms)}`)
        .join(', '),
  );
  tell('decided', Boolean(redecisions) && `${(redecisions ?? 0) + 1} times: the conversation changed meanwhile`);
  return lines;
}

/** "2 remembered, from redis, 40 ms old": whether the patient was known matters even where nothing was. */
function memoryWords({ items, source, ageMs }: Attestation['memory']): string {
  if (source === 'none') return 'no answer in time, and no copy';
  return `${items} remembered, from ${source}${ageMs === null || ageMs === 0 ? '' : `, ${milliseconds(ageMs)} old`}`;
}

/** "3 rounds, $0.0007", and why it was not the model that answered, or not to the end. */
function modelWords({ rounds, costMicroUsd, fellBack, cutShort }: ModelShare): string {
  const end = fellBack ? `, finished by the rules: ${fellBack}` : cutShort ? `, cut short: ${cutShort}` : '';
  return `${rounds} round${rounds === 1 ? '' : 's'}, $${(costMicroUsd / 1_000_000).toFixed(4)}${end}`;
}

function summary(startMs: number, turns: Turn[], all: Outbox[]): string {
  const outbox = all.filter(({ origin }) => origin !== 'notification'); // what staff were told of it is not the reply
  const lastTurn = turns.at(-1);
  if (!lastTurn) return outbox.length === 0 ? 'No reply belongs to this trace.' : `${outbox.length} message(s) sent without a turn.`;
  const sentMs = Math.max(...outbox.map((row) => (row.sentAt === null ? Number.NaN : Date.parse(row.sentAt))));
  const openedMs = Date.parse(lastTurn.openedAt);
  const committedMs = Date.parse(lastTurn.committedAt);
  const parts = [`waited ${openedMs - startMs} ms for the patient to finish`, `decided in ${committedMs - openedMs} ms`];
  if (outbox.length === 0) return `${parts.join(', ')}; nothing was to be said.`;
  if (Number.isNaN(sentMs)) return `${parts.join(', ')}; the reply is ${outbox.map((row) => row.state).join(', ')}.`;
  return `${parts.join(', ')}, reply out after ${sentMs - startMs} ms; delivery: ${outbox.map((row) => row.status).join(', ')}.`;
}

function milliseconds(ms: number): string {
  return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
}
