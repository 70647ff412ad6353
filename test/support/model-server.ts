import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a caller sent, as far as a test looks at it. */
export type ModelCall = {
  headers: Record<string, string | string[] | undefined>;
  body: {
    model: string;
    messages: { role: string; content: string | null; tool_calls?: { id: string; function: { name: string; arguments: string } }[]; tool_call_id?: string }[];
    tools?: { type: string; function: { name: string; description: string; strict: boolean; parameters: Record<string, unknown> } }[];
    [field: string]: unknown;
  };
};

type Message = {
  content?: string | null;
  refusal?: string | null;
  tool_calls?: { id?: string; type: 'function'; function: { name: string; arguments: string } }[];
};

/** What the server does with one call. */
export type ModelStep =
  | { kind: 'completion'; message: Message; finish?: string; usage?: { prompt_tokens: number; completion_tokens: number } | null }
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'raw'; body: string; contentType?: string }
  | { kind: 'hang' }
  | { kind: 'reset' }
  /** Ends the connection in the middle of the body it promised. */
  | { kind: 'broken_off' };

/** A chat completions endpoint as OpenAI's answers on the wire: bodies, headers and errors in its form. */
export type ModelServer = {
  readonly url: string;
  readonly calls: ModelCall[];
  /** What the next calls get, in order; then `otherwise`. */
  next(...steps: ModelStep[]): void;
  /** What a call gets when nothing is left of `next`; may look at what was sent. */
  otherwise(step: (call: ModelCall) => ModelStep): void;
  close(): Promise<void>;
};

/** Says a text. */
export const says = (content: string): ModelStep => ({ kind: 'completion', message: { content } });

/** Calls tools, all in one answer. */
export function callsTools(...calls: [name: string, args: unknown][]): ModelStep {
  return {
    kind: 'completion',
    finish: 'tool_calls',
    message: {
      content: null,
      tool_calls: calls.map(([name, args], index) => ({
        id: `call_${index}_${name}`,
        type: 'function',
        function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
      })),
    },
  };
}

/** An error in OpenAI's form. */
export function fails(status: number, error: { code?: string; type?: string } = {}, headers: Record<string, string> = {}): ModelStep {
  const { code = null, type = status >= 500 ? 'server_error' : 'invalid_request_error' } = error;
  return { kind: 'status', status, headers, body: { error: { message: 'The request could not be served.', type, param: null, code } } };
}

/** Starts the endpoint on a free port of this machine. */
export async function startModelServer(): Promise<ModelServer> {
  const calls: ModelCall[] = [];
  const steps: ModelStep[] = [];
  let otherwise: (call: ModelCall) => ModelStep = () => says('How can I help?');
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return void response.writeHead(404).end();
      const call = { headers: request.headers, body: JSON.parse(text) as ModelCall['body'] };
      calls.push(call);
      perform(steps.shift() ?? otherwise(call), call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    next: (...more) => void steps.push(...more),
    otherwise: (step) => void (otherwise = step),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function perform(step: ModelStep, call: ModelCall, response: ServerResponse): void {
  const headers = { 'x-request-id': 'req_0a1b2c', 'openai-processing-ms': '412', 'openai-version': '2020-10-01' };
  const send = (status: number, body: string, contentType: string, more: Record<string, string> = {}) =>
    response.writeHead(status, { ...headers, 'content-type': contentType, ...more }).end(body);
  switch (step.kind) {
    case 'completion':
      return void send(200, JSON.stringify(completion(step, call)), 'application/json');
    case 'status':
      return void send(step.status, step.body === undefined ? '' : JSON.stringify(step.body), 'application/json', step.headers);
    case 'raw':
      return void send(200, step.body, step.contentType ?? 'application/json');
    case 'reset':
      return void response.socket?.resetAndDestroy();
    case 'broken_off': {
      const body = JSON.stringify(completion(says('cut') as Extract<ModelStep, { kind: 'completion' }>, call));
      response.writeHead(200, { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) });
      response.write(body.slice(0, 40), () => response.socket?.destroy());
      return;
    }
    case 'hang': // the caller gives up
  }
}

function completion({ message, finish = 'stop', usage }: Extract<ModelStep, { kind: 'completion' }>, { body }: ModelCall): unknown {
  const counted = usage === undefined ? { prompt_tokens: 900, completion_tokens: 40 } : usage;
  return {
    id: 'chatcmpl-Bx1',
    object: 'chat.completion',
    created: 1_800_000_000,
    model: `${body.model}-2024-07-18`,
    choices: [{ index: 0, message: { role: 'assistant', content: null, refusal: null, annotations: [], ...message }, logprobs: null, finish_reason: finish }],
    ...(counted === null
      ? {}
      : {
          usage: {
            ...counted,
            total_tokens: counted.prompt_tokens + counted.completion_tokens,
            prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
            completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
          },
        }),
    service_tier: 'default',
    system_fingerprint: 'fp_560af6e559',
  };
}
