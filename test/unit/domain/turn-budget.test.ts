import fc from '../../support/seeded.ts';
import { expect, it } from 'vitest';
import { createTurnBudget, estimateTokens } from '../../../src/domain/turn-budget.ts';

const LIMITS = { maxTurnTokens: 10_000, maxTurnCostMicroUsd: 5_000, prices: { prompt: 0.15, completion: 0.6 } };

it('a turn that asks before each call never goes over a cap', () => {
  const usage = fc.record({ prompt: fc.nat(4_000), completion: fc.nat(1_500) });
  fc.assert(
    fc.property(fc.array(usage, { maxLength: 20 }), fc.nat(3_000), (calls, maxCost) => {
      const budget = createTurnBudget({ ...LIMITS, maxTurnCostMicroUsd: maxCost });
      for (const call of calls) if (budget.exceededBy(call) === null) budget.add(call);
      const { prompt, completion } = budget.spent();
      expect(prompt + completion).toBeLessThanOrEqual(LIMITS.maxTurnTokens);
      expect(budget.costMicroUsd()).toBeLessThanOrEqual(maxCost);
    }),
  );
});

it('tells which cap a call would break', () => {
  const budget = createTurnBudget(LIMITS);
  budget.add({ prompt: 9_000, completion: 0 });
  expect(budget.exceededBy({ prompt: 500, completion: 500 })).toBeNull();
  expect(budget.exceededBy({ prompt: 500, completion: 501 })).toBe('token_cap');
  expect(createTurnBudget({ ...LIMITS, maxTurnCostMicroUsd: 100 }).exceededBy({ prompt: 1, completion: 200 })).toBe('cost_cap');
});

it('a text that nobody counted is estimated', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens('מה המחיר של טיפול?')).toBe(6);
});
