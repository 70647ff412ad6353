import { sessionLessons } from '../adapters/postgres/memory/session-lessons.ts';
import { finishAll } from '../pipeline/finish-all.ts';
import { learnFromSession, type LearnFromSessionPorts, type LearnOutcome } from '../pipeline/learn-from-session.ts';
import type { PatientMemory } from '../pipeline/memory-ports.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import type { BackgroundJobs } from './background.ts';
import type { Foundation } from './foundation.ts';

const AT_ONCE = 50;
/** Of one run: what a busy day left over is learned by the next runs, so that no run holds up the other background jobs for long. */
const MOST_ROUNDS = 10;

export type LearningPorts = {
  memory: Pick<PatientMemory, 'changed'>;
  /** Whether a provider beside Postgres is told of what is learned. */
  tellsProvider: boolean;
};

/** The job that learns from sessions that are over. */
export function createLearning(foundation: Foundation, { memory, tellsProvider }: LearningPorts): BackgroundJobs {
  const { config, sql, clinics, clock } = foundation;
  const lessons = withFailpoints('lessons', sessionLessons(sql, { tellsProvider }), config.failpoint);
  const ports: LearnFromSessionPorts = { clinics, lessons, memory };
  const learn = async (sessionId: string) => report(await learnFromSession(sessionId, ports), foundation);
  const run = async () => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const due = await lessons.due({ nowMs: clock.now(), limit: AT_ONCE });
      await finishAll(due.map((sessionId) => () => learn(sessionId)));
      if (due.length < AT_ONCE) return;
    }
  };
  return { 'learn-from-sessions': { everyMs: config.learnEveryMs, run } };
}

function report(outcome: LearnOutcome, { logger, metrics }: Foundation): void {
  metrics.count('session_lesson', { outcome: outcome.kind });
  if (outcome.kind !== 'learned') return;
  for (const reason of outcome.refused) metrics.count('memory_refused', { reason });
  if (outcome.items > 0) logger.debug('[MEMORY] learned from a session', { clinicId: outcome.clinicId, count: outcome.items, outcome: outcome.kind });
}
