import type { WebhookBody } from './inbound-bodies.ts';
import { metaSigned } from './inbound-bodies.ts';

export type Delivery = { status: number; traceId: string | null };

/** `webhookSecret` is shown as the header that Evolution is configured with; Meta's bodies are signed with `appSecret`. */
type WebhookSenderOptions = { webhookUrl: string | null; webhookSecret: string | null; appSecret: string; retryDelayMs: number; maxAttempts: number };

/** Answers after which Evolution gives up; everything else is sent again, byte for byte. */
const FINAL = new Set([400, 401, 403, 404, 422]);

export interface WebhookSender {
  /** Sends one webhook, with the servers' retries; resolves with the last answer, status 0 when there was none. */
  deliver(provider: 'evolution' | 'meta', body: WebhookBody): Promise<Delivery>;
  setWebhookUrl(url: string | null): void;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  close(): void;
}

/** Sends webhooks to Frontdesk's base URL as Evolution and Meta do: authenticated, retried, later ones overtaking. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  let webhookUrl = options.webhookUrl;
  const closed = new AbortController();
  const underway = new Set<Promise<unknown>>();

  async function once(provider: 'evolution' | 'meta', payload: string, headers: Record<string, string>): Promise<Delivery> {
    if (webhookUrl === null) return { status: 0, traceId: null };
    try {
      const url = `${webhookUrl.replace(/\/+$/, '')}/webhooks/${provider}`;
      const response = await fetch(url, { method: 'POST', body: payload, headers, signal: AbortSignal.any([closed.signal, AbortSignal.timeout(30_000)]) });
      await response.arrayBuffer();
      return { status: response.status, traceId: response.headers.get('x-trace-id') };
    } catch {
      return { status: 0, traceId: null }; // nobody listens: as for the real servers, a reason to try again
    }
  }

  async function withRetries(provider: 'evolution' | 'meta', body: WebhookBody): Promise<Delivery> {
    const evolutionHeaders = {
      'content-type': 'application/json',
      'user-agent': 'axios/1.7.9',
      ...(options.webhookSecret === null ? {} : { 'x-webhook-secret': options.webhookSecret }),
    };
    const { headers, payload } = provider === 'meta' ? metaSigned(body, options.appSecret) : { headers: evolutionHeaders, payload: JSON.stringify(body) };
    for (let attempt = 1; ; attempt += 1) {
      const delivery = await once(provider, payload, headers);
      const done = (delivery.status >= 200 && delivery.status < 300) || FINAL.has(delivery.status);
      if (done || attempt >= options.maxAttempts || webhookUrl === null || closed.signal.aborted) return delivery;
      await pause(options.retryDelayMs, closed.signal);
    }
  }

  return {
    deliver(provider, body) {
      const delivery = withRetries(provider, body);
      underway.add(delivery);
      void delivery.finally(() => underway.delete(delivery));
      return delivery;
    },
    setWebhookUrl(url) {
      webhookUrl = url;
    },
    async settled() {
      while (underway.size > 0) await Promise.allSettled(underway);
    },
    close: () => closed.abort(),
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
