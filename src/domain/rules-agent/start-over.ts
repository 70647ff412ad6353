import { bringsTime } from './turn.ts';
import type { Turn } from './turn.ts';

/** The latest thing asked about becomes what is booked; an older draft gives way. */
export function startOver(turn: Turn, serviceId: string | undefined): 'book' {
  const { patientName, requestedDate } = turn.context;
  // a bare time of day goes with the day that was spoken of
  const keepsDay = requestedDate !== undefined && bringsTime(turn) && !turn.understanding.whens.some((when) => when.hasDate);
  turn.context = {
    ...(keepsDay ? { requestedDate } : {}),
    ...(patientName === undefined ? {} : { patientName }),
    ...(serviceId === undefined ? {} : { serviceId }),
  };
  delete turn.memo.proposal;
  return 'book';
}
