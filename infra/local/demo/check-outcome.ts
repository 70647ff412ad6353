import { DateTime } from 'luxon';
import { detectLanguage } from '../../../src/domain/language.ts';
import type { RunningFrontdesk } from '../running-frontdesk.ts';
import type { DemoConversation } from './conversations.ts';

type Appointment = { from: string; serviceId: string; doctorId: string; start: string; status: string };
type Ledger = {
  accepted: number;
  answered: number;
  merged: number;
  superseded: number;
  ignored: Record<string, number>;
  held: number;
  deadLettered: number;
  pending: number;
  outbox: Record<string, number>;
};

/** One thing that was checked, in words; `problem` is null when it is so. */
type Check = { what: string; problem: string | null };

/** Checks what came of the conversations, from outside: each has its appointment, was answered in its language once per turn, and the ledger adds up. */
export async function checkOutcome(frontdesk: RunningFrontdesk, conversations: DemoConversation[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const conversation of conversations) {
    checks.push(await bookedOf(frontdesk, conversation), await answeredOf(frontdesk, conversation));
  }
  return [...checks, ledgerOf(await frontdesk.get<Ledger>('/api/admin/ledger'), conversations)];
}

async function bookedOf(frontdesk: RunningFrontdesk, { name, from, books }: DemoConversation): Promise<Check> {
  const what = `${name} has the appointment on ${books.date} at ${books.time}`;
  const all = (await frontdesk.get<Appointment[]>(`/api/admin/appointments?${new URLSearchParams({ from })}`)) ?? [];
  const isRight = ({ start, serviceId, doctorId, status }: Appointment) =>
    status === 'booked' && serviceId === books.serviceId && doctorId === books.doctorId && start.startsWith(`${books.date}T${books.time}`);
  if (all.length === 1 && all.every(isRight)) return { what, problem: null };
  return { what, problem: all.length === 0 ? 'there is none' : `there is ${all.map((one) => `${one.status} ${one.start}`).join(', ')}` };
}

async function answeredOf(frontdesk: RunningFrontdesk, { name, from, language, turns }: DemoConversation): Promise<Check> {
  const what = `${name} got ${turns.length} answers, all in ${languageName(language)}`;
  const replies = ((await frontdesk.conversation(from))?.messages ?? []).filter((message) => message.direction === 'out');
  const foreign = replies.map(({ text }) => detectLanguage(text ?? '').label).filter((label) => label !== language && label !== 'unknown');
  if (foreign.length > 0) return { what, problem: `also in ${foreign.join(', ')}` };
  return { what, problem: replies.length === turns.length ? null : `there are ${replies.length}` };
}

function ledgerOf(ledger: Ledger | null, conversations: DemoConversation[]): Check {
  const texts = conversations.flatMap(({ turns }) => turns.flat()).length;
  const turns = conversations.flatMap((conversation) => conversation.turns).length;
  const what = `of ${texts} messages taken in, ${turns} are answered and ${texts - turns} merged into a burst; nothing is pending, lost or sent twice`;
  if (!ledger) return { what, problem: 'there is no ledger' };
  const { accepted, answered, merged, outbox } = ledger;
  const isRight =
    accepted === texts &&
    answered === turns &&
    merged === texts - turns &&
    outbox['sent'] === turns &&
    Object.values(outbox).reduce((a, b) => a + b, 0) === turns;
  return { what, problem: isRight ? null : JSON.stringify(ledger) };
}

function languageName(language: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
}

/** Today in the clinic's time zone, YYYY-MM-DD. */
export function todayIn(timezone: string): string {
  return DateTime.now().setZone(timezone).toISODate() ?? '';
}
