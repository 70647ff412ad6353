import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../../infra/eval/eval.ts', import.meta.url));
const { OPENAI_API_KEY: _key, ...WITHOUT_KEY } = process.env;
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'frontdesk-eval-'))));
afterAll(() => rm(folder, { recursive: true }));

function run(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], { env: WITHOUT_KEY }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('npm run eval', () => {
  it('prints one JSON object with --json and nothing else', async () => {
    await writeFile(join(folder, 'lang.jsonl'), JSON.stringify({ id: 'a', text: 'Здравствуйте, можно записаться?', label: 'ru', subset: 'core' }));
    const { exitCode, stdout, stderr } = await run('--data', folder, '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const scores = JSON.parse(stdout) as Record<string, object>;
    expect(Object.keys(scores)).toEqual(['lang', 'datetime', 'intents', 'relevance', 'dialogs']);
    expect(scores['lang']).toMatchObject({ n: 1, correct: 1, accuracy: 1, bySubset: { core: { n: 1 } }, byLabel: { ru: { n: 1 } } });
  });

  it('ends with 1 and the reason when a line can’t be read or there is no such agent', async () => {
    await writeFile(join(folder, 'relevance.jsonl'), 'oops');
    expect(await run('--data', folder, '--json')).toEqual({ exitCode: 1, stdout: '', stderr: 'relevance.jsonl:1: not JSON\n' });
    expect(await run('--data', folder, '--agent', 'oracle')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('no agent "oracle"') as string,
    });
  });

  it('says what is missing when a model is to be evaluated and there is no key', async () => {
    await rm(join(folder, 'relevance.jsonl'), { force: true });
    const { exitCode, stdout, stderr } = await run('--data', folder, '--agent', 'llm', '--json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('set OPENAI_API_KEY');
  });
});
