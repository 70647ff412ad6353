import { randomUUID } from 'node:crypto';
import type { Agent, Calendar } from '../pipeline/ports.ts';
import { createRulesAgent } from '../pipeline/run-agent.ts';
import type { Config } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';

export type AgentWorld = {
  config: Pick<Config, 'relevanceCheck' | 'toolValidation'>;
  calendar: Calendar;
  logger: Logger;
  metrics: Metrics;
};

/** The agent that answers patients, as the settings want it, with its log lines and metrics. */
export function createAgent({ config, calendar, logger, metrics }: AgentWorld): { agent: Agent; close(): void } {
  const agent = createRulesAgent({
    calendar,
    newId: randomUUID,
    elapsed: () => performance.now(),
    relevanceCheck: config.relevanceCheck,
    toolValidation: config.toolValidation,
    onRejected: ({ tool }) => metrics.toolRejected({ tool, mode: config.toolValidation }),
    onFailed: (error) => logger.error('deciding failed; the patient got the apology', { stage: 'turn', error }),
  });
  return { agent, close: () => undefined };
}
