import { comparableText } from '../../../domain/message.ts';
import type { ProbeResult } from '../../../pipeline/sending-ports.ts';
import { asEpochMs, asFilled, asNumber, asObject, asObjects, type JsonObject } from '../read-json.ts';
import { readJid, readPerson } from './jid.ts';
import { readMessage } from './message-content.ts';

/** Evolution gives whole seconds, of its own clock. */
const CLOCK_TOLERANCE_MS = 5_000;

export type Sought = { to: string; text: string; sinceMs: number };

/**
 * Whether our text is among the messages that Evolution kept of this line (`/chat/findMessages`, newest first). `not_sent` only when
 * the list reaches back past the claim and no message with our text could be ours; a chat under another kind of id leaves it unknown.
 * It does not tell whether Evolution keeps messages at all: see `listsMessage`.
 */
export function findSent(body: unknown, sought: Sought): { result: ProbeResult; providerMessageId?: string } {
  const { root, records } = recordsOf(body);
  if (!records) return { result: 'unknown' };

  const fromMs = sought.sinceMs - CLOCK_TOLERANCE_MS;
  const wanted = comparableText(sought.text);
  let couldBeOurs = false;
  for (const record of records) {
    const key = asObject(record['key']);
    const message = asObject(record['message']);
    if (key?.['fromMe'] !== true || !message || (asEpochMs(record['messageTimestamp']) ?? 0) < fromMs) continue;
    if (comparableText(readMessage(message)?.text ?? '') !== wanted) continue;
    const providerMessageId = asFilled(key['id']);
    const match = matchChat(sought.to, [key['remoteJid'], key['remoteJidAlt']]);
    if (match === 'same' && providerMessageId !== null) return { result: 'sent', providerMessageId };
    if (match !== 'other') couldBeOurs = true;
  }
  return { result: couldBeOurs || !reachesBack(records, root, fromMs) ? 'unknown' : 'not_sent' };
}

/** Whether an answer of `/chat/findMessages` holds the message with this id: a server told to keep no messages lists none. */
export function listsMessage(body: unknown, providerMessageId: string): boolean {
  return (recordsOf(body).records ?? []).some((record) => asObject(record['key'])?.['id'] === providerMessageId);
}

/** A page of records, or the bare list of older servers; `records` null when it is neither. */
function recordsOf(body: unknown): { root: JsonObject | null; records: JsonObject[] | null } {
  const root = asObject(asObject(body)?.['messages']);
  if (Array.isArray(body)) return { root, records: asObjects(body) };
  return { root, records: Array.isArray(root?.['records']) ? asObjects(root['records']) : null };
}

/** Brazilian and Mexican numbers are rewritten by one digit: the last eight decide. A LID against a phone can't be told. */
function matchChat(to: string, jids: unknown[]): 'same' | 'other' | 'unclear' {
  const { id, aliases } = readPerson(jids);
  if (id === null) return 'other'; // a group, a status
  const target = readJid(to);
  if (!('id' in target)) return 'unclear';
  const ids = [id, ...aliases];
  if (ids.includes(target.id)) return 'same';
  const sameKind = ids.filter((one) => one.endsWith('@lid') === (target.kind === 'lid'));
  if (sameKind.length === 0) return 'unclear';
  const isRewritten =
    target.kind === 'phone' &&
    /^5[245]/.test(target.id) &&
    sameKind.some((one) => one.slice(0, 2) === target.id.slice(0, 2) && one.slice(-8) === target.id.slice(-8));
  return isRewritten ? 'same' : 'other';
}

function reachesBack(records: Record<string, unknown>[], root: Record<string, unknown> | null, fromMs: number): boolean {
  const total = asNumber(root?.['total']) ?? records.length;
  return records.length >= total || records.some((record) => (asEpochMs(record['messageTimestamp']) ?? Infinity) < fromMs);
}
