import { describe, expect, it } from 'vitest';
import { createAgent } from '../../../src/compose/agent.ts';
import { loadConfig } from '../../../src/runtime/config.ts';
import { createLogger } from '../../../src/runtime/logger.ts';
import { createMetrics } from '../../../src/runtime/metrics.ts';

async function kindWith(settings: Record<string, string>) {
  const world = { config: loadConfig(settings), logger: createLogger({ process: 'test', level: 'silent' }), metrics: createMetrics({ process: 'test' }) };
  const wired = await createAgent({ ...world, calendar: { busy: async () => [] } });
  wired.close();
  return wired.kind;
}

describe('the agent the settings want', () => {
  it.each([
    ['nothing is set', {}, 'rules'],
    ['a key is set', { OPENAI_API_KEY: 'k' }, 'llm'],
    ['the rules are wanted although there is a key', { AGENT: 'rules', OPENAI_API_KEY: 'k' }, 'rules'],
    [
      'a model is wanted and there is a key',
      { AGENT: 'llm', OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', LLM_TEMPERATURE: 'default' },
      'llm',
    ],
  ])('when %s', async (_name, settings, kind) => {
    expect(await kindWith(settings)).toBe(kind);
  });

  it('a model is wanted and there is no key: a clear error at the start', async () => {
    await expect(kindWith({ AGENT: 'llm' })).rejects.toThrow('AGENT: llm needs OPENAI_API_KEY');
  });

  it.each(['3', '-1', 'warm', '0,2'])('a temperature of %s is refused at the start', async (LLM_TEMPERATURE) => {
    await expect(kindWith({ LLM_TEMPERATURE })).rejects.toThrow('LLM_TEMPERATURE: must be a number from 0 to 2, or default');
  });

  it('a turn must be given at least the time of one call', async () => {
    await expect(kindWith({ LLM_DEADLINE_MS: '1000', LLM_TIMEOUT_MS: '2000' })).rejects.toThrow('LLM_DEADLINE_MS');
  });
});
