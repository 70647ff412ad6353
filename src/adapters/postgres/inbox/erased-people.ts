import { hash } from 'node:crypto';
import type { TraceEvent } from '../../../pipeline/ports.ts';
import { eraseFromEvent, type ErasedEvent } from '../admin/erased-data.ts';
import { statement, type Sql } from '../sql.ts';

/** A person, or a message, as erasures know them: never by the id itself. */
export function personHash(id: string): string {
  return hash('sha256', id, 'hex');
}

/** The ids as erasures know them, for the parameter `people`. */
export function hashesOf(ids: string[]): string {
  return JSON.stringify(ids.map(personHash));
}

/** What stands for a text sent to somebody whose provider's id was not known yet when it was erased: its echo may still come. */
export function textTo(id: string, bodyHash: string): string {
  return `${id} ${bodyHash}`;
}

/** An erasure that reaches a webhook: of whom (a hash) and by which clinic. */
export type ErasedPerson = { person: string; clinicId: string };

/**
 * The part of a statement that finds who of :people was erased after :erasableAtMs. One look-up per person: an array in the condition could
 * be planned as a scan while the table is small.
 */
export const ERASED = `erased as materialized (
  select e.person, e.clinic_id, x.n
  from jsonb_array_elements_text(:people::jsonb) with ordinality as x (person, n) cross join lateral (
    select e.person, e.clinic_id from core.erasures e where e.person = x.person and e.until >= core.at(:erasableAtMs::float8) offset 0) e
)`;
export const ERASED_PEOPLE = `(select json_agg(json_build_object('person', e.person, 'clinicId', e.clinic_id)) from erased e)`;

/** `people`: a JSON array. */
export type ErasedParameters = { people: string; erasableAtMs: number };

/** Until when an erasure reaches a message: received before it, or sent before it (providers give whole seconds) and received late. */
export function erasableAtMs({ receivedAtMs, sentAtMs }: { receivedAtMs: number; sentAtMs: number }): number {
  return Math.min(receivedAtMs, sentAtMs + 1_000);
}

/** Who and what is named in the items of a webhook's story: people by all their ids, messages by theirs. */
export function peopleOf(events: TraceEvent[]): string[] {
  const ids = events.flatMap(({ data }) =>
    Array.isArray(data['items'])
      ? (data['items'] as Record<string, unknown>[]).flatMap(({ from, chat, aliases, messageId, targetMessageId }) => [
          from,
          chat,
          messageId,
          targetMessageId,
          ...(Array.isArray(aliases) ? (aliases as unknown[]) : []),
        ])
      : [],
  );
  return [...new Set(ids.filter((id) => typeof id === 'string' && id !== ''))] as string[];
}

const CLINICS_OF_LINES = statement<{ instances: string[] }>(
  'clinics_of_lines',
  `select w.instance_name as "instance", w.clinic_id as "clinicId" from healthcare.whatsapp_instances w where w.instance_name = any (:instances::text[])`,
);

/** The story of a webhook without what it says of erased people: items of other people, and of other clinics' lines, stay. */
export async function storyWithout(sql: Sql, events: TraceEvent[], erased: ErasedPerson[]): Promise<TraceEvent[]> {
  const items = events.flatMap(({ data }) => (Array.isArray(data['items']) ? (data['items'] as Record<string, unknown>[]) : []));
  const instances = [...new Set(items.map(({ instance }) => instance))].filter((instance) => typeof instance === 'string');
  const lines = await sql.query<{ instance: string; clinicId: string }>(CLINICS_OF_LINES, CLINICS_OF_LINES.values({ instances }));
  const people = new Set(erased.map(({ person }) => person));
  const clinics = new Set(erased.map(({ clinicId }) => clinicId));
  const whom = {
    keys: new Set(peopleOf(events).filter((id) => people.has(personHash(id)))),
    foreignInstances: new Set(lines.filter(({ clinicId }) => !clinics.has(clinicId)).map(({ instance }) => instance)),
  };
  return events.map((event) => {
    const kept: ErasedEvent | null = Array.isArray(event.data['items']) ? eraseFromEvent(event.data, true, whom) : null;
    return kept ? { ...event, data: kept.data } : event;
  });
}
