/** Whose data is to go: every id the patient is known by, and the lines of other clinics, which are not this clinic's to erase. */
export type Erased = { keys: ReadonlySet<string>; foreignInstances: ReadonlySet<string> };

const GONE = { from: null, replyTo: null, chat: null, text: null, messageId: null, reason: 'erased' } as const;

/** What stays of a trace event's data, and the provider's ids of the messages that were taken out of it. */
export type ErasedEvent = { data: Record<string, unknown>; messageIds: string[] };

/**
 * What stays of a trace event's data, or null when nothing of it is the patient's. `isTheirs`: the event belongs to a trace of the
 * patient's own rows, so that what names nobody is his too. Items of other patients in the same webhook stay.
 */
export function eraseFromEvent(data: Record<string, unknown>, isTheirs: boolean, erased: Erased): ErasedEvent | null {
  const items = data['items'];
  if (!Array.isArray(items)) return isTheirs || mentions(data, erased.keys) ? { data: { erased: true }, messageIds: [] } : null;
  const gone: Record<string, unknown>[] = [];
  const kept = (items as Record<string, unknown>[]).map((item) => {
    const foreign = typeof item['instance'] === 'string' && erased.foreignInstances.has(item['instance']);
    const namesNobody = item['from'] == null && item['chat'] == null;
    if (foreign || !(mentions(item, erased.keys) || (isTheirs && namesNobody))) return item;
    gone.push(item);
    return { kind: item['kind'], instance: item['instance'], ...GONE };
  });
  if (gone.length === 0) return null;
  // Anything beside the items could repeat them.
  return { data: { items: kept, erased: true }, messageIds: gone.flatMap((item) => (typeof item['messageId'] === 'string' ? [item['messageId']] : [])) };
}

/** True when the payload of a dead letter is of the patient and not of another clinic's line. */
export function isPayloadOf(payload: unknown, erased: Erased): boolean {
  return mentions(payload, erased.keys) && !mentions(payload, erased.foreignInstances);
}

/** True when any string in the value is one of the ids, bare (`+` allowed) or as a WhatsApp address (`<id>@...`, `<id>:<device>@...`). */
export function mentions(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value) || ids.has(bareId(value));
  if (Array.isArray(value)) return value.some((entry) => mentions(entry, ids));
  if (typeof value === 'object' && value !== null) return Object.values(value).some((entry) => mentions(entry, ids));
  return false;
}

/** Every string in the value, as it is and as an id of a person would be written. */
export function wordsOf(value: unknown): string[] {
  const words = new Set<string>();
  const collect = (part: unknown): void => {
    if (typeof part === 'string') words.add(part).add(bareId(part));
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(collect);
  };
  collect(value);
  return [...words];
}

function bareId(text: string): string {
  return text.replace(/^\+/, '').replace(/(:\d+)?@[\w.]+$/, '');
}
