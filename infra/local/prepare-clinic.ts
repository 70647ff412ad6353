import { setTimeout as pause } from 'node:timers/promises';
import { createClinicAdmin } from '../../src/adapters/postgres/admin/clinic-admin.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import type { Foundation } from '../../src/compose/foundation.ts';
import type { Clinic } from '../../src/domain/clinic.ts';
import { isFault } from '../../src/errors.ts';
import { aimedAt, DEMO_CLINIC_ID, demoClinicAt } from './demo-lines.ts';

const RETRY_MS = 1_000;

/**
 * Brings the schema up to date and sees to it that there is a clinic: the demo clinic when the database has none, its lines leading to the stand-in
 * for WhatsApp that `simulatorUrl` starts (asked only when the demo clinic is there). A Postgres that is away is waited for until `stopping`; `onAway` is told.
 */
export async function prepareClinic(
  foundation: Pick<Foundation, 'sql' | 'clinics' | 'clock'>,
  options: { simulatorUrl: () => Promise<string>; onAway: () => void; stopping: AbortSignal },
): Promise<void> {
  const { sql, clinics, clock } = foundation;
  await onceThere(() => migrate(sql), options);
  const admin = createClinicAdmin(sql);
  const there = await admin.list();
  const demo = there.find((clinic) => clinic.id === DEMO_CLINIC_ID);
  const wanted = await wantedClinic(there.length === 0, demo, options.simulatorUrl);
  if (wanted) {
    const stored = await admin.put(wanted, clock.now());
    if (stored.kind === 'stored') await clinics.changed(wanted.id, stored.lines);
  }
  await clinics.refresh();
}

async function wantedClinic(isEmpty: boolean, demo: Clinic | undefined, simulatorUrl: () => Promise<string>): Promise<Clinic | null> {
  if (isEmpty) return demoClinicAt(await simulatorUrl());
  return demo ? aimedAt(demo, await simulatorUrl()) : null;
}

async function onceThere<T>(work: () => Promise<T>, { onAway, stopping }: { onAway: () => void; stopping: AbortSignal }): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isFault(error, 'dependency_away') || stopping.aborted) throw error;
      if (attempt === 1) onAway();
      await pause(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}
