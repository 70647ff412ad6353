/**
 * `npm run eval -- --data DIR [--json] [--mistakes N] [--transcripts] [--agent rules|llm]`: scores language, dates, intents, relevance and whole
 * dialogs on the JSONL files of a folder. `--conversations N [--seed S]`: plays N random conversations in each language and checks what must
 * hold of every turn. Starts nothing outside this process. Exit 1 when a line can't be read, or a random conversation broke something.
 */
import { parseArgs } from 'node:util';
import { LANGUAGES } from '../../src/domain/clinic.ts';
import { isFault } from '../../src/errors.ts';
import { breachText, playRandom } from './conversations/play-random.ts';
import type { OnPlayed } from './dialogs/score-dialogs.ts';
import { evaluate } from './evaluate.ts';
import { llmForEval } from './llm-for-eval.ts';
import { readRecords } from './read-records.ts';
import { reportText } from './report.ts';

const USAGE = `npm run eval -- --data DIR [--json] [--mistakes N] [--transcripts] [--agent rules|llm]
npm run eval -- --conversations N [--seed S]`;

process.exitCode = await run();

async function run(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') return complain(options);
  if (options.conversations > 0) return playConversations(options);
  if (options.data === undefined) return complain(USAGE);
  const records = await readRecords(options.data).catch((error: unknown) => {
    if (isFault(error, 'not_found')) return error.message;
    throw error;
  });
  if (typeof records === 'string') return complain(records);
  if (records.problems.length > 0) return complain(records.problems.join('\n'));
  if (records.dialogs.length > 0 && records.fixture === null)
    complain('The dialogs are left out: dialogs_fixture.json, the clinic they are played in, is missing.');
  const startedAt = performance.now();
  const agent = options.agent === 'llm' ? llmForEval() : null;
  if (typeof agent === 'string') return complain(agent);
  const scores = await evaluate(records, { onPlayed: options.transcripts ? showDialog : undefined, makeAgent: agent?.makeAgent });
  if (agent) process.stderr.write(`${agent.summary()}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...scores, ...(agent ? { agent: agent.counts } : {}) })}\n`);
  else process.stdout.write(`${reportText(scores, options.mistakes)}${((performance.now() - startedAt) / 1_000).toFixed(1)} s.\n`);
  return 0;
}

type Options = { data?: string | undefined; agent: string; json: boolean; transcripts: boolean; mistakes: number; conversations: number; seed: number };

function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        agent: { type: 'string', default: 'rules' },
        mistakes: { type: 'string', default: '0' },
        transcripts: { type: 'boolean', default: false },
        conversations: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
      },
    });
    const [mistakes, conversations, seed] = [Number(values.mistakes), Number(values.conversations), Number(values.seed)];
    if (values.agent !== 'rules' && values.agent !== 'llm') return `There is no agent "${values.agent}" to evaluate, only rules and llm.`;
    if (!Number.isInteger(mistakes) || mistakes < 0) return `--mistakes takes a whole number, not ${values.mistakes}`;
    if (!Number.isInteger(conversations) || !Number.isInteger(seed)) return '--conversations and --seed take whole numbers';
    return { ...values, mistakes, conversations, seed };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

async function playConversations({ conversations, seed }: Options): Promise<number> {
  let broken = 0;
  for (const language of LANGUAGES) {
    const startedAt = performance.now();
    const { sequences, turns, breaches } = await playRandom({ seed, language, sequences: conversations });
    broken += breaches.length;
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    process.stdout.write(`${language}: ${sequences} conversations, ${turns} turns, ${breaches.length} broke something, ${seconds} s\n`);
    for (const breach of breaches) process.stdout.write(`\n${breachText(breach)}\n`);
  }
  return broken === 0 ? 0 : 1;
}

function showDialog(...[dialog, { replies }, why]: Parameters<OnPlayed>): void {
  const lines = replies.flatMap((texts, index) => [
    ...(dialog.turns[index]?.user ?? ['(answer)']).map((text) => `> ${text}`),
    ...texts.map((text) => `< ${text.replaceAll('\n', '\n  ')}`),
  ]);
  process.stderr.write(`\n${dialog.id}${why.length === 0 ? '' : `: ${why.join('; ')}`}\n${lines.join('\n')}\n`);
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 1;
}
