/** `npm run chat`: write to the demo clinic of the running system as a patient, through the real webhook. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Fault } from '../../src/errors.ts';
import type { Config } from '../../src/runtime/config.ts';
import { followConversation, type FollowedConversation } from './follow-conversation.ts';
import { findRunningFrontdesk, type RunningFrontdesk, type ShownMessage } from './running-frontdesk.ts';
import { dim, runCommand, say, sayMessage } from './terminal.ts';

const ANSWER_LIMIT_MS = 45_000;
/** Follow-ups and staff write unasked. */
const IDLE_LOOK_MS = 3_000;

type Patient = { from: string; name: string };

await runCommand(chat);

async function chat(config: Config): Promise<number> {
  const patient = readPatient();
  const frontdesk = await findRunningFrontdesk(config);
  const replies = await followConversation(frontdesk, patient.from, showReply);
  const lines = createInterface({ input: process.stdin, terminal: false });
  return process.stdin.isTTY ? talk(frontdesk, patient, replies, lines) : recite(frontdesk, patient, replies, lines);
}

function readPatient(): Patient {
  const { values } = parseArgs({ options: { from: { type: 'string', default: '15550100' }, name: { type: 'string', default: 'Maria' } } });
  const from = values.from.replace(/[\s+()-]/g, '');
  if (!/^\d{6,15}$/.test(from)) throw new Fault('invalid_input', '--from takes a phone number: 6 to 15 digits, such as 15550100');
  return { from, name: values.name };
}

/** A person types: messages go out at once, so that several quick ones are one burst; replies appear as they come. */
async function talk(frontdesk: RunningFrontdesk, patient: Patient, replies: FollowedConversation, lines: AsyncIterable<string>): Promise<number> {
  say(`You are ${patient.name} (${patient.from}) and write to the demo clinic at ${frontdesk.url}. Enter sends, Ctrl-D ends.`);
  const unanswered = new Set<string>();
  let underway = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>) => (underway = underway.then(work).then(() => undefined, complain));
  const idle = setInterval(() => void (unanswered.size === 0 && inTurn(() => replies.look())), IDLE_LOOK_MS);
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const traceId = await send(frontdesk, patient, line).catch(complain);
    if (!traceId) continue;
    unanswered.add(traceId);
    void inTurn(async () => {
      const awaited = [...unanswered];
      if (awaited.length > 0 && !(await replies.untilAnswered(awaited, ANSWER_LIMIT_MS))) lateNote(awaited);
      awaited.forEach((one) => unanswered.delete(one));
    });
  }
  clearInterval(idle);
  await underway;
  return 0;
}

/** Lines from a pipe: each waits for its answer before the next is sent. Exit code 1 when one got none. */
async function recite(frontdesk: RunningFrontdesk, patient: Patient, replies: FollowedConversation, lines: AsyncIterable<string>): Promise<number> {
  for await (const line of lines) {
    if (line.trim() === '') continue;
    say(`> ${line}`);
    const traceId = await send(frontdesk, patient, line);
    if (await replies.untilAnswered([traceId], ANSWER_LIMIT_MS)) continue;
    lateNote([traceId]);
    return 1;
  }
  return 0;
}

async function send(frontdesk: RunningFrontdesk, { from, name }: Patient, text: string): Promise<string> {
  const traceId = await frontdesk.say({ from, name, text });
  say(dim(`  trace ${traceId}`));
  return traceId;
}

function showReply({ direction, text, traceId, status }: ShownMessage): void {
  const note = status === 'failed' || status === 'withdrawn' ? `${status}, trace ${traceId}` : `trace ${traceId}`;
  sayMessage(direction === 'human' ? 'Staff' : 'Clinic', note, text ?? '(no text)');
}

function lateNote(traceIds: string[]): void {
  process.stderr.write(`No answer after ${ANSWER_LIMIT_MS / 1000} s. What happened: npm run trace -- ${traceIds.at(-1)}\n`);
}

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
