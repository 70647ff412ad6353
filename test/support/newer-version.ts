import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './process-under-test.ts';

/** Sources of the version after this one, to be run beside it. */
export type NewerVersion = { root: string; remove(): Promise<void> };

/** What a later version could well do: newer payloads and kinds in the queues, newer rows, more columns. Each must still find its place in the sources. */
const CHANGES: { file: string; find: RegExp; put: string }[] = [
  { file: 'src/queues/catalog.ts', find: /v: z\.literal\(1\)/g, put: 'v: z.union([z.literal(1), z.literal(2)])' },
  { file: 'src/queues/consumer.ts', find: /version > 1\b/g, put: 'version > 2' },
  // Of the webhooks it queues every other one is newer; all carry a field that nobody knew of.
  {
    file: 'src/ingress/receive-webhook.ts',
    find: /\bv: 1,/g,
    put: 'v: (globalThis.webhooks = (globalThis.webhooks ?? 0) + 1) % 2 === 0 ? 2 : 1, region: "next",',
  },
  { file: 'src/queues/producer.ts', find: /\{ v: 1, conversationId \}/g, put: '{ v: 1, conversationId, region: "next" }' },
  { file: 'src/compose/queue-work.ts', find: /kinds: \['webhook', /g, put: "kinds: ['note', 'webhook', " },
  {
    file: 'src/compose/queue-work.ts',
    find: /discriminatedUnion\('kind', \[/g,
    put: "discriminatedUnion('kind', [z.object({ v: z.literal(1), kind: z.literal('note') }), ",
  },
  {
    file: 'src/compose/queue-work.ts',
    find: /handle: \(job\) => \(job\.kind === 'webhook' \?/g,
    put: "handle: async (job) => (job.kind === 'note' ? foundation.logger.info('note taken', { event: 'note' }) : job.kind === 'webhook' ?",
  },
  { file: 'src/adapters/postgres/turns/readable-schema.ts', find: /READABLE_SCHEMA = 1\b/g, put: 'READABLE_SCHEMA = 2' },
  { file: 'src/adapters/postgres/sweep/sweep-store.ts', find: /schema <= 1\b/g, put: 'schema <= 2' },
  { file: 'src/adapters/postgres/outbox/claim-send.ts', find: /schema <= 1\b/g, put: 'schema <= 2' },
  { file: 'src/adapters/postgres/outbox/fail-head-send.ts', find: /schema <= 1\b/g, put: 'schema <= 2' },
  { file: 'src/compose/foundation.ts', find: /applicationName: `frontdesk-/g, put: 'applicationName: `next-frontdesk-' },
];

/** Rows that a connection of the newer version writes are of schema 2; those of the older one are as before. */
const MIGRATION = `
alter table core.inbox add column region text;
alter table core.outbox add column region text;
create function core.mark_newer_row() returns trigger language plpgsql as $$
begin
  if current_setting('application_name') like 'next-%' then
    new.schema := 2;
    new.region := 'next';
  end if;
  return new;
end $$;
create trigger inbox_of_newer_version before insert on core.inbox for each row execute function core.mark_newer_row();
create trigger outbox_of_newer_version before insert on core.outbox for each row execute function core.mark_newer_row();
`;

/** Makes the newer version in a directory of its own, on the installed packages. */
export async function makeNewerVersion(): Promise<NewerVersion> {
  const root = await mkdtemp(join(tmpdir(), 'frontdesk-newer-'));
  for (const part of ['src', 'workers', 'infra/migrations', 'package.json']) await cp(join(ROOT, part), join(root, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  for (const { file, find, put } of CHANGES) {
    const path = join(root, file);
    const source = await readFile(path, 'utf8');
    const changed = source.replace(find, () => put);
    if (changed === source) throw new Error(`the newer version has lost its change of ${file}: nothing there looks like ${find}`);
    await writeFile(path, changed);
  }
  await writeFile(join(root, 'infra/migrations/9999-of-the-newer-version.sql'), MIGRATION);
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
