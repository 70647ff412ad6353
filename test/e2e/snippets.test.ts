import { Queue } from 'bullmq';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scopeIdOf } from '../../src/domain/scope-id.ts';
import { startSnippetProvider, type SnippetProviderServer } from '../support/snippet-provider.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import { ADMIN_TOKEN, type System } from '../support/system.ts';
import { until } from '../support/until.ts';

const servers = useServers();
let provider: SnippetProviderServer;
beforeAll(async () => {
  provider = await startSnippetProvider();
});
afterAll(() => provider.stop());

const PARKING = { trigger: 'parking', content: 'Yes, there is free parking behind the building.' };
const env = () => ({ CONTEXT7_BASE_URL: provider.url, CONTEXT7_API_KEY: provider.key, CONTEXT7_TIMEOUT_MS: '1000' });
type Json = Record<string, unknown>;

async function call(system: System, method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(`${system.ingress.url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: response.status, body: (await response.json()) as Json };
}

describeOnServers('snippets in the running system', () => {
  it('what is taught through one process is said by another, and the trace says whose it was', async () => {
    const system = await servers.start({ env: env() });
    const scopeId = scopeIdOf(system.clinic)!;
    const [first, second] = ['351910070001', '351910070002'];
    await system.say(first, 'Do you have parking?');
    expect(await system.reply(first)).not.toContain(PARKING.content);
    expect(await call(system, 'PUT', '/api/memory/snippets', { scopeId, ...PARKING })).toMatchObject({ status: 200, body: { saved: ['local', 'context7'] } });
    provider.fail({ kind: 'hang' }); // no turn waits for it
    const { traceId } = await system.say(second, 'Do you have parking?');
    expect(await system.reply(second)).toContain(PARKING.content);
    provider.fail(null);
    const trace = await system.admin<{ turns: { attestation: Json }[] }>('GET', `/traces/${traceId}`);
    expect(trace.body.turns[0]?.attestation).toMatchObject({ scopeId, snippets: [expect.stringMatching(/^[0-9a-f]{16}$/)] });
    await system.stop();
  });

  it('an ingress killed between its own save and the provider’s loses nothing: the next sync brings it there', async () => {
    const system = await servers.start({ env: env(), workers: 0 });
    const scopeId = scopeIdOf(system.clinic)!;
    await system.ingress.stop();
    await system.restartIngress({ FAILPOINT: 'snippetProvider.put:before:kill' });
    await expect(call(system, 'PUT', '/api/memory/snippets', { scopeId, ...PARKING })).rejects.toThrow();
    await system.ingress.exited;
    expect(provider.kept(scopeId)).toEqual([]);
    await system.restartIngress();
    const asked = await call(system, 'POST', '/api/admin/sync-context7', { scopeId });
    expect(asked.status).toBe(202);
    expect((await call(system, 'GET', `/api/admin/sync-context7/${String(asked.body['jobId'])}`)).body).toMatchObject({ state: 'waiting' });
    await system.startWorker();
    const report = await until('the sync to end', async () => {
      const { body } = await call(system, 'GET', `/api/admin/sync-context7/${String(asked.body['jobId'])}`);
      return body['state'] === 'completed' && body;
    });
    expect(report).toMatchObject({ synced: 1, errors: 0 });
    expect(provider.kept(scopeId)).toMatchObject([PARKING]);
    const queue = new Queue('background', { connection: { url: String(system.env['REDIS_URL']) }, prefix: String(system.env['QUEUE_PREFIX']) });
    const nightly = (await queue.getJobSchedulers()).find((one) => one.name === 'nightly-snippet-sync');
    await queue.close();
    expect(nightly).toMatchObject({ pattern: '0 2 * * *', tz: 'UTC' });
    await system.stop();
  });

  it('an assistant that requires the provider says the maintenance text while it is away, and answers when it is back', async () => {
    const system = await servers.start({ env: env(), clinic: (base) => ({ ...base, assistant: { ...base.assistant, requireSnippetProvider: true } }) });
    const from = '351910070003';
    await provider.stop();
    await system.say(from, 'How much is whitening?');
    expect(await system.reply(from)).toContain('We are doing some maintenance');
    await provider.start();
    await until('the provider is there', async () => (await call(system, 'GET', '/api/memory/health')).body['available'] === true);
    // how it is, is waited for no longer than the memory deadline, so a busy worker may know it a message later
    await until('an answer', async () => {
      const before = system.repliesTo(from).length;
      await system.say(from, 'How much is whitening?');
      return /250/.test(await system.reply(from, before + 1));
    });
    await system.stop();
  });
});
