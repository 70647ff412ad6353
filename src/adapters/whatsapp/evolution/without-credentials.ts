import type { JsonObject } from '../read-json.ts';
import { asObject } from '../read-json.ts';

/** What stands where something was cut out, so that a reader can still tell that it was there. */
const CUT = '[cut]';

/**
 * The instance token (`apikey`), the global key (`api_key` of the error hook), and names other events use for the same.
 * `destination` is the configured URL: it may hold our path secret or a token in its query. A `qrcode` lets anyone pair the line.
 */
const CREDENTIALS = new Set(['apikey', 'api_key', 'apiKey', 'token', 'accessToken', 'access_token', 'destination', 'qrcode']);

/** Inline files, thumbnails, and keys and hashes of encrypted media: large (in 2.3.x an object with a key per byte) and read by nobody here. */
const BYTES = new Set([
  'base64',
  'jpegThumbnail',
  'pngThumbnail',
  'thumbnail',
  'mediaKey',
  'fileSha256',
  'fileEncSha256',
  'thumbnailSha256',
  'thumbnailEncSha256',
  'firstScanSidecar',
  'scansSidecar',
  'streamingSidecar',
  'midQualityFileSha256',
  'waveform',
  'messageSecret',
  'conversionData',
  'senderKeyHash',
  'recipientKeyHash',
  'axolotlSenderKeyDistributionMessage',
]);

/** WhatsApp's longest text has 65,536 characters; a longer string is a file under a name we don't know. */
const LONGEST_TEXT_CHARACTERS = 100_000;

/** Deeper bodies are refused at the door; this bounds the recursion whatever the door does. */
const MAX_DEPTH = 64;

/**
 * The received body of Evolution as it may be queued: credentials removed at any depth, inline media replaced by a marker.
 * The input is never changed; parts that hold neither are shared with it. Runs once per webhook, in the order of microseconds.
 */
export function withoutCredentials(body: unknown): unknown {
  return clean(body, 0);
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT_CHARACTERS ? CUT : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return CUT;
  if (Array.isArray(value)) return cleanArray(value, depth);
  const object = asObject(value);
  return object ? cleanObject(object, depth) : value;
}

function cleanArray(values: unknown[], depth: number): unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < values.length; index += 1) {
    const cleaned = clean(values[index], depth + 1);
    if (cleaned !== values[index]) (copy ??= values.slice())[index] = cleaned;
  }
  return copy ?? values;
}

function cleanObject(object: JsonObject, depth: number): JsonObject {
  let copy: JsonObject | null = null;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (CREDENTIALS.has(key)) {
      copy ??= { ...object };
      delete copy[key];
    } else {
      const cleaned = BYTES.has(key) && value !== null && value !== '' ? CUT : clean(value, depth + 1);
      if (cleaned !== value) (copy ??= { ...object })[key] = cleaned;
    }
  }
  return copy ?? object;
}
