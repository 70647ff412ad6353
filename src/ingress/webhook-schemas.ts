import { z } from 'zod';

/**
 * What `/docs` says of the webhook routes. Documentation only: the routes validate nothing (a genuine webhook of an unknown
 * shape must be kept), and their answers are written as text.
 */
const Accepted = z.object({ accepted: z.literal(true), traceId: z.string(), duplicate: z.literal(true).optional() });
const tags = ['webhooks'];

/** `POST /webhooks/evolution[/:event]` */
export const EVOLUTION_SCHEMA = {
  tags,
  summary: 'A webhook of Evolution API v2',
  description:
    "Proved by the header `x-webhook-secret`, a `jwt_key` bearer token, or (for a channel without a secret) by the body's `apikey`. 200 means that the webhook is stored; a byte-identical repeat says `duplicate` and the first one's trace ID.",
  body: z.looseObject({ event: z.string(), instance: z.string(), data: z.unknown(), apikey: z.string().nullable().optional() }),
  response: { 200: Accepted },
};

/** `POST /webhooks/evolution/s/:secret[/:event]` */
export const EVOLUTION_SECRET_SCHEMA = { ...EVOLUTION_SCHEMA, summary: 'A webhook of Evolution API v2, proved by a secret in the path (never logged)' };

/** `POST /webhooks/meta` */
export const META_SCHEMA = {
  tags,
  summary: 'A webhook of the WhatsApp Cloud API',
  description: 'Proved by `X-Hub-Signature-256` over the raw bytes. 200 means that the webhook is stored.',
  body: z.looseObject({ object: z.string(), entry: z.array(z.unknown()) }),
  response: { 200: Accepted },
};

/** `GET /webhooks/meta` */
export const META_VERIFY_SCHEMA = {
  tags,
  summary: 'The verification challenge of the WhatsApp Cloud API',
  querystring: z.object({ 'hub.mode': z.string(), 'hub.verify_token': z.string(), 'hub.challenge': z.string() }),
  response: { 200: z.string() },
};

/** Spellings of a route that are served but not shown. */
export const HIDDEN_SCHEMA = { hide: true };
