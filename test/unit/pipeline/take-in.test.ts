import { describe, expect, it } from 'vitest';
import { Clinic } from '../../../src/domain/clinic.ts';
import type { WebhookItem } from '../../../src/domain/message.ts';
import { Fault } from '../../../src/errors.ts';
import type { ChangeToApply, EchoToApply, MessageToTakeIn, StatusToApply, TakenIn, TraceEvent, UnroutedMessage } from '../../../src/pipeline/ports.ts';
import { applyChange } from '../../../src/pipeline/take-in-item.ts';
import { takeIn, type TakeInPorts, takeInStatuses, type Webhook } from '../../../src/pipeline/take-in.ts';

const clinic = Clinic.parse({
  id: '6f3a1f5e-7c1e-4c5b-9a57-0d2b1f3b7a11',
  organizationId: '6f3a1f5e-7c1e-4c5b-9a57-0d2b1f3b7a12',
  name: 'Test clinic',
  timezone: 'Europe/Lisbon',
  defaultLanguage: 'pt',
  languages: ['pt'],
  settings: { debounceMs: 500 },
});
const NOW = 1_000_000;
const trace = { traceId: 'trace-one', requestId: 'r', traceparent: null };
const base = {
  instance: 'line',
  from: '351900',
  replyTo: '351900',
  chat: null,
  text: 'oi',
  messageId: 'p1',
  reason: null,
  aliases: [],
  pushName: null,
  sentAtMs: NOW - 1_000,
  details: {},
};
const text = (changes: Partial<WebhookItem> = {}) => ({ ...base, kind: 'inbound_text', ...changes }) as WebhookItem;

function world(script: { taken?: TakenIn; clinic?: Clinic | null; unknownStatuses?: boolean } = {}) {
  const seen = {
    taken: [] as MessageToTakeIn[],
    unrouted: [] as UnroutedMessage[],
    events: [] as TraceEvent[],
    statuses: [] as StatusToApply[],
    retried: [] as number[],
    echoes: [] as EchoToApply[],
    changes: [] as ChangeToApply['change'][],
    woken: [] as number[],
    quiet: 0,
    merged: [] as string[],
    warmed: [] as unknown[],
    connections: [] as string[],
  };
  const ports: TakeInPorts = {
    memory: { warm: (scope) => void seen.warmed.push(scope) },
    clinics: { byLine: async () => (script.clinic === undefined ? clinic : script.clinic), byId: async () => clinic },
    inbox: {
      takeIn: async (message, events) => {
        seen.taken.push(message);
        seen.events.push(...events);
        return (
          script.taken ?? {
            conversationId: 'c1',
            isNew: true,
            state: message.ignoredReason ? 'ignored' : 'pending',
            dueAtMs: message.ignoredReason ? null : NOW + 500,
          }
        );
      },
      takeInUnrouted: async (message) => void seen.unrouted.push(message),
      applyStatuses: async (statuses) => {
        seen.statuses.push(...statuses);
        return { delivered: [], unknown: script.unknownStatuses ? statuses : [], wokenConversations: [] };
      },
      applyEcho: async (echo) => {
        seen.echoes.push(echo);
        return { outcome: 'takeover', conversationId: 'c1' };
      },
      changeMessage: async (change) => {
        seen.changes.push(change.change);
        return { outcome: 'changed', conversationId: 'c1', dueAtMs: NOW + 1 };
      },
      extendQuiet: async () => {
        seen.quiet += 1;
        return { conversationId: 'c1', dueAtMs: NOW + 700 };
      },
      mergeIdentity: async ({ oldKey, newKey }) => void seen.merged.push(`${oldKey}>${newKey}`),
      recordConnection: async (_line, state) => void seen.connections.push(state),
      recordStory: async (events) => void seen.events.push(...events),
      recordEvents: async (events) => void seen.events.push(...events),
    },
    wakeUps: {
      conversation: async (_id, dueAtMs) => void seen.woken.push(dueAtMs),
      sender: async () => undefined,
      staff: async () => undefined,
      retryStatuses: async (_statuses, attempt) => void seen.retried.push(attempt),
      retryChange: async (_change, attempt) => void seen.retried.push(attempt),
    },
    clock: { now: () => NOW },
  };
  const play = (items: WebhookItem[]) => {
    const webhook: Webhook = { provider: 'evolution', items, views: items.map((item) => ({ kind: item.kind })), receivedAtMs: NOW - 5, ingressMs: 1, trace };
    return takeIn(webhook, { staleAfterMs: 1440 * 60_000, debounceMs: 1200, burstMaxWaitMs: 8000 }, ports);
  };
  return { play, ports, seen };
}

