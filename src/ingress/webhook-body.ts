/** What the door reads of a body, and no more: the rest is the inbound worker's to interpret. */
export type Glimpse = { event: string; instance: string | null; apikey: string | null };

const PLAIN_NAME = /^[A-Za-z0-9._-]{1,48}$/;

/** Event, instance name and apikey of an Evolution body; anything missing or of another type is null (event: "unknown"). */
export function glimpseEvolution(body: unknown): Glimpse {
  if (!isRecord(body)) return { event: 'unknown', instance: null, apikey: null };
  return { event: plainName(body['event']), instance: textOf(body['instance']), apikey: textOf(body['apikey']) };
}

/** The phone-number ids a Meta body speaks of, each once (one body may speak of several), and the field of its first change. */
export function glimpseMeta(body: unknown): { event: string; lines: string[] } {
  const lines: string[] = [];
  let event = 'unknown';
  for (const entry of listOf(isRecord(body) ? body['entry'] : null)) {
    for (const change of listOf(isRecord(entry) ? entry['changes'] : null)) {
      if (!isRecord(change)) continue;
      if (event === 'unknown') event = plainName(change['field']);
      const metadata = isRecord(change['value']) ? change['value']['metadata'] : null;
      const line = isRecord(metadata) ? textOf(metadata['phone_number_id']) : null;
      if (line !== null && !lines.includes(line)) lines.push(line);
    }
  }
  return { event, lines };
}

/** Event names go to the log: only what looks like one does, since the sender may not be proved yet. */
function plainName(value: unknown): string {
  return typeof value === 'string' && PLAIN_NAME.test(value) ? value : 'unknown';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
