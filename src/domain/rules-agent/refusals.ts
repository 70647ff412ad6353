import type { Turn } from './turn.ts';

/** "But not with Dan": who is refused is not offered. */
export function refuseDoctors(turn: Turn): void {
  const refused = turn.understanding.doctors.filter((one) => one.negated).map((one) => one.id);
  const { dropped } = turn.memo;
  if (refused.length > 0)
    turn.memo.dropped = { services: dropped?.services ?? [], doctors: [...new Set([...(dropped?.doctors ?? []), ...refused])].slice(-10) };
}

/** What the patient names again is no longer turned down. */
export function allowAgain(turn: Turn, service: string | undefined, doctor: string | undefined): void {
  const { dropped } = turn.memo;
  if (dropped) turn.memo.dropped = { services: dropped.services.filter((id) => id !== service), doctors: dropped.doctors.filter((id) => id !== doctor) };
}
