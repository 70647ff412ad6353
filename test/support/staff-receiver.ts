import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedCall = { method: string; path: string; headers: IncomingMessage['headers']; body: string };

/** A clinic's own system: keeps every call whose body arrived whole, and answers 204 unless told otherwise. */
export type StaffReceiver = {
  url: string;
  calls: ReceivedCall[];
  /** How the next calls are answered; null: never. */
  answer: ((response: ServerResponse, call: ReceivedCall) => void) | null;
  close(): Promise<void>;
};

/** Starts a receiver on a free port. */
export async function startStaffReceiver(): Promise<StaffReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const call = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
      receiver.calls.push(call);
      receiver.answer?.(response, call);
    });
    request.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: StaffReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    answer: (response) => response.writeHead(204).end(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}
