import { statement, type Sql } from '../sql.ts';
import { mergeIdentity } from './merge-identity.ts';

/** One person by the ids seen together: `key` as given now, `knownKey` as known so far, `strays` the keys of what else was kept as another person. */
export type SeenTogether = { clinicId: string; key: string; knownKey: string; strays: string[]; nowMs: number };

export type Thread = { conversationId: string; quietUntilMs: number | null };

const THREAD_OF = statement<{ clinicId: string; key: string }>(
  'thread_of',
  `
select c.id as "conversationId", core.ms(c.quiet_until) as "quietUntilMs"
from core.whatsapp_conversations c
where c.clinic_id = :clinicId::uuid and c.patient_key = :key`,
);

/**
 * Folds what was kept as different people into one and returns the conversation that is left; null when there was nothing to fold.
 * A phone number outranks the hidden id (@lid) a person was first known by. Repeatable.
 */
export async function joinIdentities(sql: Sql, { clinicId, key: seenKey, knownKey, strays, nowMs }: SeenTogether): Promise<Thread | null> {
  const key = knownKey.endsWith('@lid') && !seenKey.endsWith('@lid') ? seenKey : knownKey;
  const oldKeys = [...new Set([...strays, knownKey])].filter((oldKey) => oldKey !== key);
  if (oldKeys.length === 0) return null;
  for (const oldKey of oldKeys) await mergeIdentity(sql, { clinicId, oldKey, newKey: key, nowMs });
  const [thread] = await sql.query<Thread>(THREAD_OF, THREAD_OF.values({ clinicId, key }));
  return thread ?? null;
}

/** The ids in the order everybody inserts them in: statements about people who share aliases can't deadlock. */
export function sortedIds(ids: string[]): string[] {
  return [...new Set(ids)].sort();
}
