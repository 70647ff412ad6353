import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAiModel, type OpenAiModelOptions } from '../../../src/adapters/llm/openai-model.ts';
import type { ModelRequest } from '../../../src/pipeline/model-ports.ts';
import { createPolicy, type Policy, type PolicyOptions, wasRefused } from '../../../src/runtime/resilience.ts';
import { callsTools, fails, type ModelServer, type ModelStep, says, startModelServer } from '../../support/model-server.ts';

let server: ModelServer;
const policies: Policy[] = [];
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(async () => {
  for (const policy of policies.splice(0)) policy.close();
  await server.close();
});

const request = (changes: Partial<ModelRequest> = {}): ModelRequest => ({
  purpose: 'answer',
  messages: [
    { role: 'system', text: 'You are a receptionist.' },
    { role: 'user', text: '<patient_message>"hello"</patient_message>' },
  ],
  tools: [{ name: 'list_services', description: 'The services.', parameters: { type: 'object', properties: {}, required: [], additionalProperties: false } }],
  maxReplyTokens: 300,
  timeoutMs: 30_000,
  trace: { traceId: 'trace', requestId: 'request', traceparent: null },
  ...changes,
});

function model(policyOptions: Partial<PolicyOptions> = {}, changes: Partial<OpenAiModelOptions> = {}) {
  const policy = createPolicy({ name: 'llm', timeoutMs: 30_000, ...policyOptions });
  policies.push(policy);
  const created = createOpenAiModel({
    apiKey: 'key-of-the-test',
    baseUrl: server.url,
    model: 'small-model',
    temperature: 0.2,
    guard: (call, signal) => policy.run('model', call, { signal }),
    wasRefused,
    now: () => Date.now(),
    ...changes,
  });
  return { model: created, policy };
}

describe('what is sent', () => {
  it('is a chat completions call with strict tools, the key, and no retries of the client', async () => {
    server.next(says('Hello!'));
    await model().model.complete(request());
    const [call] = server.calls;
    expect(call!.headers['authorization']).toBe('Bearer key-of-the-test');
    expect(call!.headers['x-stainless-retry-count']).toBe('0');
    expect(call!.body).toMatchObject({
      model: 'small-model',
      temperature: 0.2,
      max_tokens: 300,
      tool_choice: 'auto',
      messages: [{ role: 'system' }, { role: 'user' }],
    });
    expect(call!.body.tools).toEqual([
      {
        type: 'function',
        function: { name: 'list_services', description: 'The services.', strict: true, parameters: { type: 'object', properties: {}, required: [], additionalProperties: false } }, // prettier-ignore
      },
    ]);
  });

  it('carries the calls and results of earlier rounds in the protocol, and no tools when there are none', async () => {
    server.next(says('done'));
    const calls = [{ id: 'call_7', name: 'find_slots', argumentsJson: '{"serviceId":"x"}' }];
    await model({}, { temperature: null }).model.complete(
      request({ tools: [], messages: [{ role: 'assistant', text: null, calls }, { role: 'tool', callId: 'call_7', text: '{"ok":true}' }] }), // prettier-ignore
    );
    const { body } = server.calls[0]!;
    expect(body.messages).toEqual([
      { role: 'assistant', content: null, tool_calls: [{ id: 'call_7', type: 'function', function: { name: 'find_slots', arguments: '{"serviceId":"x"}' } }] },
      { role: 'tool', tool_call_id: 'call_7', content: '{"ok":true}' },
    ]);
    expect(body).not.toHaveProperty('tools');
    expect(body).not.toHaveProperty('temperature');
  });

  it("names the token limit as OpenAI's own endpoint wants it there", async () => {
    const seen: string[] = [];
    const answering = async (_url: unknown, init?: RequestInit) => {
      seen.push(String(init?.body));
      return Response.json({ choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }] });
    };
    await model({}, { baseUrl: 'https://api.openai.com/v1', fetch: answering as typeof fetch }).model.complete(request());
    expect(JSON.parse(seen[0]!)).toMatchObject({ max_completion_tokens: 300 });
    expect(seen[0]).not.toContain('"max_tokens"');
  });
});

