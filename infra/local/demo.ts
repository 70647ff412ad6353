/** `npm run demo`: starts Frontdesk in a temporary directory, plays patients in five languages through the real webhooks, checks what came of it. */
import { once } from 'node:events';
import { checkOutcome, todayIn } from './demo/check-outcome.ts';
import { startChildFrontdesk } from './demo/child-frontdesk.ts';
import { type DemoConversation, demoConversations, demoDate } from './demo/conversations.ts';
import { demoClinicAt } from './demo-lines.ts';
import { followConversation } from './follow-conversation.ts';
import { connectTo, type RunningFrontdesk } from './running-frontdesk.ts';
import { bold, dim, runCommand, say, sayMessage } from './terminal.ts';

const ANSWER_LIMIT_MS = 20_000;
const META_APP_SECRET = 'demo-app-secret';
/** A shorter quiet window than in real life: these patients type fast, and nobody likes to wait. */
const SETTINGS = { DEBOUNCE_MS: '600', META_APP_SECRET };
/** By the shell's convention, for a command ended with Ctrl-C. */
const INTERRUPTED = 130;

await runCommand(demo);

async function demo(): Promise<number> {
  const startedAt = performance.now();
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => INTERRUPTED);
  say('Starting Frontdesk in a temporary directory ...');
  const child = await startChildFrontdesk(SETTINGS, (line) => say(dim(`  ${line}`)));
  let result: number;
  try {
    result = await Promise.race([playAndCheck(connectTo(child.url, child.token)), interrupted]);
  } finally {
    say('\nStopping ...');
    const exitCode = await child.stop();
    if (exitCode !== 0) throw new Error(`Frontdesk stopped with exit code ${exitCode}`);
  }
  if (result === INTERRUPTED) return result;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  say(
    result === 0 ? `Everything is as it should be, in ${seconds} s. To try it yourself: npm start, then npm run chat.` : `The demo FAILED after ${seconds} s.`,
  );
  return result;
}

async function playAndCheck(frontdesk: RunningFrontdesk): Promise<number> {
  const clinic = demoClinicAt(frontdesk.url);
  const conversations = demoConversations(demoDate(todayIn(clinic.timezone), clinic.closedOn));
  for (const conversation of conversations) await play(frontdesk, conversation, clinic.assistant.name);
  say(`\n${bold('Checked through the admin API:')}`);
  const checks = await checkOutcome(frontdesk, conversations);
  for (const { what, problem } of checks) say(problem === null ? `  ok      ${what}` : `  FAILED  ${what}: ${problem}`);
  return checks.every(({ problem }) => problem === null) ? 0 : 1;
}

/** Plays one conversation; a turn without an answer does not end the demo: the checks say what is missing. */
async function play(frontdesk: RunningFrontdesk, { name, from, language, line, turns }: DemoConversation, assistant: string): Promise<void> {
  say(`\n${bold(`--- ${language}, by ${line === 'meta' ? 'Meta Cloud API' : 'Evolution API'} ---`)}`);
  const replies = await followConversation(frontdesk, from, ({ text, traceId }) => sayMessage(assistant, `trace ${traceId}`, text ?? ''));
  for (const texts of turns) {
    const traceIds: string[] = [];
    for (const text of texts) {
      const traceId = await frontdesk.say({ from, name, text, metaAppSecret: line === 'meta' ? META_APP_SECRET : undefined });
      sayMessage(name, `trace ${traceId}`, text);
      traceIds.push(traceId);
    }
    if (!(await replies.untilAnswered(traceIds, ANSWER_LIMIT_MS))) say(`(no answer after ${ANSWER_LIMIT_MS / 1000} s)`);
  }
}
