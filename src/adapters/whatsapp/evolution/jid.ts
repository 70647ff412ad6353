export type Jid = { kind: 'phone' | 'lid'; id: string } | { kind: 'group'; id: string } | { kind: 'status' | 'broadcast' | 'newsletter' } | { kind: 'none' };

/**
 * What a WhatsApp JID names. `id` is what Frontdesk calls a person or chat: phone digits (the device suffix removed),
 * `<id>@lid` (never a phone number), or the whole group JID. A bare number counts as a phone (Evolution's own channel sends it).
 */
export function readJid(value: unknown): Jid {
  if (typeof value !== 'string') return { kind: 'none' };
  const at = value.lastIndexOf('@');
  const user = (at < 0 ? value : value.slice(0, at)).replace(/[:_].*$/, '');
  switch (at < 0 ? 's.whatsapp.net' : value.slice(at + 1).toLowerCase()) {
    case 's.whatsapp.net':
    case 'c.us':
    case 'hosted':
      return { kind: 'phone', id: user.replace(/^\+/, '') };
    case 'lid':
    case 'hosted.lid':
      return { kind: 'lid', id: `${user}@lid` };
    case 'g.us':
      return { kind: 'group', id: value };
    case 'broadcast':
      return { kind: user === 'status' ? 'status' : 'broadcast' };
    case 'newsletter':
      return { kind: 'newsletter' };
    default:
      return { kind: 'none' };
  }
}

export type Person = { id: string | null; aliases: string[] };

/**
 * One person from the JIDs a message names them by, most trusted first: the first phone number, else the first LID;
 * the others are aliases. (2.2.3 has only the LID, 2.3.0 the phone in senderPn, 2.3.6 in remoteJidAlt: PROVIDERS.)
 */
export function readPerson(candidates: unknown[]): Person {
  const jids = candidates.map(readJid).flatMap((jid) => (jid.kind === 'phone' || jid.kind === 'lid' ? [jid] : []));
  const chosen = jids.find((jid) => jid.kind === 'phone' && jid.id !== '') ?? jids.find((jid) => jid.id !== '' && jid.id !== '@lid') ?? jids[0];
  if (!chosen) return { id: null, aliases: [] };
  const aliases = new Set(jids.map((jid) => jid.id).filter((id) => id !== chosen.id && id !== '' && id !== '@lid'));
  return { id: chosen.id, aliases: [...aliases] };
}

/** The chat's id as statuses and presences name it: phone digits, `<id>@lid` or the group JID; null for anything else. */
export function readChatId(value: unknown): string | null {
  const jid = readJid(value);
  return 'id' in jid ? jid.id : null;
}
