import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAdminToken, readRun } from '../../infra/local/data-dir.ts';
import { redisPidAt } from '../../infra/local/redis-server.ts';
import { ROOT } from '../support/process-under-test.ts';
import { spawnGuarded } from '../support/spawn-guarded.ts';
import { until } from '../support/until.ts';

type Command = { output: () => string; errors: () => string; exited: Promise<number | null>; child: ChildProcess };
type Shown = { direction: string; text: string; status: string; traceId: string };

const children = new Set<ChildProcess>();
let dataDir: string;
let port: number;

/** What `npm run <name>` runs, without npm between, so that signals and exit codes are the program's own. */
function run(script: string, args: string[] = [], input = ''): Command {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    DEBOUNCE_MS: '300',
  };
  const entry = `infra/local/${script}.ts`;
  const child = spawnGuarded(process.execPath, ['--import', './src/runtime/telemetry.ts', entry, ...args], { cwd: ROOT, env, stdin: 'pipe' });
  children.add(child);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  child.stdin?.end(input);
  const exited = once(child, 'close').then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  return { output: () => output, errors: () => errors, exited, child };
}

async function startHere(): Promise<Command> {
  const command = run('start');
  await until(
    'npm start to say that it is ready',
    () => {
      if (!command.output().includes('Frontdesk is ready at ')) throw new Error(`it said: ${command.output()}${command.errors()}`);
      return true;
    },
    90_000,
    command.exited,
  );
  return command;
}

async function admin<T>(path: string): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/api/admin${path}`, { headers: { authorization: `Bearer ${await readAdminToken(dataDir)}` } });
  return (await response.json()) as T;
}

const messagesOf = async (from: string) => (await admin<{ messages: Shown[] }[]>(`/conversations?from=${from}`))[0]?.messages ?? [];

describe('the commands of a newcomer', () => {
  let system: Command;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'frontdesk-commands-'));
    port = await getPort({ host: '127.0.0.1' });
    system = await startHere();
  });

  afterAll(async () => {
    const ended = [...children].map((child) => once(child, 'close'));
    children.forEach((child) => child.kill('SIGTERM'));
    await Promise.all(ended);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  it('start says its URL in one line once it is ready, shows the new admin token once, and is found by run.json', async () => {
    const url = `http://127.0.0.1:${port}`;
    expect(
      system
        .output()
        .split('\n')
        .filter((line) => line.includes(`ready at ${url}`)),
    ).toHaveLength(1);
    expect(system.output().split((await readAdminToken(dataDir)) ?? '?')).toHaveLength(2);
    expect(await readRun(dataDir)).toMatchObject({ url, pid: system.child.pid });
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  });

  it('a webhook by hand, as the README shows it, is answered in its language', async () => {
    const message = { conversation: 'Hola, ¿cuánto cuesta una limpieza?' };
    const key = { remoteJid: '15550100@s.whatsapp.net', fromMe: false, id: '3EB0FIRST' };
    const data = { key, pushName: 'Maria', message, messageType: 'conversation', messageTimestamp: Math.floor(Date.now() / 1000) };
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/evolution`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Trace-ID': 'my-first-trace' },
      body: JSON.stringify({ event: 'messages.upsert', instance: 'demo-clinic', apikey: 'demo-clinic-key', data }),
    });
    expect(await response.json()).toEqual({ accepted: true, traceId: 'my-first-trace' });
    const reply = await until('the reply', async () =>
      (await messagesOf('15550100')).find(({ direction, status }) => direction === 'out' && status === 'read'),
    );
    expect(reply.text).toMatch(/60\s€/);
  });

  it('smoke finds the memory in order, twice, and says what is wrong with its arguments', async () => {
    for (const args of [[], ['--after', '15']]) {
      const smoke = run('smoke', args);
      expect(await smoke.exited, smoke.output() + smoke.errors()).toBe(0);
      expect(smoke.output()).toMatch(/scope validation +ok[^]*save +ok[^]*guard +ok[^]*learning +ok[^]*All checks passed/);
    }
    const wrong = run('smoke', ['--after', 'lunch']);
    expect(await wrong.exited).toBe(1);
    expect(wrong.errors()).toContain('Usage: npm run smoke');
  });

  it('chat from a pipe shows each answer and its trace, trace tells its story', async () => {
    const chat = run('chat', ['--from', '+1 555 0120', '--name', 'Olivia'], 'How much is a cleaning?\nWhat is your address?\n');
    expect(await chat.exited, chat.errors()).toBe(0);
    expect(chat.output()).toMatch(/How much[^]*€60[^]*What is your address[^]*Rua do Mirante 12/);
    const traceId = /trace ([0-9a-f]{32})/.exec(chat.output())?.[1] ?? '';

    const trace = run('trace', [`trace_${traceId}`]);
    expect(await trace.exited, trace.errors()).toBe(0);
    expect(trace.output()).toMatch(/webhook[^]*taken in[^]*How much is a cleaning\?[^]*turn[^]*service_inquiry[^]*send[^]*€60[^]*delivered/);
    const unknown = run('trace', ['never-heard-of']);
    expect(await unknown.exited).toBe(1);
    expect(unknown.errors()).toContain('knows nothing of trace never-heard-of');
  });

  it('texts, names and numbers are not in its log', () => {
    const log = system.output();
    expect(log).toContain('my-first-trace');
    for (const secret of ['limpieza', 'cleaning', 'Maria', 'Olivia', '15550100', '15550120', '€']) expect(log).not.toContain(secret);
  });

  it('a second start on the same directory, and one on a taken port, refuse with a reason', async () => {
    const second = run('start');
    expect(await second.exited).toBe(1);
    expect(second.errors()).toContain(`is used by a Frontdesk that runs at http://127.0.0.1:${port}`);
    const mine = dataDir;
    dataDir = join(mine, 'another');
    const onTakenPort = run('start');
    dataDir = mine;
    expect(await onTakenPort.exited).toBe(1);
    expect(onTakenPort.errors()).toContain(`Port ${port} is in use`);
  });

  it('SIGTERM stops everything it started; started again it goes on where it was, also after SIGKILL', async () => {
    const before = await messagesOf('15550100');
    const redis = JSON.parse(await readFile(join(dataDir, 'redis', 'server.json'), 'utf8')) as { url: string };
    system.child.kill('SIGTERM');
    expect(await system.exited).toBe(0);
    expect(await readRun(dataDir)).toBeNull();
    expect(await redisPidAt(redis.url, join(dataDir, 'redis'))).toBeNull();
    const chat = run('chat', [], 'anybody there?\n');
    expect(await chat.exited).toBe(1);
    expect(chat.errors()).toContain('npm start');

    system = await startHere();
    expect(await messagesOf('15550100')).toEqual(before);
    expect(system.output()).not.toContain('Admin token');

    system.child.kill('SIGKILL');
    await system.exited;
    system = await startHere();
    expect(await messagesOf('15550100')).toEqual(before);
    const again = run('chat', ['--from', '15550100'], 'What is your address?\n');
    expect(await again.exited, again.errors()).toBe(0);
  }, 240_000);
});
