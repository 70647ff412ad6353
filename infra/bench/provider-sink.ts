import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where a WhatsApp provider is: answers every call at once, as Evolution does, and counts the recipients that were sent a text. */
export type ProviderSink = {
  url: string;
  /** Forgets the recipients so far; resolves when `count` distinct ones were sent a text, with the time of the last, `performance.now()` ms. */
  expect(count: number, limitMs: number): Promise<number>;
  stop(): Promise<void>;
};

/** Starts the sink on a free port. */
export async function startProviderSink(): Promise<ProviderSink> {
  let recipients = new Set<string>();
  let expected: { count: number; resolve: (atMs: number) => void } | null = null;
  let sequence = 0;
  const sent = (number: string) => {
    recipients.add(number);
    if (expected && recipients.size >= expected.count) {
      expected.resolve(performance.now());
      expected = null;
    }
  };
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      sequence += 1;
      const number = String(body['number'] ?? '');
      const isText = request.url?.startsWith('/message/sendText/') === true;
      const key = { remoteJid: `${number}@s.whatsapp.net`, fromMe: true, id: `3EB0${sequence.toString(16).toUpperCase().padStart(16, '0')}` };
      const answer = isText
        ? { key, status: 'PENDING', message: { conversation: body['text'] }, messageType: 'conversation', messageTimestamp: Math.floor(Date.now() / 1000) }
        : {};
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      if (isText) sent(number);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expect(count, limitMs) {
      recipients = new Set();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${recipients.size} of ${count} messages were sent within ${limitMs / 1000} s`)), limitMs);
        expected = {
          count,
          resolve: (atMs) => {
            clearTimeout(timer);
            resolve(atMs);
          },
        };
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}
