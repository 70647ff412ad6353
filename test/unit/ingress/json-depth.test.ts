import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from '../../../src/ingress/json-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const bytes = (text: string) => Buffer.from(text);

describe('the depth of JSON', () => {
  it('is that of the parsed value, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 0, max: 10 }), (value, limit) => {
        expect(isDeeperThan(bytes(JSON.stringify(value)), limit)).toBe(depthOf(value) > limit);
      }),
      { numRuns: 500 },
    );
  });

  it('does not count brackets in strings, however the strings are escaped or long', () => {
    const awkward = fc
      .array(fc.constantFrom('"', '\\', '[', '{', ']', '}', 'a', '\u0000', 'я', 'x'.repeat(70), '\\"', '[['), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(awkward, awkward, (key, text) => {
        const json = bytes(JSON.stringify({ [key]: [text] }));
        expect(isDeeperThan(json, 2)).toBe(false);
        expect(isDeeperThan(json, 1)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['"', '"\\', `"${'x'.repeat(200)}`, `"${'x'.repeat(200)}\\`, ']]]]', '', '"\\"'])('ends on text that is no JSON: %s', (text) => {
    expect(isDeeperThan(bytes(text), 64)).toBe(false);
  });
});
