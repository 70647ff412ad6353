import { draftOf, namesNothing } from './shelf.ts';
import { signals } from './signals.ts';
import { forgetDraft, topIntent } from './turn.ts';
import type { Turn } from './turn.ts';

/**
 * Forgets what was pending for good: its service and doctor are not brought up again by us (a bare "never mind" the patient may take back). A move or cancellation that is given up
 * leaves the appointment as it is.
 */
export function dropPending(turn: Turn): void {
  const { context, memo } = turn;
  const keep = memo.inquiryServiceId;
  const dropsInquiry = turn.pendingAction?.type === 'inquire';
  const services = [...(memo.dropped?.services ?? []), dropsInquiry ? keep : context.serviceId].filter((id) => id !== undefined);
  const doctors = [...(memo.dropped?.doctors ?? []), memo.proposal?.doctorId ?? context.doctorId].filter((id) => id !== undefined);
  const isChange = /cancel|reschedule/.test(turn.pendingAction?.type ?? '');
  const shelved = !isChange && namesNothing(turn) ? draftOf(turn) : undefined;
  forgetDraft(turn);
  turn.advance('drop');
  if (!isChange) turn.memo.dropped = { services: [...new Set(services)].slice(-10), doctors: [...new Set(doctors)].slice(-10) };
  // "don't cancel it, move it": of several appointments still that one
  if (isChange && context.appointmentId !== undefined && signals(turn.text, 'moveInstead')) turn.context.appointmentId = context.appointmentId;
  if (shelved) turn.memo.shelved = shelved;
  if (keep !== undefined && !dropsInquiry) turn.memo.inquiryServiceId = keep;
}

/** True when a message that drops something also wants something else. */
export function saysMore(turn: Turn): boolean {
  const u = turn.understanding;
  const others = u.services.some((one) => !one.negated && !turn.memo.dropped?.services.includes(one.id));
  const wants = u.intents.some((one) => ['book', 'reschedule', 'service_inquiry', 'urgent_pain'].includes(one.intent) && one.confidence >= 0.5);
  return (
    others ||
    (wants && (u.whens.some((when) => !when.negated) || u.topics.some((topic) => topic !== 'goodbye'))) ||
    (topIntent(turn) === 'cancel' && turn.toolbox.appointments().some((one) => u.services.some((service) => service.id === one.serviceId)))
  );
}
