import fc from '../../../support/seeded.ts';
import { describe, expect, test } from 'vitest';
import { normaliseTrigger, SNIPPET_LIMITS, snippetIdOf, TaughtPair } from '../../../../src/domain/snippet.ts';
import { fnv1a64 } from '../../../../src/domain/snippet/fnv1a64.ts';

describe('FNV-1a, 64 bit', () => {
  /** From the test vectors that the authors of FNV published (test_fnv.c). */
  test.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['b', 'af63df4c8601f1a5'],
    ['c', 'af63de4c8601eff2'],
    ['d', 'af63d94c8601e773'],
    ['e', 'af63d84c8601e5c0'],
    ['f', 'af63db4c8601ead9'],
    ['fo', '08985907b541d342'],
    ['foo', 'dcb27518fed9d577'],
    ['foob', 'dd120e790c2512af'],
    ['fooba', 'cac165afa2fef40a'],
    ['foobar', '85944171f73967e8'],
    ['chongo was here!\n', '46810940eff5f915'],
  ])('of %j is as published', (text, hex) => {
    expect(fnv1a64(text)).toBe(hex);
  });

  test('is taken over the UTF-8 bytes, as 16 digits', () => {
    const inTwoHalves = (text: string) => {
      let [high, low] = [0xcbf29ce4, 0x84222325];
      for (const byte of new TextEncoder().encode(text)) {
        low = (low ^ byte) >>> 0;
        // times 2^40 + 0x1b3, in halves of 32 bits
        const product = low * 0x1b3;
        high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
        low = product >>> 0;
      }
      return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
    };
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(fnv1a64(text)).toBe(inTwoHalves(text))));
  });
});

describe('the id of a snippet', () => {
  test('is that of trigger:content, the trigger trimmed and in lower case', () => {
    expect(snippetIdOf({ trigger: '  PARKING? ', content: 'Yes, behind the house.' })).toBe(fnv1a64('parking?:Yes, behind the house.'));
    expect(normaliseTrigger('\n ЕСТЬ ли Парковка ')).toBe('есть ли парковка');
  });

  test('is the same for the same pair and another one for another content', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (trigger, a, b) => {
        expect(snippetIdOf({ trigger: ` ${trigger} `, content: a })).toBe(snippetIdOf({ trigger: trigger.toLowerCase(), content: a }));
        if (a !== b) expect(snippetIdOf({ trigger, content: a })).not.toBe(snippetIdOf({ trigger, content: b }));
      }),
    );
  });

  test('can be that of another pair when a colon moves over, which the store has to notice', () => {
    expect(snippetIdOf({ trigger: 'a:b', content: 'c' })).toBe(snippetIdOf({ trigger: 'a', content: 'b:c' }));
  });
});

describe('a taught pair', () => {
  test('comes out trimmed, its trigger in lower case, its content otherwise as it was', () => {
    expect(TaughtPair.parse({ trigger: ' Wi-Fi? ', content: ' Ask at the desk.\nIt is Free. ', metadata: { by: 'ana' } })).toEqual({
      trigger: 'wi-fi?',
      content: 'Ask at the desk.\nIt is Free.',
      metadata: { by: 'ana' },
    });
  });

  test.each([
    ['an empty trigger', { trigger: '  ', content: 'x' }],
    ['an empty content', { trigger: 'x', content: '\n' }],
    ['a trigger that is too long', { trigger: 'x'.repeat(SNIPPET_LIMITS.trigger + 1), content: 'x' }],
    ['a content that is too long', { trigger: 'x', content: 'x'.repeat(SNIPPET_LIMITS.content + 1) }],
    ['metadata that is too large', { trigger: 'x', content: 'x', metadata: { a: 'x'.repeat(SNIPPET_LIMITS.metadataBytes) } }],
    ['metadata that is no object', { trigger: 'x', content: 'x', metadata: [1] }],
    ['a control character', { trigger: 'x', content: 'a\u0000b' }],
    ['half of a surrogate pair', { trigger: '\ud83d', content: 'x' }],
    ['no content', { trigger: 'x' }],
    ['a number for a trigger', { trigger: 1, content: 'x' }],
  ])('is refused with %s', (_what, pair) => {
    expect(TaughtPair.safeParse(pair).success).toBe(false);
  });

  test('is taken at its limits', () => {
    expect(TaughtPair.safeParse({ trigger: 'x'.repeat(SNIPPET_LIMITS.trigger), content: 'y'.repeat(SNIPPET_LIMITS.content) }).success).toBe(true);
  });
});
