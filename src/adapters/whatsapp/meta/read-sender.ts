import type { JsonObject } from '../read-json.ts';
import { asFilled, asObject } from '../read-json.ts';

export type Sender = { from: string | null; waId: string | null; userId: string | null; pushName: string | null; aliases: string[] };

/**
 * Who wrote a message: the phone number, else the business-scoped user id. The contact belongs to a message by id, not by
 * position; a single contact is taken when its id only differs (Brazil and Mexico insert a digit), but then it is an alias
 * only if it is plainly the same number, since a wrong alias would merge two patients.
 */
export function readSender(message: JsonObject, contacts: JsonObject[]): Sender {
  const phone = asFilled(message['from']);
  const ownUserId = asFilled(message['from_user_id']);
  const matching = contacts.find(
    (contact) => (phone !== null && asFilled(contact['wa_id']) === phone) || (ownUserId !== null && asFilled(contact['user_id']) === ownUserId),
  );
  const contact = matching ?? (contacts.length === 1 ? contacts[0] : undefined);
  const waId = asFilled(contact?.['wa_id']);
  const userId = ownUserId ?? asFilled(contact?.['user_id']);
  const from = phone ?? userId ?? waId;
  const sure = matching !== undefined || phone === null || (waId !== null && isSameNumber(phone, waId));
  const aliases = new Set([sure ? waId : null, sure ? userId : ownUserId].filter((id) => id !== null && id !== from) as string[]);
  return { from, waId, userId, pushName: asFilled(asObject(contact?.['profile'])?.['name']), aliases: [...aliases] };
}

/** The same number up to the digit that WhatsApp inserts after the country code of Brazil (9 after the area) and Mexico (1). */
function isSameNumber(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.length === short.length + 1 && /^(55|52|54)\d+$/.test(short) && long.startsWith(short.slice(0, 2)) && long.slice(-8) === short.slice(-8);
}
