import type { ModelMessage } from './model-message.ts';
import { baseRules } from './prompt/base-rules.ts';
import { clinicFacts, clinicInstructions } from './prompt/clinic-facts.ts';
import { clipped, dataBlock } from './prompt/data-block.ts';
import { draftBlock, historyFor, injectedContext, isCurrent, understoodBlock } from './prompt/injected-context.ts';
import { STATE_PARTS } from './prompt/state-parts.ts';
import type { Turn } from './rules-agent/turn.ts';
import { addDays } from './rules-agent/wish.ts';

/** What goes into a prompt besides the turn. Texts in it are data: they are delimited, whoever wrote them. */
export type PromptExtras = {
  /** What the system has done or asked in this turn already, in the words the patient is to read. */
  told: readonly string[];
  /** Codes of what was wrong with the former reply to this same message. */
  refused: readonly string[];
  /** What is known of the patient from former conversations. */
  memories: readonly string[];
  /** What the clinic taught: when a patient says something like the trigger, the content is what to say. */
  snippets: readonly { trigger: string; content: string }[];
};

const MAX_MESSAGE_CHARACTERS = 4_000;
const MAX_MEMORY_CHARACTERS = 300;
const MAX_SNIPPET_CHARACTERS = 1_000;
const MAX_MEMORIES = 20;
const MAX_SNIPPETS = 8;
const CALENDAR_DAYS = 15;

/**
 * The focused prompt of one turn: base rules, the clinic, the part for the state, only the context that the relevance check lets in, then the
 * conversation, the patient's message last. What stays the same between turns of a clinic comes first, so that providers can cache it. Pure.
 */
export function buildPrompt(turn: Turn, extras: PromptExtras): ModelMessage[] {
  const { clinic, language } = turn;
  const system = [
    baseRules({ assistant: clinic.assistant.name, clinic: clinic.name, language }),
    clinicInstructions(clinic),
    clinicFacts(clinic, language),
    memoriesPart(extras),
    situationPart(turn, extras),
  ];
  const messages: ModelMessage[] = [{ role: 'system', text: system.filter((part) => part !== '').join('\n\n') }];
  for (const { role, text } of historyFor(turn)) {
    if (role === 'bot') messages.push({ role: 'assistant', text });
    else messages.push({ role: 'user', text: dataBlock(role === 'human' ? 'staff_message' : 'patient_message', text) });
  }
  messages.push({ role: 'user', text: dataBlock('patient_message', clipped(turn.text, MAX_MESSAGE_CHARACTERS)) });
  return messages;
}

function memoriesPart({ memories, snippets }: PromptExtras): string {
  const parts: string[] = [];
  if (memories.length > 0)
    parts.push(
      `WHAT IS REMEMBERED OF THE PATIENT (may be old or wrong; mention it only where it helps with this message)\n${dataBlock(
        'memories',
        memories.slice(0, MAX_MEMORIES).map((one) => clipped(one, MAX_MEMORY_CHARACTERS)),
      )}`,
    );
  if (snippets.length > 0)
    parts.push(
      `WHAT THE CLINIC TAUGHT (use the content where the message asks for what the trigger says)\n${dataBlock(
        'snippets',
        snippets
          .slice(0, MAX_SNIPPETS)
          .map(({ trigger, content }) => ({ trigger: clipped(trigger, MAX_SNIPPET_CHARACTERS), content: clipped(content, MAX_SNIPPET_CHARACTERS) })),
      )}`,
    );
  return parts.join('\n\n');
}

function situationPart(turn: Turn, { told, refused }: PromptExtras): string {
  const { today, now, clinic, snapshot } = turn;
  const state = isCurrent(turn) ? turn.state : 'service_inquiry';
  const days = Array.from({ length: CALENDAR_DAYS }, (_, index) => addDays(today, index)).map((date) => `${weekdayOf(date)} ${date}`);
  return [
    `THIS TURN\nIt is ${now.replace('T', ' ')} at the clinic (${clinic.timezone}). The next days: ${days.join(', ')}.`,
    `State ${state}: ${STATE_PARTS[state]}`,
    patientLine(turn),
    draftBlock(turn),
    understoodBlock(turn),
    turn.memo.dropped ? 'The patient turned something down before; offer nothing from before this message, only what it asks for.' : '',
    injectedContext(turn),
    told.length === 0
      ? ''
      : `THE SYSTEM HAS DONE THIS just now, because the patient confirmed or declined it. Tell the patient: your reply contains the text of "tell_patient" word for word, and nothing that contradicts it.\n${dataBlock('system_did', { status: 'done', tell_patient: told.join('\n\n') })}`,
    snapshot.conversation.totalTurns === 0
      ? 'This is your first reply to this patient. The system puts a sentence before it that greets and says that a virtual assistant answers: do not greet or introduce yourself.'
      : '',
    refused.length === 0
      ? ''
      : `Your former reply to this same message was NOT sent. What was wrong with it: ${refused.map(codeOf).join(', ')}. Write it again without that.`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function patientLine({ snapshot }: Turn): string {
  const { name, pushName } = snapshot.patient;
  const known = name ?? pushName;
  return known === null || known.trim() === '' ? '' : `Name of the patient, as far as known: ${dataBlock('patient', clipped(known.trim(), 80))}`;
}

/** A code of the guard in words; whatever is no code is left out. */
function codeOf(code: string): string {
  return /^[a-z][a-z0-9_:.-]{0,60}$/i.test(code) ? code.replaceAll(/[_:.-]+/g, ' ') : 'a problem';
}

function weekdayOf(date: string): string {
  return ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
}
