import type { InboxStore } from '../../../pipeline/ports.ts';
import type { Sql } from '../sql.ts';
import { applyEcho } from './apply-echo.ts';
import { applyStatuses } from './apply-statuses.ts';
import { changeMessage } from './change-message.ts';
import { extendQuiet } from './extend-quiet.ts';
import { mergeIdentity } from './merge-identity.ts';
import { recordConnection } from './record-connection.ts';
import { recordEvents } from './record-events.ts';
import { recordStory } from './record-story.ts';
import { takeIn } from './take-in.ts';
import { takeInUnrouted } from './take-in-unrouted.ts';

/** Where a webhook's items go, on Postgres. */
export function inboxStore(sql: Sql): InboxStore {
  return {
    takeIn: (message, events) => takeIn(sql, message, events),
    takeInUnrouted: (message, events) => takeInUnrouted(sql, message, events),
    applyStatuses: (statuses) => applyStatuses(sql, statuses),
    applyEcho: (echo) => applyEcho(sql, echo),
    changeMessage: (change) => changeMessage(sql, change),
    extendQuiet: (input) => extendQuiet(sql, input),
    mergeIdentity: (input) => mergeIdentity(sql, input),
    recordConnection: (line, state, atMs) => recordConnection(sql, line, state, atMs),
    recordStory: (events) => recordStory(sql, events),
    recordEvents: (events) => recordEvents(sql, events),
  };
}
