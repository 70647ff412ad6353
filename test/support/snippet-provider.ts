import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it arrived. */
export type ProviderCall = { method: string; path: string; authorization: string | null; body: unknown };

type Kept = { id: string; trigger: string; content: string; metadata: Record<string, unknown>; updatedAt: string };
/** What the provider does to a call instead of answering it. */
export type Fault =
  { kind: 'status'; status: number; headers?: Record<string, string> } | { kind: 'hang' } | { kind: 'close' } | { kind: 'body'; text: string };

/** A snippet provider over real HTTP, as infra/snippet-provider.openapi.json describes it, kept in memory; faults are set from outside. */
export type SnippetProviderServer = {
  url: string;
  key: string;
  calls: ProviderCall[];
  kept(scopeId: string): Kept[];
  /** Puts something there as another installation would. */
  seed(scopeId: string, snippet: Partial<Kept> & { id: string }): void;
  /** Null: it works. `only`: for calls of this method. */
  fail(fault: Fault | null, only?: string): void;
  /** Forgets everything, as a provider that lost its data. */
  forget(): void;
  /** Stops listening and breaks all connections. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
};

const BODY_LIMIT_BYTES = 64 * 1024;
const SNIPPETS = '/v1/memory/snippets';

export async function startSnippetProvider(key = 'the-key-of-the-tests'): Promise<SnippetProviderServer> {
  const scopes = new Map<string, Map<string, Kept>>();
  const calls: ProviderCall[] = [];
  let fault: { what: Fault; only: string | undefined } | null = null;
  const scopeOf = (scopeId: string) => scopes.get(scopeId) ?? scopes.set(scopeId, new Map()).get(scopeId)!;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await textOf(request);
    const url = new URL(request.url ?? '/', 'http://provider.test');
    const body = parsed(text);
    calls.push({ method: request.method ?? '', path: url.pathname, authorization: request.headers.authorization ?? null, body });
    if (fault && (fault.only === undefined || fault.only === request.method)) return doFault(fault.what, request, response);
    if (url.pathname === '/v1/health') return answer(response, 200, { status: 'ok' });
    if (request.headers.authorization !== `Bearer ${key}`) return answer(response, 401, { error: 'unauthorized' });
    if (Buffer.byteLength(text) > BODY_LIMIT_BYTES) return answer(response, 413, { error: 'too_large' });
    return serve(request.method ?? '', url, body as Record<string, unknown>, response);
  };
  const serve = (method: string, url: URL, body: Record<string, unknown>, response: ServerResponse) => {
    const scope = scopeOf(String(method === 'DELETE' ? url.searchParams.get('scopeId') : body['scopeId']));
    const id = decodeURIComponent(url.pathname.slice(SNIPPETS.length + 1));
    if (method === 'POST' && url.pathname === `${SNIPPETS}/search`)
      return answer(response, 200, { snippets: [...scope.values()].slice(0, Number(body['limit'])) });
    if (method === 'DELETE') return scope.delete(id) ? answer(response, 204) : answer(response, 404, { error: 'unknown' });
    if (method !== 'PUT') return answer(response, 404, { error: 'unknown' });
    const { trigger, content, metadata } = body as Kept;
    const known = scope.get(id);
    if (known && (known.trigger !== trigger || known.content !== content)) return answer(response, 409, { error: 'conflict' });
    const kept = known ?? { id, trigger, content, metadata, updatedAt: new Date().toISOString() };
    scope.set(id, kept);
    return answer(response, known ? 200 : 201, kept);
  };

  let server: Server | null = null;
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const opened = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', () => resolve((opened.address() as AddressInfo).port));
      server = opened;
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      if (!server) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
      server = null;
    });
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    key,
    calls,
    kept: (scopeId) => [...scopeOf(scopeId).values()],
    seed: (scopeId, snippet) =>
      void scopeOf(scopeId).set(snippet.id, { trigger: 'x', content: 'y', metadata: {}, updatedAt: '2026-01-01T00:00:00Z', ...snippet }),
    fail: (what, only) => void (fault = what === null ? null : { what, only }),
    forget: () => scopes.clear(),
    stop,
    start: async () => void (await listen(port)),
  };
}

function doFault(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'hang') return;
  if (fault.kind === 'close') return void request.socket.destroy();
  if (fault.kind === 'body') return void response.writeHead(200, { 'content-type': 'application/json' }).end(fault.text);
  response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end('{"error":"made to fail"}');
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
