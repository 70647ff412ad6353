import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, mkdtemp, open, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import pg from 'pg';

const run = promisify(execFile);

/** A Postgres for tests. `kill` and `restart` are null where it is not ours to stop (TEST_DATABASE_URL). */
export type TestPostgres = {
  url: string;
  /** Ends it as a crash would (no checkpoint); it recovers when started again. */
  kill: (() => Promise<void>) | null;
  /** Starts it again on the same port and data, killing it first if it runs. Resolves when it answers. */
  restart: (() => Promise<void>) | null;
  stop(): Promise<void>;
};

export type NoPostgres = { reason: string };

/**
 * Gives tests a real Postgres: TEST_DATABASE_URL, else a container where Docker runs, else the machine's own binaries started privately
 * (installed first with apt-get on Debian as root). Without any, says why. What it started ends with this process at the latest.
 */
export async function startTestPostgres(environment: NodeJS.ProcessEnv = process.env): Promise<TestPostgres | NoPostgres> {
  const given = environment['TEST_DATABASE_URL'];
  if (given) return { url: given, kill: null, restart: null, stop: async () => undefined };
  if (await dockerRuns()) return startContainer();
  const binaries = (await findBinaries(environment['PATH'])) ?? (await installBinaries(environment['PATH']));
  if (!binaries) return { reason: 'no TEST_DATABASE_URL, no Docker, and no postgres binaries' };
  return startBinaries(binaries);
}

async function dockerRuns(): Promise<boolean> {
  return run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}

async function startContainer(): Promise<TestPostgres> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  // A fixed host port: Docker would give a restarted container another one.
  const port = await getPort({ host: '127.0.0.1' });
  const container = await new PostgreSqlContainer('postgres:17-alpine')
    .withExposedPorts({ container: 5432, host: port })
    .withCommand(['postgres', ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])])
    .start();
  const url = `postgres://${container.getUsername()}:${container.getPassword()}@${container.getHost()}:${port}/${container.getDatabase()}`;
  return {
    url,
    kill: async () => void (await run('docker', ['kill', container.getId()])),
    restart: async () => {
      await run('docker', ['kill', container.getId()]).catch(() => undefined);
      await run('docker', ['start', container.getId()]);
      await whenItAnswers(url);
    },
    stop: async () => void (await container.stop()),
  };
}

async function findBinaries(path = ''): Promise<string | null> {
  const versions = (await readdir('/usr/lib/postgresql').catch((): string[] => [])).sort((a, b) => Number(b) - Number(a));
  const brewed = (
    await Promise.all(
      ['/opt/homebrew/opt', '/usr/local/opt'].map(async (root) => (await readdir(root).catch((): string[] => [])).map((name) => join(root, name, 'bin'))),
    )
  )
    .flat()
    .filter((folder) => folder.includes('postgresql'));
  for (const folder of [...versions.map((version) => `/usr/lib/postgresql/${version}/bin`), ...brewed, ...path.split(delimiter).filter(Boolean)]) {
    const files = await readdir(folder).catch((): string[] => []);
    if (files.includes('initdb') && files.includes('postgres')) return folder;
  }
  return null;
}

async function installBinaries(path: string | undefined): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  // RUNLEVEL=1 keeps the package from starting a server of its own.
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const install = ['install', '-y', '--no-install-recommends', 'postgresql'];
  const installed = await run('apt-get', install, { env: environment })
    .catch(() => run('apt-get', ['update'], { env: environment }).then(() => run('apt-get', install, { env: environment })))
    .then(
      () => true,
      () => false,
    );
  return installed ? findBinaries(path) : null;
}

/** What a test writes survives a crash of the server (so commits do wait), not of the machine; a deadlock should show at once. */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '150',
  shared_buffers: '128MB',
  deadlock_timeout: '200ms',
  autovacuum_naptime: '10s',
} as const;

/** Started by a shell that sees our end of the pipe close, however we ended, and then stops a server that still runs and removes its folder. */
const GUARD = `exec 3<&0
"$0" -D "$1" </dev/null 3<&- &
server=$!
( cat <&3 >/dev/null
  kill -INT $server 2>/dev/null || exit 0
  while kill -0 $server 2>/dev/null; do sleep 0.1; done
  rm -rf "$(dirname "$1")" ) &
exec 3<&-
wait $server`;

/** Whom the server runs as: empty for ourselves. */
type Owner = { uid?: number; gid?: number };

async function startBinaries(binaries: string): Promise<TestPostgres | NoPostgres> {
  const owner = await unprivilegedOwner();
  if (!owner) return { reason: 'postgres refuses to run as root and there is no user postgres' };
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'frontdesk-postgres-')));
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await getPort({ host: '127.0.0.1' });
  await run(join(binaries, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'], { ...owner, cwd: folder });
  const settings = { ...SETTINGS, listen_addresses: '127.0.0.1', unix_socket_directories: '', port };
  await appendFile(
    join(data, 'postgresql.conf'),
    Object.entries(settings)
      .map(([name, value]) => `\n${name} = '${value}'`)
      .join(''),
  );
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: Server | null = await launch(binaries, data, url, owner);
  const kill = async () => {
    await server?.end('SIGQUIT');
    server = null;
  };
  return {
    url,
    kill,
    async restart() {
      await kill();
      server = await launch(binaries, data, url, owner);
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function unprivilegedOwner(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return {};
  const users = await readFile('/etc/passwd', 'utf8');
  const fields = users
    .split('\n')
    .find((line) => line.startsWith('postgres:'))
    ?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

type Server = { end(signal: 'SIGQUIT'): Promise<void> };

async function launch(binaries: string, data: string, url: string, owner: Owner): Promise<Server> {
  const log = await open(join(dirname(data), 'log'), 'a');
  const guard = spawn('/bin/sh', ['-c', GUARD, join(binaries, 'postgres'), data], {
    ...owner,
    cwd: dirname(data),
    detached: true,
    stdio: ['pipe', log.fd, log.fd],
  });
  guard.stdin?.on('error', () => undefined);
  await log.close();
  const exited = once(guard, 'exit');
  await Promise.race([
    whenItAnswers(url),
    exited.then(async () => {
      throw new Error(`postgres did not start:\n${(await readFile(join(dirname(data), 'log'), 'utf8')).slice(-2_000)}`);
    }),
  ]);
  return {
    async end(signal) {
      const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), signal);
      await exited;
      guard.stdin?.end();
    },
  };
}

async function whenItAnswers(url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; ;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
