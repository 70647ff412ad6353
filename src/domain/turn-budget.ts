import type { ModelUsage } from './model-message.ts';

export type BudgetLimits = {
  maxTurnTokens: number;
  maxTurnCostMicroUsd: number;
  /** Dollars for a million tokens, which is millionths of a dollar for one. */
  prices: { prompt: number; completion: number };
};

/** What a turn has taken of a model so far, and whether it may take more. */
export type TurnBudget = {
  add(usage: ModelUsage): void;
  spent(): ModelUsage;
  costMicroUsd(): number;
  /** Which cap a further call of about this size would break; null when it may be made. */
  exceededBy(next: ModelUsage): 'token_cap' | 'cost_cap' | null;
};

/** Counts the tokens and the cost of one turn. A call that would go over a cap is not made, so a turn never costs more than its cap. */
export function createTurnBudget({ maxTurnTokens, maxTurnCostMicroUsd, prices }: BudgetLimits): TurnBudget {
  const spent = { prompt: 0, completion: 0 };
  const costOf = ({ prompt, completion }: ModelUsage) => prompt * prices.prompt + completion * prices.completion;
  return {
    add(usage) {
      spent.prompt += usage.prompt;
      spent.completion += usage.completion;
    },
    spent: () => ({ ...spent }),
    costMicroUsd: () => Math.ceil(costOf(spent)),
    exceededBy(next) {
      if (spent.prompt + spent.completion + next.prompt + next.completion > maxTurnTokens) return 'token_cap';
      return costOf(spent) + costOf(next) > maxTurnCostMicroUsd ? 'cost_cap' : null;
    },
  };
}

/** Letters to a token where nobody counted: low for Hebrew and Cyrillic, so that a cap is reached early rather than late. */
const CHARACTERS_PER_TOKEN = 3;

/** A rough count of the tokens of a text. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
