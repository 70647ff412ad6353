import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Mem0Trouble = 'none' | 'slow' | 'hang' | 'garbage' | 'not_json' | '500' | '429' | 'lost_scope' | 'bare_array' | 'cut_off_after_add';

type Memory = { id: string; memory: string; user_id: string; metadata: Record<string, unknown> | null; created_at: string; updated_at: string };

export type Mem0Server = {
  url: string;
  apiKey: string;
  memories: Memory[];
  calls: { method: string; path: string; body: unknown }[];
  /** What every call meets from now on. */
  trouble: Mem0Trouble;
  slowMs: number;
  /** Ends all connections and listens no more, as a crash does; `revive` listens on the same port again. */
  kill(): Promise<void>;
  revive(): Promise<void>;
  stop(): Promise<void>;
};

/** A stand-in for mem0 that speaks both of its interfaces over HTTP, with their refusals and their known troubles. */
export async function startMem0Server(): Promise<Mem0Server> {
  const sockets = new Set<Socket>();
  const state = { apiKey: 'mem0-test-key', memories: [], calls: [], trouble: 'none', slowMs: 5_000 } as unknown as Mem0Server;
  const waiting = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    void answer(request, response, state, waiting);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      for (const timer of waiting) clearTimeout(timer);
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    kill: close,
    revive: () => listen(port),
    stop: async () => (server.listening ? close() : undefined),
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, state: Mem0Server, waiting: Set<NodeJS.Timeout>): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  const url = new URL(request.url ?? '/', 'http://mem0');
  state.calls.push({ method: request.method ?? '', path: url.pathname + url.search, body });
  const send = (status: number, value: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
  if (state.trouble === 'hang') return;
  if (state.trouble === '500') return send(500, { detail: 'the model is not there' });
  if (state.trouble === '429') return send(429, { detail: 'slow down' });
  if (state.trouble === 'not_json') return send(200, '<html>maintenance</html>');
  if (state.trouble === 'garbage') return send(200, { results: 'none', memories: 7 });
  const handle = () => {
    const result = route(request, url, body, state);
    if (state.trouble === 'cut_off_after_add' && request.method === 'POST' && /\/(?:add\/|memories)$/.test(url.pathname)) return void request.socket.destroy();
    send(result.status, result.value);
  };
  if (state.trouble !== 'slow') return handle();
  const timer = setTimeout(handle, state.slowMs);
  waiting.add(timer);
}

type Result = { status: number; value: unknown };

function route(request: IncomingMessage, url: URL, body: Record<string, unknown>, state: Mem0Server): Result {
  const isPlatform = /^\/v\d\//.test(url.pathname);
  const proof = isPlatform ? request.headers.authorization === `Token ${state.apiKey}` : request.headers['x-api-key'] === state.apiKey;
  if (!proof) return { status: 401, value: { detail: 'wrong key' } };
  const user = userOf(url, body, isPlatform);
  if (url.pathname === '/v3/memories/search/' || url.pathname === '/search') {
    if ((isPlatform && 'user_id' in body) || !user) return { status: 400, value: { detail: 'a user is needed, in the filters' } };
    if (typeof body['query'] !== 'string' || body['query'] === '') return { status: 400, value: { detail: 'query' } };
    return { status: 200, value: found(user, isPlatform, state) };
  }
  const one = /^\/(?:v1\/)?memories\/([^/]+)\/?$/.exec(url.pathname);
  if (request.method === 'DELETE' && one) {
    state.memories = state.memories.filter((memory) => memory.id !== decodeURIComponent(one[1] ?? ''));
    return { status: 200, value: { message: 'deleted' } };
  }
  if (!user) return { status: 400, value: { detail: 'at least one identifier is required' } };
  if (request.method === 'DELETE') {
    state.memories = state.memories.filter((memory) => memory.user_id !== user);
    return { status: 200, value: { message: 'deleted' } };
  }
  if (url.pathname === '/v3/memories/add/' || (url.pathname === '/memories' && request.method === 'POST')) {
    const now = new Date().toISOString();
    const metadata = (body['metadata'] ?? null) as Memory['metadata'];
    const added = (body['messages'] as { content: string }[]).map(({ content }) => ({
      id: randomUUID(),
      memory: content,
      user_id: user,
      metadata,
      created_at: now,
      updated_at: now,
    }));
    state.memories.push(...added);
    if (isPlatform) return { status: 200, value: { message: 'queued', status: 'PENDING', event_id: randomUUID() } };
    return { status: 200, value: { results: added.map(({ id, memory }) => ({ id, memory, event: 'ADD' })) } };
  }
  return { status: 200, value: found(user, isPlatform, state) };
}

function userOf(url: URL, body: Record<string, unknown>, isPlatform: boolean): string | null {
  const inQuery = url.searchParams.get('user_id');
  if (inQuery) return inQuery;
  const filters = body['filters'] as { user_id?: string; AND?: { user_id?: string }[] } | undefined;
  if (isPlatform && filters) return filters.user_id ?? filters.AND?.find((one) => one.user_id)?.user_id ?? null;
  return typeof body['user_id'] === 'string' ? body['user_id'] : null;
}

function found(user: string, isPlatform: boolean, { memories, trouble }: Mem0Server): unknown {
  const results = memories
    .filter((memory) => trouble === 'lost_scope' || memory.user_id === user)
    .map(({ user_id, ...memory }) => ({ ...memory, score: 0.7, ...(isPlatform ? { categories: [] } : { user_id, hash: 'none' }) }));
  return trouble === 'bare_array' ? results : { results, count: results.length, next: null, previous: null };
}
