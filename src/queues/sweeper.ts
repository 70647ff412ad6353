import { isFault } from '../errors.ts';
import type { Clock, WakeUps } from '../pipeline/ports.ts';

/** What is due in Postgres, whatever the queues say. */
export interface DueWork {
  /** `armAheadMs`: follow-ups that become due within it are among those of now. */
  due(input: { nowMs: number; armAheadMs: number; limit: number }): Promise<{
    turns: { conversationId: string }[];
    sends: { conversationId: string }[];
    staff: { clinicId: string }[];
    followUps: { followUpId: string; dueAtMs: number }[];
    /** Appointments whose reminders are out of line with them. */
    appointments: { appointmentId: string }[];
  }>;
}

export type SweeperOptions = {
  work: DueWork;
  wakeUps: WakeUps;
  /** Adds the delayed job of a follow-up; again changes nothing. */
  armFollowUp: (followUpId: string, dueAtMs: number) => Promise<void>;
  /** Needs no queue: there is no moment at which it must be done. */
  planReminders: (appointmentId: string) => Promise<void>;
  /** Used when Redis is unreachable: the sweeper does the work itself. */
  runTurn: (conversationId: string) => Promise<void>;
  sendReply: (conversationId: string) => Promise<void>;
  notifyStaff: (clinicId: string) => Promise<void>;
  fireFollowUp: (followUpId: string) => Promise<void>;
  clock: Clock;
  intervalMs: number;
  onSwept: (event: { turns: number; sends: number; staff: number; followUps: number; appointments: number; direct: boolean; ms: number }) => void;
  onError: (error: unknown) => void;
};

export type Sweeper = { sweepOnce(): Promise<void>; close(): Promise<void> };

const MAX_ROWS_PER_PASS = 500;
const DIRECT_CONCURRENCY = 8;
/** What became due only now has its job as a rule: waking it again would make an empty job. */
const GRACE_MS = 1_000;
const GRACE_SHARE = 0.2;
/** A follow-up gets its delayed job this many intervals ahead: on time, and a turn that may still replace it costs Redis nothing. */
const ARM_AHEAD_INTERVALS = 2;

/**
 * An in-process timer (not a job scheduler, which a flushed Redis forgets) that finds what is due in Postgres without a job and wakes
 * it: a crash between a commit and its wake-up, a flushed Redis, a lost job delay a message by at most one interval. It leaves out what
 * became due within the last moments, and sweeps that much more often than the interval says.
 */
export function startSweeper(options: SweeperOptions): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  const graceMs = Math.min(GRACE_MS, options.intervalMs * GRACE_SHARE);
  const pass = async () => {
    try {
      await sweepOnce(options, graceMs);
    } catch (error) {
      options.onError(error);
    }
  };
  const schedule = () => {
    if (closed) return;
    timer = setTimeout(() => {
      running = pass().finally(schedule);
    }, options.intervalMs - graceMs);
  };
  schedule();
  return {
    sweepOnce: () => sweepOnce(options, 0),
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function sweepOnce(options: SweeperOptions, graceMs: number): Promise<void> {
  const startedAtMs = options.clock.now();
  const find = (nowMs: number) => options.work.due({ nowMs, armAheadMs: options.intervalMs * ARM_AHEAD_INTERVALS, limit: MAX_ROWS_PER_PASS });
  const due = await find(startedAtMs - graceMs);
  await inParallel(due.appointments, ({ appointmentId }) => options.planReminders(appointmentId), options.onError);
  let direct = false;
  try {
    // All at once: one after the other, a backlog would be done before the last is woken, and each woken for nothing is an empty job more.
    await Promise.all([
      ...due.turns.map(({ conversationId }) => options.wakeUps.conversation(conversationId, startedAtMs, { reschedule: false })),
      ...due.sends.map(({ conversationId }) => options.wakeUps.sender(conversationId, startedAtMs, { reschedule: false })),
      ...due.staff.map(({ clinicId }) => options.wakeUps.staff(clinicId, startedAtMs, { reschedule: false })),
      ...due.followUps.map(({ followUpId, dueAtMs }) => options.armFollowUp(followUpId, dueAtMs)),
    ]);
  } catch (error) {
    if (!isFault(error, 'dependency_away')) throw error;
    direct = true;
    // Repeating what was woken before Redis went away is harmless: the version compare and the claim fence it.
    await inParallel(due.turns, ({ conversationId }) => options.runTurn(conversationId), options.onError);
    const dueNow = due.followUps.filter(({ dueAtMs }) => dueAtMs <= options.clock.now());
    await inParallel(dueNow, ({ followUpId }) => options.fireFollowUp(followUpId), options.onError);
    const after = await find(options.clock.now());
    await inParallel(after.staff, ({ clinicId }) => options.notifyStaff(clinicId), options.onError);
    const { sends } = await find(options.clock.now());
    await inParallel(sends, ({ conversationId }) => options.sendReply(conversationId), options.onError);
  }
  const [turns, sends, staff] = [due.turns.length, due.sends.length, due.staff.length];
  const ms = options.clock.now() - startedAtMs;
  options.onSwept({ turns, sends, staff, followUps: due.followUps.length, appointments: due.appointments.length, direct, ms });
}

/** One that fails must not keep the others waiting: it is told, and due again in the next pass. */
async function inParallel<T>(items: T[], work: (item: T) => Promise<void>, onError: (error: unknown) => void): Promise<void> {
  const queue = [...items];
  const runners = Array.from({ length: DIRECT_CONCURRENCY }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item).catch(onError);
  });
  await Promise.all(runners);
}
