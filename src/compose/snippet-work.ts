import { randomUUID } from 'node:crypto';
import { createSnippetBook } from '../pipeline/snippet-book.ts';
import type { SnippetBook } from '../pipeline/snippet-ports.ts';
import { runDueSyncs, type SyncOutcome } from '../pipeline/sync-snippets.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import type { BackgroundJobs } from './background.ts';
import type { Foundation } from './foundation.ts';
import { RUN_SNIPPET_SYNCS } from './snippets.ts';

/** The hour (UTC) at which everything is synced, the same for all clinics. */
const NIGHTLY_AT_HOUR_UTC = 2;
/** A sync whose job was lost, or whose worker died, is found this often. */
const LOOK_FOR_SYNCS_EVERY_MS = 60_000;
const KEEP_REPORTS_MS = 30 * 86_400_000;

export type SnippetWork = {
  book: SnippetBook;
  /** Begins to read what a clinic taught; returns at once and never throws. */
  warm(clinicId: string): void;
  jobs: BackgroundJobs;
  /** A running sync stops where it is; another worker goes on with it. */
  stop(): void;
};

/** Snippets as workers use them: read by the turns, synced by background jobs. */
export function createSnippetWork(foundation: Foundation): SnippetWork {
  const { config, snippets, clinics, clock } = foundation;
  let stopping = false;
  const syncs = withFailpoints('snippetSyncs', snippets.syncs, config.failpoint);
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const run = async () => {
    const outcomes = await runDueSyncs({ ...snippets, syncs, pause, stopping: () => stopping });
    for (const outcome of outcomes) report(outcome, foundation);
  };
  const runNightly = async () => {
    const nowMs = clock.now();
    await syncs.forgetBefore(nowMs - KEEP_REPORTS_MS);
    await syncs.ask({ id: randomUUID(), name: `nightly:${new Date(nowMs).toISOString().slice(0, 10)}`, scopeId: null, nowMs });
    await run();
  };
  const book = createSnippetBook({ finder: snippets.finder, health: snippets.health, snippets: { isOn: () => snippets.switches.isOn('SNIPPETS') } });
  return {
    book,
    warm: (clinicId) =>
      void clinics.byId(clinicId).then(
        (clinic) => clinic && book.warm(clinic),
        () => undefined,
      ),
    jobs: {
      'nightly-snippet-sync': { dailyAtHourUtc: NIGHTLY_AT_HOUR_UTC, run: runNightly },
      [RUN_SNIPPET_SYNCS]: { everyMs: LOOK_FOR_SYNCS_EVERY_MS, run },
    },
    stop: () => void (stopping = true),
  };
}

function report({ id, kind, scopes, synced, errors, ms }: SyncOutcome, { logger, metrics }: Foundation): void {
  metrics.count('snippet_sync', { outcome: kind });
  const fields = { event: 'snippet_sync', jobId: id, outcome: kind, items: scopes, count: synced, errors, durationMs: ms } as const;
  if (kind === 'failed' || errors > 0) logger.warn('[SYNC] snippets were not all synced', fields);
  else logger.info('[SYNC] snippets synced', fields);
}