describe('what comes back', () => {
  it('a text, with the tokens as counted', async () => {
    server.next({ kind: 'completion', message: { content: ' We open at nine. ' }, usage: { prompt_tokens: 812, completion_tokens: 9 } });
    expect(await model().model.complete(request())).toEqual({ kind: 'text', text: 'We open at nine.', usage: { prompt: 812, completion: 9 } });
  });

  it('several tool calls in order, arguments untouched', async () => {
    server.next(callsTools(['list_services', '{}'], ['find_slots', '{"serviceId": 1']));
    expect(await model().model.complete(request())).toMatchObject({
      kind: 'calls',
      text: null,
      calls: [
        { id: 'call_0_list_services', name: 'list_services', argumentsJson: '{}' },
        { id: 'call_1_find_slots', name: 'find_slots', argumentsJson: '{"serviceId": 1' },
      ],
    });
  });

  it('calls of servers that send no id, or the arguments as an object', async () => {
    server.next({
      kind: 'raw',
      body: JSON.stringify({ choices: [{ message: { tool_calls: [{ function: { name: 'find_slots', arguments: { serviceId: 'x' } } }] } }] }),
    });
    expect(await model().model.complete(request())).toMatchObject({
      kind: 'calls',
      calls: [{ id: 'call_0', name: 'find_slots', argumentsJson: '{"serviceId":"x"}' }],
    });
  });

  it('tokens are estimated when the server does not count them', async () => {
    server.next({ kind: 'completion', message: { content: 'x'.repeat(300) }, usage: null });
    const answer = await model().model.complete(request());
    expect(answer).toMatchObject({ kind: 'text' });
    expect(answer.usage!.completion).toBeGreaterThanOrEqual(100);
    expect(answer.usage!.prompt).toBeGreaterThan(20);
  });

  it('the answer alone, when a model thinks aloud before it', async () => {
    server.next(says('<think>The patient wants a price. Is 70 right?</think>\nIt costs 70.'), says('<think>never ends'));
    const { model: thinking } = model();
    expect(await thinking.complete(request())).toMatchObject({ kind: 'text', text: 'It costs 70.' });
    expect(await thinking.complete(request())).toMatchObject({ kind: 'failed', reason: 'empty' });
  });

  const answered: [string, ModelStep, string][] = [
    ['nothing', says(''), 'empty'],
    ['white space only', says(' \n '), 'empty'],
    ['no choice', { kind: 'raw', body: '{"choices":[]}' }, 'empty'],
    ['a refusal', { kind: 'completion', message: { content: null, refusal: "I can't help with that." } }, 'refusal'],
    ['a filtered answer', { kind: 'completion', message: { content: 'x' }, finish: 'content_filter' }, 'filtered'],
    ['an answer cut off at the limit', { kind: 'completion', message: { content: 'It costs' }, finish: 'length' }, 'cut_off'],
    ['a call cut off at the limit', { ...(callsTools(['find_slots', '{"servi']) as object), finish: 'length' } as ModelStep, 'cut_off'],
  ];
  it.each(answered)('%s is a failure of this answer, paid for and not repeated', async (_name, step, reason) => {
    server.next(step);
    const { model: asked, policy } = model({ retries: 2 });
    const answer = await asked.complete(request());
    expect(answer).toMatchObject({ kind: 'failed', reason });
    expect(answer.usage).not.toBeNull();
    expect(server.calls).toHaveLength(1);
    expect(policy.numbers().failures).toBe(0);
  });
});