describe('the items of a webhook go to their places', () => {
  it('a message that is to be answered begins the recall of what is known of the patient, before anybody waits for it; one that is not does not', async () => {
    const answered = world();
    await answered.play([text()]);
    expect(answered.seen.warmed).toEqual([{ clinicId: clinic.id, patientKey: text().from }]);
    const finished = world({ taken: { conversationId: 'c1', isNew: false, state: 'finished', dueAtMs: null } });
    await finished.play([text()]);
    expect(finished.seen.warmed).toEqual([]);
    const hurried = world({ taken: { conversationId: 'c1', isNew: true, state: 'pending', dueAtMs: NOW } });
    await hurried.play([text()]);
    expect(hurried.seen.warmed).toEqual([]); // without a quiet window the turn asks at the same moment
  });

  it('takes every message of a batch in and wakes its conversation within the clinic’s own quiet window', async () => {
    const { play, seen } = world();
    const outcome = await play([text(), text({ messageId: 'p2' })]);
    expect(outcome).toMatchObject({ messages: 2, duplicates: 0 });
    expect(seen.taken.map((message) => [message.part, message.debounceMs])).toEqual([
      [0, 500],
      [1, 500],
    ]);
    expect(seen.woken).toEqual([NOW + 500, NOW + 500]);
  });

  it('writes what was understood into the trace exactly once', async () => {
    const { play, seen } = world();
    await play([text(), text({ messageId: 'p2' })]);
    expect(seen.events.map((event) => event.stage)).toEqual(['ingress', 'inbound']);
    expect(seen.events[1]?.data).toEqual({ items: [{ kind: 'inbound_text' }, { kind: 'inbound_text' }] });
  });

  it('wakes again for a duplicate that is still waiting, and counts it', async () => {
    const { play, seen } = world({ taken: { conversationId: 'c1', isNew: false, state: 'pending', dueAtMs: NOW + 3 } });
    expect(await play([text()])).toMatchObject({ messages: 0, duplicates: 1 });
    expect(seen.woken).toEqual([NOW + 3]);
  });

  it('does not answer what is older than the limit, a reaction, or a sticker, but keeps it', async () => {
    const { play, seen } = world();
    const sticker = { ...base, messageId: 'p4', kind: 'inbound_media', media: { mediaType: 'sticker' } } as WebhookItem;
    const outcome = await play([text({ sentAtMs: NOW - 1441 * 60_000 }), { ...base, messageId: 'p3', kind: 'reaction', targetMessageId: null }, sticker]);
    expect(seen.taken.map((message) => message.ignoredReason)).toEqual(['stale', 'reaction', 'sticker']);
    expect(outcome.ignored).toBe(3);
    expect(seen.woken).toEqual([]);
  });

  it('keeps a message on a line nobody has, with the reason', async () => {
    const { play, seen } = world({ clinic: null });
    await play([text()]);
    expect(seen.unrouted.map((message) => message.reason)).toEqual(['unknown_line']);
  });

  it('takes over on a human’s own message, but not in groups, nor on what shows the patient nothing new', async () => {
    const { play, seen } = world();
    const echo = (group: string | null, written = true) =>
      ({ ...base, from: null, chat: '351900', aliases: ['9@lid'], kind: 'own_echo', group, written }) as WebhookItem;
    expect(await play([echo(null), echo('1@g.us'), echo(null, false)])).toMatchObject({ echoes: 3, takeovers: 1 });
    expect(seen.echoes).toMatchObject([{ chat: '351900', aliases: ['9@lid'] }]);
  });

  it('replaces on edit, also by nothing, and removes on deletion', async () => {
    const { play, seen } = world();
    await play([
      { ...base, text: 'new words', kind: 'edit', targetMessageId: 'p1' },
      { ...base, text: null, kind: 'edit', targetMessageId: 'p1' },
      { ...base, text: null, kind: 'revoke', targetMessageId: 'p1' },
    ]);
    expect(seen.changes).toEqual([{ kind: 'edit', text: 'new words' }, { kind: 'edit', text: null }, { kind: 'delete' }]);
  });

  it('tries an edit again that overtook its message, at 2 s and 10 s', async () => {
    const { play, ports, seen } = world();
    ports.inbox.changeMessage = async () => ({ outcome: 'unknown', conversationId: null, dueAtMs: null });
    await play([{ ...base, text: 'new words', kind: 'edit', targetMessageId: 'p1' }]);
    expect(seen.retried).toEqual([0]);
    const change = {
      clinicId: clinic.id,
      line: { provider: 'evolution' as const, instance: 'line' },
      targetMessageId: 'p1',
      change: { kind: 'edit' as const, text: 'x' },
      atMs: NOW,
      nowMs: NOW,
      trace,
      debounceMs: 1,
      burstMaxWaitMs: 1,
    };
    await applyChange(change, 1, ports);
    expect(await applyChange(change, 2, ports)).toBe('unknown');
    expect(seen.retried).toEqual([0, 1]);
  });

  it('waits longer while the patient types', async () => {
    const { play, seen } = world();
    const presence = (state: string, group: string | null = null) =>
      ({ ...base, text: null, messageId: null, kind: 'presence', presence: state, group }) as WebhookItem;
    await play([presence('composing'), presence('paused'), presence('recording', '1@g.us')]);
    expect(seen.quiet).toBe(1);
    expect(seen.woken).toEqual([NOW + 700]);
  });

  it('applies all statuses of a body in one statement and tries unknown ones again at 2 s and 10 s, then gives a reason', async () => {
    const status = (id: string) => ({ ...base, kind: 'status', messageId: id, status: 'read', callbackData: null, errorCode: null }) as WebhookItem;
    const { play, ports, seen } = world({ unknownStatuses: true });
    expect(await play([status('a'), status('b')])).toMatchObject({ statuses: 2 });
    expect(seen.retried).toEqual([0]);
    await takeInStatuses(seen.statuses, 1, ports);
    expect(seen.retried).toEqual([0, 1]);
    await takeInStatuses(seen.statuses.slice(0, 1), 2, ports);
    expect(seen.retried).toEqual([0, 1]);
    expect(seen.events.at(-1)).toMatchObject({ stage: 'status', name: 'ignored', data: { reason: 'unknown_message' } });
  });

  it('finishes the other items and the statuses of a webhook before it fails for a bad one, and tells the story', async () => {
    const status = { ...base, kind: 'status', messageId: 'a', status: 'read', callbackData: null, errorCode: null } as WebhookItem;
    const { play, ports, seen } = world();
    const { takeIn: works } = ports.inbox;
    ports.inbox.takeIn = async (message, events) => {
      if (message.providerMessageId === 'bad') throw new Fault('bug', 'cannot be stored');
      return works(message, events);
    };
    await expect(play([text({ messageId: 'bad' }), text(), status])).rejects.toThrow('cannot be stored');
    expect(seen.taken.map((message) => message.providerMessageId)).toEqual(['p1']);
    expect(seen.statuses).toHaveLength(1);
    expect(seen.events.map((event) => event.name)).toEqual(['webhook accepted', 'taken in']);
  });

  it('fails with what a retry can mend before what it can not: nothing of the webhook is given up early', async () => {
    const { play, ports } = world();
    ports.inbox.takeIn = async (message) => {
      throw message.providerMessageId === 'bad' ? new Fault('bug', 'cannot be stored') : new Error('for a moment');
    };
    await expect(play([text({ messageId: 'bad' }), text()])).rejects.toThrow('for a moment');
  });

  it('stops at once when a dependency is away', async () => {
    const { play, ports, seen } = world();
    let calls = 0;
    ports.inbox.takeIn = async () => {
      calls += 1;
      throw new Fault('dependency_away', 'Postgres is away');
    };
    await expect(play([text(), text({ messageId: 'p2' })])).rejects.toThrow('Postgres is away');
    expect(calls).toBe(1);
    expect(seen.events).toEqual([]);
  });

  it('follows a patient to a new number and notes a line’s connection', async () => {
    const { play, seen } = world();
    await play([
      { ...base, kind: 'system', systemType: 'user_changed_number', newWaId: '351911' },
      { ...base, from: null, kind: 'connection', state: 'close', statusReason: 401 },
    ]);
    expect(seen.merged).toEqual(['351900>351911']);
    expect(seen.connections).toEqual(['close']);
  });
});
