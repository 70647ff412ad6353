import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ProveMeta } from '../../../ingress/ports.ts';

export type SignatureCheck = 'ok' | 'missing_signature' | 'bad_signature';

/**
 * Checks `X-Hub-Signature-256` (`sha256=<hex>`) against the HMAC-SHA256 of the raw bytes under each secret (two while one is
 * being rotated). The bytes must be those received: Meta escapes non-ASCII, so a body written again has another signature.
 * Constant time per secret, never throws; without any secret nothing is ok.
 */
export function verifyMetaSignature(raw: Buffer, signature: string | null | undefined, appSecrets: readonly string[]): SignatureCheck {
  if (!signature) return 'missing_signature';
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1];
  if (hex === undefined) return 'bad_signature';
  const given = Buffer.from(hex, 'hex');
  let matches = false;
  for (const secret of appSecrets) {
    if (secret === '') continue; // an empty setting must not become a key that anyone knows
    matches = timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), given) || matches;
  }
  return matches ? 'ok' : 'bad_signature';
}

/** Whether Meta proved itself; see verifyMetaSignature. */
export const proveMetaWebhook: ProveMeta = (raw, signature, appSecrets) => verifyMetaSignature(raw, signature, appSecrets) === 'ok';