describe('what goes wrong on the wire', () => {
  const broken: [string, ModelStep, string][] = [
    ['500', fails(500), 'server_error'],
    ['503', fails(503), 'server_error'],
    ['a gateway without a body', { kind: 'status', status: 502 }, 'server_error'],
    ['429', fails(429, { code: 'rate_limit_exceeded', type: 'requests' }), 'rate_limited'],
    ['a connection that is reset', { kind: 'reset' }, 'away'],
    ['a body that breaks off', { kind: 'broken_off' }, 'away'],
    ['JSON that is cut', { kind: 'raw', body: '{"id":"chatcmpl-1","choices":[{"message":{"content":"We are op' }, 'unreadable'],
    ['a page instead of JSON', { kind: 'raw', body: '<html><body>Bad gateway</body></html>', contentType: 'text/html' }, 'unreadable'],
    ['JSON of another shape', { kind: 'raw', body: '{"error":{"message":"overloaded"}}' }, 'unreadable'],
    ['an empty body', { kind: 'raw', body: '' }, 'unreadable'],
  ];
  it.each(broken)('%s is repeated once, then answered with its reason', async (_name, step, reason) => {
    server.otherwise(() => step);
    const { model: asked } = model({ retries: 1 });
    expect(await asked.complete(request())).toEqual({ kind: 'failed', reason, usage: null });
    expect(server.calls).toHaveLength(2);
  });

  it.each(broken)('after %s a repeat that succeeds is the answer', async (_name, step) => {
    server.next(step, says('Hello!'));
    expect(await model({ retries: 1 }).model.complete(request())).toMatchObject({ kind: 'text', text: 'Hello!' });
  });

  const hopeless: [string, ModelStep, string][] = [
    ['400', fails(400), 'bad_request'],
    ['404, a model that is not there', fails(404, { code: 'model_not_found' }), 'bad_request'],
    ['401', fails(401, { code: 'invalid_api_key' }), 'unauthorized'],
    ['403', fails(403), 'unauthorized'],
    ['no money left', fails(429, { code: 'insufficient_quota', type: 'insufficient_quota' }), 'quota_exceeded'],
  ];
  it.each(hopeless)('%s is not repeated', async (_name, step, reason) => {
    server.otherwise(() => step);
    expect(await model({ retries: 3 }).model.complete(request())).toMatchObject({ kind: 'failed', reason });
    expect(server.calls).toHaveLength(1);
  });

  it('an endpoint that hangs is given up at the time limit of the request', async () => {
    server.otherwise(() => ({ kind: 'hang' }));
    expect(await model({ retries: 2 }).model.complete(request({ timeoutMs: 150 }))).toEqual({ kind: 'failed', reason: 'timeout', usage: null });
    expect(server.calls.length).toBeLessThanOrEqual(1); // none when the machine is busier than that
  });

  it('an endpoint that hangs until the policy gives up counts against its breaker', async () => {
    server.otherwise(() => ({ kind: 'hang' }));
    const { model: asked, policy } = model({ timeoutMs: 120 });
    expect(await asked.complete(request({ timeoutMs: 5_000 }))).toMatchObject({ reason: 'timeout' });
    expect(policy.numbers()).toMatchObject({ timeouts: 1, failures: 1 });
  });

  it('an endpoint that is not there is away', async () => {
    const { model: asked } = model();
    await server.close();
    expect(await asked.complete(request())).toMatchObject({ kind: 'failed', reason: 'away' });
  });
});

describe('being left alone', () => {
  it('a short Retry-After is waited for, within the one layer that repeats', async () => {
    server.next(fails(429, {}, { 'retry-after-ms': '300' }), says('Hello!'));
    expect(await model({ retries: 1 }).model.complete(request())).toMatchObject({ text: 'Hello!' });
    expect(server.calls).toHaveLength(2);
  });

  it('a long Retry-After is not waited for: nothing is called until it is over', async () => {
    let nowMs = 1_000_000;
    const { model: asked } = model({ retries: 1 }, { now: () => nowMs });
    server.next(fails(429, {}, { 'retry-after': '20' }), says('Hello!'));
    expect(await asked.complete(request())).toMatchObject({ reason: 'rate_limited' });
    nowMs += 19_000;
    expect(await asked.complete(request())).toMatchObject({ reason: 'paused' });
    expect(server.calls).toHaveLength(1);
    nowMs += 1_500;
    expect(await asked.complete(request())).toMatchObject({ text: 'Hello!' });
  });

  it('Retry-After as a date counts from the clock', async () => {
    let nowMs = Date.UTC(2027, 4, 3, 8, 0, 0);
    const { model: asked } = model({}, { now: () => nowMs });
    server.next(fails(503, {}, { 'retry-after': 'Mon, 03 May 2027 08:00:30 GMT' }), says('Hello!'));
    expect(await asked.complete(request())).toMatchObject({ reason: 'server_error' });
    nowMs += 29_000;
    expect(await asked.complete(request())).toMatchObject({ reason: 'paused' });
    nowMs += 2_000;
    expect(await asked.complete(request())).toMatchObject({ text: 'Hello!' });
  });

  it.each(hopelessForAWhile())('after %s nothing is called for a while', async (_name, step) => {
    let nowMs = 0;
    const { model: asked } = model({}, { now: () => nowMs });
    server.next(step);
    await asked.complete(request());
    nowMs += 5_000;
    expect(await asked.complete(request())).toMatchObject({ reason: 'paused' });
    expect(server.calls).toHaveLength(1);
    nowMs += 60_000;
    expect(await asked.complete(request())).toMatchObject({ kind: 'text' });
  });

  it('an open breaker answers at once, without a call', async () => {
    server.otherwise(() => fails(500));
    const { model: asked, policy } = model({ breaker: { failures: 3, resetMs: 60_000 } });
    for (let count = 0; count < 3; count += 1) await asked.complete(request());
    expect(policy.stateOf('model')).toBe('open');
    expect(await asked.complete(request())).toEqual({ kind: 'failed', reason: 'breaker_open', usage: null });
    expect(server.calls).toHaveLength(3);
  });
});

function hopelessForAWhile(): [string, ModelStep][] {
  return [
    ['a wrong key', fails(401, { code: 'invalid_api_key' })],
    ['an empty account', fails(429, { code: 'insufficient_quota' })],
  ];
}
