import type { Clinic } from '../clinic.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { isBusy } from './turn.ts';
import type { Memo, RulesInput, Turn } from './turn.ts';

/** "Anyone else?", "another doctor": not "for someone else", who would be another patient. */
const OTHER_DOCTOR =
  /(?<!\bfor )\b(?:any|some)(?:one|body) else\b|\b(?:another|different|other) (?:doctor|dentist|dr|specialist)s?\b|\botr[oa]s? (?:doctor|dentista|m[eé]dic[oa]|especialista|profesional)\p{L}*|(?<!para )\balguien m[aá]s\b|\bcon otr[oa]s?(?! (?:hora|fecha|d[ií]a|cita|persona)|\p{L})|\boutr[oa]s? (?:doutor|dentista|m[eé]dic[oa]|profissional|especialista)\p{L}*|(?<!(?:para|pra) )\b(?:mais algu[eé]m|algu[eé]m mais)|\bcom outr[oa]s?(?! (?:hora|data|dia|consulta|pessoa)|\p{L})|(?<!\p{L})друг(?:ой|ого|ому|им|ие|их) (?:врач|доктор|специалист|стоматолог)\p{L}*|(?<!\p{L})(?:кто|у кого|к кому)(?:-?нибудь|-?то)? ?ещ[её](?!\p{L})|(?<!\p{L})ещ[её] (?:кто|у кого|к кому)|(?<!\p{L})רופאה? אחרת?(?!\p{L})|(?<!\p{L})(?<!(?:בשביל|עבור) )מישה(?:ו|י) אחרת?(?!\p{L})|(?<!\p{L})עוד (?:מישהו|רופאה?)(?!\p{L})/iu;
/** "Not with Dan": the doctor is refused, not the visit. */
const NOT_WITH =
  /\bnot (?:with|by|to)\b|\b(?:don'?t|do not) want (?:to (?:see|go to)|dr)|\bno con\b|\bcon (?:\p{L}+\.? ){1,3}no(?!\p{L})|n[aã]o com(?!\p{L})|\bcom (?:\p{L}+\.? ){1,3}n[aã]o(?!\p{L})|(?<!\p{L})не (?:к|у|с)(?!\p{L})|(?<!\p{L})(?:к|у|с) (?:\p{L}+ ){1,3}не(?!\p{L})|לא (?:אצל|עם)(?!\p{L})/iu;

/** Who does a service besides those turned down, in the catalogue's order. */
function othersFor(clinic: Clinic, serviceId: string | undefined, turnedDown: readonly string[]): string[] {
  return clinic.doctors.filter((one) => serviceId !== undefined && one.services.includes(serviceId) && !turnedDown.includes(one.id)).map((one) => one.id);
}

/**
 * "Is there anyone else?", while times of one doctor are on the table: that doctor is refused, when another does it too. Otherwise it asks who
 * does it. Unchanged when the message names a doctor itself.
 */
export function withOtherDoctor(understanding: Understanding, { snapshot, clinic, text }: RulesInput): Understanding {
  if (!OTHER_DOCTOR.test(text) || understanding.doctors.length > 0 || understanding.forSomeoneElse) return understanding;
  const { context, pendingAction } = snapshot.conversation;
  const memo = (context.memo ?? {}) as Memo;
  const own = snapshot.appointments.find((one) => one.id === context.appointmentId)?.doctorId;
  const offered = [...new Set((context.offered ?? []).map((one) => one.doctorId))];
  const shown = memo.proposal?.doctorId ?? context.doctorId ?? (offered.length === 1 ? offered[0] : own);
  const asked: Understanding = { ...understanding, topics: ['doctors'], intents: [{ intent: 'service_inquiry', confidence: 0.68 }] };
  if (pendingAction === null || pendingAction.type === 'inquire' || shown === undefined) return text.includes('?') ? asked : understanding;
  if (othersFor(clinic, context.serviceId, [...(memo.dropped?.doctors ?? []), shown]).length === 0) return asked;
  const refused = { id: shown, text: '', index: 0, confidence: 0.95, negated: true };
  return { ...understanding, doctors: [refused], topics: [], intents: [{ intent: 'book', confidence: 0.63 }] };
}

/** True when only the doctor is refused, and somebody else does what is being booked or moved. */
export function refusesOnlyDoctor(turn: Turn): boolean {
  const { understanding: u, text, clinic, context, memo } = turn;
  if (!NOT_WITH.test(text) || u.doctors.length === 0 || u.doctors.some((one) => !one.negated) || u.services.length > 0 || !isBusy(turn)) return false;
  const refused = [...(memo.dropped?.doctors ?? []), ...u.doctors.map((one) => one.id)];
  return turn.state !== 'canceling' && othersFor(clinic, context.serviceId, refused).length > 0;
}
