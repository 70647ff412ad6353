import { SURE_MENTION } from '../understanding/entities.ts';
import { understand } from '../understanding/understand.ts';
import type { When } from '../understanding/understanding.ts';
import { toLocal } from '../local-time.ts';
import type { ModelTurn } from './model-turn.ts';
import { isConfirmation } from './prepare-change.ts';

/** What a reply must name (starts, local), and what it may name besides. */
type Naming = { required: string[]; allowed: string[]; services: string[]; doctors: string[] };

/**
 * How a reply in the model's words compares to what was done and is asked: `same`: it names exactly that, day and time, and asks where something
 * is asked; `nothing`: it speaks of other things only; `other`: it names a time, service or doctor that is not meant. Reads the reply as it would
 * read a patient's message.
 */
export function namesExactly(model: ModelTurn, said: string): 'same' | 'nothing' | 'other' {
  const { turn } = model;
  const { clinic, language, now } = turn;
  const naming = namingOf(model);
  const read = understand(said, { language, clinic, reference: `${now}:00`, timezone: clinic.timezone });
  const whens = read.whens.filter((when) => when.hasDate || when.hasTime);
  const mentioned = (list: { id: string; confidence: number; negated: boolean }[]) =>
    list.filter((one) => !one.negated && one.confidence >= SURE_MENTION).map((one) => one.id);
  const onlyMeant =
    whens.every((when) => naming.allowed.some((start) => fits(when, start))) &&
    mentioned(read.services).every((id) => naming.services.includes(id)) &&
    mentioned(read.doctors).every((id) => naming.doctors.includes(id));
  if (!onlyMeant) return 'other';
  if (whens.length === 0) return 'nothing';
  const all = naming.required.every(
    (start) => whens.some((when) => when.hasTime && fits(when, start)) && whens.some((when) => when.hasDate && fits(when, start)),
  );
  const asks = !isConfirmation(turn.memo.question) || /[?？؟]/u.test(said);
  return all && naming.required.length > 0 && asks ? 'same' : 'other';
}

function namingOf({ turn }: ModelTurn): Naming {
  const { memo, context, toolbox, snapshot, clinic } = turn;
  const local = (ms: number) => toLocal(ms, clinic.timezone);
  const before = [...snapshot.appointments, ...toolbox.appointments()];
  const byId = (id: string | undefined) => before.filter((one) => one.id === id);
  const asked = memo.all ? (memo.choices ?? []).flatMap(byId) : byId(context.appointmentId).slice(0, 1);
  const required: string[] = [];
  const about = [...asked];
  for (const effect of toolbox.effects()) {
    if (effect.kind === 'book' || effect.kind === 'reschedule') required.push(local(effect.startMs));
    if (effect.kind === 'cancel') required.push(...byId(effect.appointmentId).slice(0, 1).map((one) => local(one.startMs))); // prettier-ignore
    if (effect.kind === 'book' || effect.kind === 'reschedule' || effect.kind === 'cancel') about.push(...byId(effect.appointmentId));
  }
  if (memo.question === 'confirm_cancel') required.push(...asked.map((one) => local(one.startMs)));
  else if (isConfirmation(memo.question) && memo.proposal) required.push(memo.proposal.start);
  const { proposal } = memo;
  return {
    required,
    allowed: [
      ...required,
      ...about.map((one) => local(one.startMs)),
      ...(context.offered ?? []).map((one) => one.start),
      ...(proposal ? [proposal.start] : []),
    ],
    services: [...about.map((one) => one.serviceId), ...ids(proposal?.serviceId, context.serviceId)],
    doctors: [...about.map((one) => one.doctorId), ...ids(proposal?.doctorId, context.doctorId), ...(context.offered ?? []).map((one) => one.doctorId)],
  };
}

function ids(...found: (string | undefined)[]): string[] {
  return found.filter((id) => id !== undefined);
}

function fits(when: When, start: string): boolean {
  return [when.start, ...when.alternatives.map((one) => one.start)].some(
    (reading) => (!when.hasDate || reading.slice(0, 10) === start.slice(0, 10)) && (!when.hasTime || reading.slice(11, 16) === start.slice(11, 16)),
  );
}
