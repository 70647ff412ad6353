import { expect, it } from 'vitest';
import { joinMemories } from '../../../../src/domain/memory/join-memories.ts';
import { MAX_MEMORIES_KEPT } from '../../../../src/domain/memory.ts';
import { memoryItem } from '../../../support/memory-items.ts';

const item = (key: string, learnedAtMs: number, text = `of ${key}`) => memoryItem(text, { key: `fact:${key}`, kind: 'fact', learnedAtMs });

it('what two places know is there once, newest first, as it was learned last, and at the same instant as we know it', () => {
  const own = [item('a', 1), item('b', 5), item('c', 3, 'ours')];
  const theirs = [item('a', 2, 'theirs'), item('b', 4, 'theirs'), item('c', 3, 'theirs'), item('d', 9)];
  expect(joinMemories(own, theirs).map(({ key, text }) => `${key} ${text}`)).toEqual(['fact:d of d', 'fact:b of b', 'fact:c ours', 'fact:a theirs']);
});

it('of more than is kept the oldest are left out, never what a patient must be treated with care for', () => {
  const many = Array.from({ length: MAX_MEMORIES_KEPT }, (_, n) => item(`n${n}`, 100 + n));
  const joined = joinMemories(many, [memoryItem('I am allergic to latex', { learnedAtMs: 1 })]);
  expect(joined).toHaveLength(MAX_MEMORIES_KEPT);
  expect(joined.at(-1)?.text).toBe('I am allergic to latex');
  expect(joined.map((one) => one.key)).not.toContain('fact:n0');
});
