import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fails, type ModelServer, startModelServer } from '../../support/model-server.ts';

const COMMAND = fileURLToPath(new URL('../../../infra/eval/eval.ts', import.meta.url));
const DATA = fileURLToPath(new URL('../../eval/data/', import.meta.url));
let folder: string;
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-eval-'));
  const [first = ''] = (await readFile(join(DATA, 'dialogs.jsonl'), 'utf8')).split('\n');
  await writeFile(join(folder, 'dialogs.jsonl'), first);
  await cp(join(DATA, 'dialogs_fixture.json'), join(folder, 'dialogs_fixture.json'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

it('npm run eval -- --agent llm plays the dialogs with the model of the settings, and tells what the rules had to finish', async () => {
  server.otherwise(() => fails(400));
  const env = { ...process.env, OPENAI_API_KEY: 'key-of-the-test', OPENAI_BASE_URL: server.url, LLM_MODEL: 'small-model' };
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve, reject) => {
    execFile(process.execPath, [COMMAND, '--data', folder, '--agent', 'llm', '--json'], { env }, (error, out, err) =>
      error ? reject(error) : resolve({ stdout: out, stderr: err }),
    );
  });
  const { dialogs, agent } = JSON.parse(stdout) as {
    dialogs: { n: number; failures: unknown[] };
    agent: { llm: number; rules: number; fellBack: Record<string, number> };
  };
  expect(dialogs).toMatchObject({ n: 1, failures: [] });
  expect(agent).toMatchObject({ kind: 'llm', model: 'small-model', llm: 0 });
  expect(agent.fellBack['bad_request']).toBe(server.calls.length);
  expect(stderr).toContain(`small-model answered 0 turns, the rules ${agent.rules}`);
});
