import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluate } from '../../../infra/eval/evaluate.ts';
import { readRecords } from '../../../infra/eval/read-records.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'frontdesk-eval-'))));
afterEach(() => rm(folder, { recursive: true }));
const write = (name: string, ...lines: unknown[]) =>
  writeFile(join(folder, name), lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));

describe('the files of a folder', () => {
  it('an empty folder is scored as nothing, without starting a database', async () => {
    const scores = await evaluate(await readRecords(folder));
    expect(scores.lang).toMatchObject({ n: 0, correct: 0, accuracy: null });
    expect(scores.dialogs).toMatchObject({ n: 0, passed: 0, rate: null });
  });

  it('every file with the beginning of a part is read; fields nobody knows and empty lines are ignored', async () => {
    await write('lang.one.jsonl', { id: 'a', text: 'good morning to you', label: 'en', subset: 'core', colour: 'blue' }, '');
    await write('lang-two.jsonl', { id: 'b', text: 'buenos días a todos', label: 'es', subset: 'core' });
    await write('notes.jsonl', 'not ours');
    const records = await readRecords(folder);
    expect(records.problems).toEqual([]);
    expect(records.lang.map(({ id }) => id).sort()).toEqual(['a', 'b']);
  });

  it('a language Frontdesk does not speak is scored, and breaks nothing', async () => {
    await write('lang.jsonl', { id: 'a', text: 'Guten Morgen, ich habe einen Termin', label: 'de', subset: 'other' });
    await write('intents.jsonl', { id: 'b', lang: 'de', text: 'Guten Morgen', label: 'greeting', urgency: 'low' });
    const scores = await evaluate(await readRecords(folder));
    expect(scores.lang.byLabel['de']).toEqual({ n: 1, correct: 1, accuracy: 1 });
    expect(scores.intents.byLang['de']?.n).toBe(1);
  });

  it('every line that can’t be read is named with its file and line', async () => {
    await write('intents.jsonl', { id: 'a', lang: 'en', text: 'hi', label: 'greeting', urgency: 'low' }, '{"id": ', { id: 'c', lang: 'en', text: 7 });
    await write('datetime.jsonl', { id: 'd', lang: 'en', text: 'now', reference: 'yesterday', timezone: 'Mars/Base', expected: null, kind: 'none' });
    const { problems, intents } = await readRecords(folder);
    expect(intents).toHaveLength(1);
    expect(problems).toEqual([
      expect.stringMatching(/^datetime\.jsonl:1: reference: .*timezone: /),
      'intents.jsonl:2: not JSON',
      expect.stringMatching(/^intents\.jsonl:3: text: /),
    ]);
  });

  it('a folder that is not there is said to be missing', async () => {
    await expect(readRecords(join(folder, 'nowhere'))).rejects.toThrow(/no folder to read/);
  });
});
