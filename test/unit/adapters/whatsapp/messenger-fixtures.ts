import { Agent } from 'undici';
import type { MessengerDeps } from '../../../../src/adapters/whatsapp/call-provider.ts';
import type { Clinic } from '../../../../src/domain/clinic.ts';
import { Clinic as ClinicSchema } from '../../../../src/domain/clinic.ts';
import type { ClaimedSend } from '../../../../src/pipeline/sending-ports.ts';

export const EVOLUTION_LINE = { provider: 'evolution', instance: 'sorriso main/1' } as const;
export const META_LINE = { provider: 'meta', instance: '200000000000001' } as const;
export const PATIENT = '5511900000001';

/** A clinic with a line at each provider, both at `url`. */
export function clinicAt(url: string): Clinic {
  return ClinicSchema.parse({
    id: '6f1c6a53-3f0e-4c6e-9a63-5f1f7a3d1c01',
    organizationId: '6f1c6a53-3f0e-4c6e-9a63-5f1f7a3d1c02',
    name: 'Sorriso',
    timezone: 'America/Sao_Paulo',
    defaultLanguage: 'pt',
    languages: ['pt'],
    channels: [
      { provider: 'evolution', instance: EVOLUTION_LINE.instance, baseUrl: url, apiKey: 'line-key' },
      { provider: 'meta', phoneNumberId: META_LINE.instance, accessToken: 'line-token', baseUrl: url },
    ],
  });
}

/** A claimed row; the patient wrote a minute ago unless said otherwise. */
export function sendOf(line: ClaimedSend['line'], extra: Partial<ClaimedSend> = {}): ClaimedSend {
  return {
    outboxId: 'outbox-1',
    conversationId: 'conversation-1',
    clinicId: 'clinic-1',
    line,
    to: PATIENT,
    text: 'Olá! Em que posso ajudar?',
    attempts: 1,
    seq: 1,
    lastInbound: { providerMessageId: 'IN-1', sentAtMs: Date.now() - 60_000 },
    lastSent: null,
    queuedAtMs: Date.now() - 1_000,
    origin: 'bot',
    language: 'pt',
    trace: { traceId: 'trace-1', requestId: 'request-1', traceparent: null },
    traceIds: ['trace-1'],
    ...extra,
  };
}

const dispatcher = new Agent();

/** Dependencies without breaker or limits; every call counts against `timeoutMs`. */
export function depsOf(extra: Partial<MessengerDeps> = {}): MessengerDeps {
  return {
    dispatcher,
    guard: (_key, call) => call(AbortSignal.timeout(30_000)),
    isAway: () => false,
    rateLimiter: { take: async () => ({ allowed: true }) },
    timeoutMs: 20_000,
    now: () => Date.now(),
    ...extra,
  };
}

export const always = (): boolean => true;
