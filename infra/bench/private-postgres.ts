import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import pg from 'pg';

const run = promisify(execFile);
const ANSWER_LIMIT_MS = 30_000;

/** A private Postgres with the server's own defaults: fsync, synchronous commit and full-page writes are on, as deployed. */
export type PrivatePostgres = { url: string; version: string; stop(): Promise<void> };

/** Whom the server runs as; empty for ourselves. It refuses to run as root. */
type Owner = { uid?: number; gid?: number };

/** The server must not outlive us, however we end: the shell in between sees our end of the pipe close. */
const GUARD = `exec 3<&0
"$0" -D "$1" </dev/null 3<&- &
server=$!
( cat <&3 >/dev/null; kill -INT $server 2>/dev/null ) &
exec 3<&-
wait $server`;

/** Starts the newest Postgres whose binaries this machine has, on fresh data in `folder`; null when there is none or it can't run here. */
export async function startPrivatePostgres(folder: string): Promise<PrivatePostgres | null> {
  const binaries = await findBinaries();
  const owner = await unprivilegedOwner();
  if (!binaries || !owner) return null;
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true });
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  await run(join(binaries, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C'], { ...owner, cwd: folder });
  const port = await getPort({ host: '127.0.0.1' });
  await appendFile(join(data, 'postgresql.conf'), `\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nport = ${port}\n`);
  const log = await open(join(folder, 'log'), 'a');
  const guard = spawn('/bin/sh', ['-c', GUARD, join(binaries, 'postgres'), data], { ...owner, cwd: folder, detached: true, stdio: ['pipe', log.fd, log.fd] });
  guard.stdin?.on('error', () => undefined);
  await log.close();
  const exited = once(guard, 'exit');
  const stop = async () => {
    guard.stdin?.end();
    await exited;
  };
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const version = await Promise.race([whenItAnswers(url), exited.then(() => null)]);
  if (version !== null) return { url, version, stop };
  await stop();
  throw new Error(`postgres did not start:\n${(await readFile(join(folder, 'log'), 'utf8')).slice(-2_000)}`);
}

async function findBinaries(): Promise<string | null> {
  const versions = (await readdir('/usr/lib/postgresql').catch((): string[] => [])).sort((a, b) => Number(b) - Number(a));
  const brewed = await Promise.all(
    ['/opt/homebrew/opt', '/usr/local/opt'].map(async (root) => (await readdir(root).catch((): string[] => [])).map((name) => join(root, name, 'bin'))),
  );
  const folders = [
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...brewed.flat().filter((folder) => folder.includes('postgresql')),
    ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean),
  ];
  for (const folder of folders) {
    const files = await readdir(folder).catch((): string[] => []);
    if (files.includes('initdb') && files.includes('postgres')) return folder;
  }
  return null;
}

async function unprivilegedOwner(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return {};
  const users = await readFile('/etc/passwd', 'utf8');
  const line = users.split('\n').find((user) => user.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return line ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** Its version once it answers; null when it does not in time. */
async function whenItAnswers(url: string): Promise<string | null> {
  for (const until = performance.now() + ANSWER_LIMIT_MS; performance.now() < until;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      return rows[0]?.server_version ?? '';
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return null;
}
