import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ProveEvolution } from '../../../ingress/ports.ts';
import { asNumber, asObject } from '../read-json.ts';
import { isSameSecret } from '../same-secret.ts';

/** Evolution signs a webhook once, for ten minutes, and retries it for twenty; queues of a stopped server may be older still. */
const EXPIRY_TOLERANCE_MS = 24 * 3_600_000;

/**
 * Whether an Evolution server proved itself: with a webhook secret by header, by its HS256 JWT or by the path; where none is
 * configured, by the body's apikey equal to the channel's webhookToken (default: its apiKey). Constant time, never throws.
 */
export const proveEvolutionWebhook: ProveEvolution = ({ channel, defaultSecret, proof, nowMs }) => {
  const secret = channel?.webhookSecret ?? (defaultSecret || null);
  if (secret === null) return isSameSecret(proof.apikey, channel === null ? null : (channel.webhookToken ?? channel.apiKey));
  const byHeader = isSameSecret(proof.header, secret);
  const byPath = isSameSecret(proof.pathSecret, secret);
  const token = /^Bearer\s+(\S+)$/i.exec(proof.authorization ?? '')?.[1];
  const byToken = token !== undefined && isEvolutionToken(token, secret, nowMs);
  return byHeader || byPath || byToken;
};

/**
 * True for a JWT signed HS256 with the secret and expired no longer than a day ago. `iat` is not looked at: clocks differ.
 * Written out because the check stands in the path of every webhook and must not be asynchronous; no other algorithm is accepted.
 */
function isEvolutionToken(token: string, secret: string, nowMs: number): boolean {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return false;
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  if (readPart(header)?.['alg'] !== 'HS256') return false;
  const claims = readPart(payload);
  if (!claims) return false;
  const expiresAtSeconds = asNumber(claims['exp']);
  return expiresAtSeconds === null ? claims['exp'] === undefined : nowMs <= expiresAtSeconds * 1000 + EXPIRY_TOLERANCE_MS;
}

function readPart(part: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return null; // not a token
  }
}
