/**
 * What Frontdesk is measured against: the same hops with empty logic and the same number of database round trips per message. A bare Fastify route
 * with one `queue.add`; a first worker with one insert and one `queue.add`; a second with one select, one update and one `queue.add`; a third with
 * one update, the same HTTP calls (the text, and beside it typing and the read receipt) and one update. Run as `reference-process.ts web|worker|all`.
 */
import { type Job, Queue, Worker } from 'bullmq';
import { fastify } from 'fastify';
import { Redis } from 'ioredis';
import { openPgSql } from '../../src/adapters/postgres/pg-sql.ts';
import { openPgliteSql } from '../../src/adapters/postgres/pglite-sql.ts';
import type { Sql } from '../../src/adapters/postgres/sql.ts';
import { childEnvironment, loadConfig } from '../../src/runtime/config.ts';

const config = loadConfig();
const providerUrl = childEnvironment({})['PROVIDER_URL'] ?? '';
const role = process.argv[2] ?? 'all';
const redisUrl = config.redisUrl ?? '';
const prefix = config.queuePrefix;
const producer = new Redis(redisUrl);
const open = (name: string) => new Queue(name, { connection: producer, prefix, defaultJobOptions: { removeOnComplete: true } });

const TABLE = `
create schema if not exists bench;
create table if not exists bench.messages (id text primary key, recipient text not null, body text not null, state text not null)`;
const INSERT = { name: 'bench_insert', text: "insert into bench.messages (id, recipient, body, state) values ($1, $2, $3, 'pending')" };
const SELECT = { name: 'bench_select', text: 'select id, recipient, body, state from bench.messages where id = $1' };
const ANSWER = { name: 'bench_answer', text: "update bench.messages set state = 'answered', body = $2 where id = $1" };
const CLAIM = { name: 'bench_claim', text: "update bench.messages set state = 'sending' where id = $1 returning recipient, body" };
const SETTLE = { name: 'bench_settle', text: "update bench.messages set state = 'sent' where id = $1" };

type Body = { data: { key: { id: string; remoteJid: string }; message: { conversation: string } } };

if (role !== 'worker') await startWeb();
if (role !== 'web') await startWorkers();
process.on('SIGTERM', () => process.exit(0));

async function startWeb(): Promise<void> {
  const inbound = open('inbound');
  const app = fastify({ logger: false });
  app.get('/ready', () => ({ ready: true }));
  app.post('/webhooks/evolution', async (request) => {
    const job = await inbound.add('webhook', request.body);
    return { accepted: true, id: job.id };
  });
  await app.listen({ port: config.port, host: config.host });
}

async function startWorkers(): Promise<void> {
  const sql = await openSql();
  await sql.script(TABLE);
  const [turns, outbound] = [open('turns'), open('outbound')];
  const work = (name: string, concurrency: number, handle: (job: Job) => Promise<void>) =>
    new Worker(name, handle, { connection: new Redis(redisUrl, { maxRetriesPerRequest: null }), prefix, concurrency, removeOnComplete: { count: 0 } });

  work('inbound', config.inboundConcurrency, async (job: Job<Body>) => {
    const { key, message } = job.data.data;
    await sql.query(INSERT, [key.id, key.remoteJid.split('@')[0], message.conversation]);
    await turns.add('wake', { id: key.id });
  });
  work('turns', config.turnsConcurrency, async (job: Job<{ id: string }>) => {
    const [row] = await sql.query<{ body: string }>(SELECT, [job.data.id]);
    await sql.query(ANSWER, [job.data.id, `You wrote: ${row?.body}`]);
    await outbound.add('wake', { id: job.data.id });
  });
  work('outbound', config.outboundConcurrency, async (job: Job<{ id: string }>) => {
    const [row] = await sql.query<{ recipient: string; body: string }>(CLAIM, [job.data.id]);
    const courtesies = [
      call('/chat/sendPresence/reference', { number: row?.recipient, presence: 'composing' }),
      call('/chat/markMessageAsRead/reference', { readMessages: [] }),
    ];
    await call('/message/sendText/reference', { number: row?.recipient, text: row?.body });
    void Promise.all(courtesies);
    await sql.query(SETTLE, [job.data.id]);
  });
  if (role !== 'worker') return;
  const health = fastify({ logger: false });
  health.get('/ready', () => ({ ready: true }));
  await health.listen({ port: config.workerPort, host: config.host });
}

async function call(path: string, body: object): Promise<void> {
  const response = await fetch(providerUrl + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  await response.json();
}

function openSql(): Sql | Promise<Sql> {
  if (!config.databaseUrl) return openPgliteSql({ dataDir: config.dataDir });
  return openPgSql({
    url: config.databaseUrl,
    poolSize: config.pgPoolMax,
    connectTimeoutMs: config.pgConnectTimeoutMs,
    statementTimeoutMs: config.pgQueryTimeoutMs,
    behindPooler: false,
  });
}
