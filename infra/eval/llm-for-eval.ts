import { createAgent } from '../../src/compose/agent.ts';
import { isFault } from '../../src/errors.ts';
import { childEnvironment, type Config, loadConfig } from '../../src/runtime/config.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { createMetrics } from '../../src/runtime/metrics.ts';
import type { MakeAgent } from './dialogs/dialog-world.ts';

/** How many turns the model answered, and how many the rules finished, by reason. */
export type AnsweredBy = { kind: 'llm'; model: string; llm: number; rules: number; fellBack: Record<string, number> };

export type LlmForEval = { makeAgent: MakeAgent; counts: AnsweredBy; summary(): string };

/** The `llm` agent as the settings name its model, for the dialogs; a text that says what is missing when there is none. */
export function llmForEval(): LlmForEval | string {
  let config: Config;
  try {
    config = loadConfig(childEnvironment({ AGENT: 'llm' }));
  } catch (error) {
    if (!isFault(error, 'invalid_input')) throw error;
    return `--agent llm asks a language model: set OPENAI_API_KEY, and OPENAI_BASE_URL and LLM_MODEL for another than OpenAI's.\n${error.message}`;
  }
  const counts: AnsweredBy = { kind: 'llm', model: config.llmModel, llm: 0, rules: 0, fellBack: {} };
  const logger = createLogger({ process: 'eval', level: 'silent' });
  return {
    counts,
    makeAgent: (calendar, onFailed) =>
      createAgent({
        config,
        calendar,
        logger,
        metrics: createMetrics({ process: 'eval' }),
        onFailed,
        onDecided: ({ agent, fellBack }) => {
          counts[agent] += 1;
          if (fellBack !== null) counts.fellBack[fellBack] = (counts.fellBack[fellBack] ?? 0) + 1;
        },
      }),
    summary() {
      const reasons = Object.entries(counts.fellBack).map(([reason, count]) => `${reason} ${count}`);
      return `${counts.model} answered ${counts.llm} turns, the rules ${counts.rules}${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}.`;
    },
  };
}
