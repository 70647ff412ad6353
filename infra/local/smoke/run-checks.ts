import { Fault } from '../../../src/errors.ts';
import { type Check, type CheckWorld, Wrong } from './check.ts';
import { METRICS_CHECK, rolloutCheck, type RolloutMinute } from './figures-checks.ts';
import { PROVIDER_CHECKS } from './provider-checks.ts';
import { SCOPE_CHECKS, SCOPE_VALIDATION } from './scope-checks.ts';

export type Row = { name: string; result: 'ok' | 'FAILED' | 'not run'; ms: number; detail: string };

/** The checks in their order. `after`: also the figures of a rollout so many minutes after it, read before any check adds look-ups of its own to them. */
export function checksOf(after: RolloutMinute | null): readonly Check[] {
  const { fallback, guard, learning, rollback } = PROVIDER_CHECKS;
  return [SCOPE_VALIDATION, ...(after === null ? [] : [rolloutCheck(after)]), ...SCOPE_CHECKS, fallback, guard, METRICS_CHECK, learning, rollback];
}

/** Runs the checks one after the other; once a critical one fails, none. Each gives one row. */
export async function runChecks(checks: readonly Check[], world: CheckWorld, nowMs: () => number): Promise<Row[]> {
  const rows: Row[] = [];
  let stopped = false;
  for (const check of checks) {
    if (stopped) {
      rows.push({ name: check.name, result: 'not run', ms: 0, detail: '' });
      continue;
    }
    const startedMs = nowMs();
    const { isRight, detail } = await runOne(check, world);
    rows.push({ name: check.name, result: isRight ? 'ok' : 'FAILED', ms: Math.round(nowMs() - startedMs), detail });
    stopped = !isRight && check.isCritical === true;
  }
  return rows;
}

async function runOne(check: Check, world: CheckWorld): Promise<{ isRight: boolean; detail: string }> {
  try {
    return { isRight: true, detail: await check.run(world) };
  } catch (error) {
    if (error instanceof Wrong || error instanceof Fault) return { isRight: false, detail: error.message };
    throw error;
  }
}

/** The rows as a table to read, the columns aligned. */
export function tableOf(rows: readonly Row[]): string[] {
  const cells = [
    ['check', 'result', 'ms', 'seen'],
    ...rows.map(({ name, result, ms, detail }) => [name, result, result === 'not run' ? '' : String(ms), detail]),
  ];
  const width = (column: number) => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2)];
  return cells.map((row) =>
    row
      .map((cell, column) => (column === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
