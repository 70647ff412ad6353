import type { ItemView, OutboxView, TraceRecord, TurnView } from '../ports.ts';

type Recorded = TraceRecord['recorded'][number];

const STAGES = ['ingress', 'inbound', 'turn', 'outbound', 'status'] as const;

/**
 * The events of a trace in order of time. Rows speak for steps that recorded no event of their own (or lost it to retention), so that
 * the story is whole as long as the rows are; what was recorded is never told twice. That a turn was opened is only in its row.
 */
export function traceStory(record: TraceRecord): Recorded[] {
  const { recorded } = record;
  const knows = (stage: Recorded['stage'], key: string, id: string) => recorded.some((event) => event.stage === stage && event.data[key] === id);
  const events = [
    ...recorded,
    ...inboundFromRows(record),
    ...record.turns.flatMap((turn) => turnEvents(turn, knows('turn', 'turnId', turn.id))),
    ...record.outbox.filter((row) => !isSendTold(row, recorded)).map(sendEvent),
    ...record.outbox.filter((row) => !knows('status', 'outboxId', row.id)).flatMap(statusEvent),
  ];
  return events.sort((a, b) => a.atMs - b.atMs || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
}

function inboundFromRows({ recorded, messages }: TraceRecord): Recorded[] {
  const told = new Set(
    recorded.flatMap((event) =>
      event.stage === 'inbound' && Array.isArray(event.data['items']) ? (event.data['items'] as ItemView[]).map((item) => item.messageId) : [],
    ),
  );
  const untold = messages.filter((message) => !told.has(message.item.messageId));
  const first = untold[0];
  if (!first) return [];
  return [{ atMs: first.receivedAtMs, stage: 'inbound', name: 'taken in', ms: null, data: { items: untold.map((message) => message.item) } }];
}

function turnEvents(turn: TurnView, isTold: boolean): Recorded[] {
  const data = { turnId: turn.id, traceIds: turn.traceIds };
  const opened: Recorded = { atMs: turn.openedAtMs, stage: 'turn', name: 'opened', ms: null, data };
  return isTold
    ? [opened]
    : [
        opened,
        { atMs: turn.committedAtMs, stage: 'turn', name: 'committed', ms: turn.committedAtMs - turn.openedAtMs, data: { ...data, outcome: turn.outcome } },
      ];
}

/** Attempts that failed are events; that a row was sent is in the row. */
function isSendTold(row: OutboxView, recorded: Recorded[]): boolean {
  const told = recorded.filter((event) => event.stage === 'outbound' && event.data['outboxId'] === row.id);
  return row.state === 'sent' ? told.some((event) => ['sent', 'probed_sent', 'settled_by_echo'].includes(event.name)) : told.length > 0;
}

function sendEvent(row: OutboxView): Recorded {
  const callMs = row.sentAtMs !== null && row.claimedAtMs !== null ? row.sentAtMs - row.claimedAtMs : null;
  return { atMs: row.sentAtMs ?? row.createdAtMs, stage: 'outbound', name: row.state, ms: callMs, data: { outboxId: row.id, reason: row.reason } };
}

function statusEvent(row: OutboxView): Recorded[] {
  if (row.deliveryStatus === null) return [];
  return [{ atMs: row.deliveryAtMs ?? row.sentAtMs ?? row.createdAtMs, stage: 'status', name: row.deliveryStatus, ms: null, data: { outboxId: row.id } }];
}
