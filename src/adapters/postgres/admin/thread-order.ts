import type { MessageView } from '../../../api/ports.ts';

/** A message with what its place in the thread depends on. `seq` orders rows of one table. */
export type ThreadRow = Omit<MessageView, 'atMs'> & { sentAtMs: number; receivedAtMs: number; part: number; seq: number };

/**
 * The thread as the patient saw it, oldest first, `atMs` never going back. The two sides are told by different clocks (a provider's whole
 * seconds, our milliseconds), so they are merged by our own: when we received, when we sent. Within the patient's side the provider's
 * order holds (second, ingress ms, part, seq), and a late delivery is moved before what was sent after it.
 */
export function threadOrder(rows: ThreadRow[]): MessageView[] {
  const inbound = rows.filter((row) => row.direction === 'in').sort(byProvider);
  const outbound = rows.filter((row) => row.direction !== 'in').sort((a, b) => a.receivedAtMs - b.receivedAtMs || a.seq - b.seq);
  let notAfter = Infinity;
  const theirs = inbound
    .reverse()
    .map((row) => toView(row, (notAfter = Math.min(notAfter, row.receivedAtMs))))
    .reverse();
  const ours = outbound.map((row) => toView(row, row.receivedAtMs));
  return [...theirs, ...ours].sort((a, b) => a.atMs - b.atMs);
}

function byProvider(a: ThreadRow, b: ThreadRow): number {
  const second = (row: ThreadRow) => Math.floor(row.sentAtMs / 1000);
  return second(a) - second(b) || a.receivedAtMs - b.receivedAtMs || a.part - b.part || a.seq - b.seq;
}

function toView(row: ThreadRow, atMs: number): MessageView {
  const { direction, text, traceId, providerMessageId, status } = row;
  return { direction, text, atMs, traceId, providerMessageId, status };
}
